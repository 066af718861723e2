"""Importers: each is a slice that a package keeps in its own `importers` and registers here.

An importer says which fields it knows and under which names people write them, finds what is there already,
and writes through its package's services. Reading, mapping, checking, repairing and undoing are here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Literal, Protocol

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise

from zveno.base.core.people import Acting
from zveno.base.core.verdict import Verdict
from zveno.base.imports.parsing import Parse
from zveno.base.imports.traces import Trace

Text = str | Promise
Action = Literal["new", "changed", "same", "wrong"]


@dataclass(frozen=True)
class Field:
    """A column that an importer understands."""

    code: str
    title: Text
    parse: Parse
    synonyms: Sequence[str] = ()
    """Other headings it stands under; the title itself is known."""
    hint: Text = ""
    """What to write there, for the template."""
    choices: Sequence[Text] = ()
    """For a column with few words: a list to choose from in the template."""
    given_by: Literal["", "file", "sheet"] = ""
    """May be told for a whole file, or by the name of its sheet, where there is no such column."""
    is_text: bool = True
    """Should Excel keep what is typed as text (codes, numbers of documents)?"""


@dataclass(frozen=True)
class Unwanted:
    """Columns that are not loaded on purpose, by the beginnings of their headings."""

    what: Text
    beginnings: Sequence[str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the files something stands."""

    file: int
    sheet: int
    row: int


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row; `field` is empty where it is wrong as a whole.

    A fault that is only a `notice` does not keep the row out; what it offers may still be taken.
    """

    field: str
    kind: str
    sentence: str
    value: str = ""
    offer: str = ""
    is_notice: bool = False


@dataclass(slots=True)
class Line:
    """A row whose cells were understood: values by the codes of fields, blank ones left out."""

    place: Place
    values: dict[str, Any]


@dataclass(slots=True)
class Plan:
    """What will be done with a row: `data` is the importer's own."""

    line: Line
    action: Action
    name: str = ""
    """What the row is about, as a person calls it."""
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By the title of what changes: was, becomes."""
    faults: Sequence[Fault] = ()
    data: Any = None


class Intake(Protocol):
    """One run over the rows of one import, in their order; it remembers what it has seen in them."""

    def plan(self, lines: Sequence[Line]) -> Sequence[Plan]:
        """What these rows mean beside what is there already. Reads in bulk, writes nothing."""
        ...

    def write(self, plans: Sequence[Plan]) -> Iterable[Trace]:
        """Do what was planned for rows that are new or changed, in the caller's transaction."""
        ...


class Importer(ABC):
    """A kind of tables that can be loaded."""

    code: ClassVar[str]
    title: ClassVar[Text]
    lead: ClassVar[Text]
    """One sentence: what the tables hold and who sends them."""
    icon: ClassVar[str] = "table-2"
    fields: ClassVar[Sequence[Field]]
    needs: ClassVar[Sequence[Sequence[str]]] = ()
    """Each group names fields one of which a row must have."""
    unwanted: ClassVar[Sequence[Unwanted]] = ()

    @abstractmethod
    def serves(self, actor: Acting) -> bool:
        """Does the actor load these tables for anybody? By his role: every page's menu asks."""

    @abstractmethod
    def targets(self, actor: Acting) -> Sequence[models.Model]:
        """For whom the actor may load: organisations, territories. Empty where he may for nobody."""

    @abstractmethod
    def may(self, actor: Acting, target: models.Model) -> Verdict | None:
        """Load, see what was loaded and take it back, for that target; None to a stranger."""

    @abstractmethod
    def scope(self, actor: Acting) -> Q:
        """Agrees with `may`: a condition on `target_type` and `target_id` of imports."""

    @abstractmethod
    def begin(self, target: models.Model, *, by: Acting, at: datetime) -> Intake:
        """A run; what all rows need is read once here."""

    @abstractmethod
    def take_back(self, traces: Sequence[Trace], *, by: Acting, at: datetime) -> None:
        """Undo what was written; raises `StillUsed` where something stands on it."""

    def options(self, code: str, target: models.Model) -> Sequence[Text]:
        """What may be told for a whole file in that field; empty where anything may."""
        return ()

    def result_url(self, target: models.Model) -> str:
        """Where what was loaded is seen."""
        return ""

    def field(self, code: str) -> Field:
        return next(field for field in self.fields if field.code == code)


_importers: dict[str, Importer] = {}


def register(importer: Importer) -> Importer:
    if importer.code in _importers and type(_importers[importer.code]) is not type(importer):
        raise ValueError(f"two importers are called {importer.code}")
    _importers[importer.code] = importer
    return importer


def importer_of(code: str) -> Importer:
    return _importers[code]


def knows(code: str) -> bool:
    return code in _importers


def importers() -> list[Importer]:
    """In the order in which an empty district needs them."""
    return list(_importers.values())


def importers_for(actor: Acting) -> list[Importer]:
    return [importer for importer in importers() if importer.serves(actor)]
