"""Everything that is held about a person. Each package that keeps something about people says it here.

    register(Holder(code="guidance.questions", title=_("Вопросы"), held=…, erase=…))   # in its apps.py

`held` gives sections for «всё, что хранится»; `erase` destroys what may go and tells what stays, and by
which law. A holder without `erase` keeps everything, because of `kept_because`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from zveno.network.people.models import Person

Text = str | Promise


@dataclass(frozen=True)
class Section:
    """Rows of names and values, as the person reads them; `received_by` says who has got these data."""

    title: str
    rows: Sequence[Mapping[str, str]]
    received_by: str = ""


@dataclass(frozen=True)
class Erased:
    """What became of one holder's rows: how many went, how many stay and why."""

    gone: int = 0
    kept: int = 0
    why_kept: str = ""


@dataclass(frozen=True)
class Holder:
    code: str
    title: Text
    held: Callable[[Person], Iterable[Section]]
    kept_because: Text = ""
    erase: Callable[[Person, datetime], Erased] | None = None
    position: int = 100
    """In the order of positions they are asked and erased; the card of the person goes last."""


_holders: dict[str, Holder] = {}


def register(holder: Holder) -> Holder:
    """Once, from `apps.py`; two holders of one code are a mistake of ours."""
    if _holders.setdefault(holder.code, holder) != holder:
        raise ValueError(f"two holders are called {holder.code}")
    return holder


def take_back(holder: Holder) -> None:
    """For tests, which register holders of their own."""
    _holders.pop(holder.code, None)


def holders() -> list[Holder]:
    return sorted(_holders.values(), key=lambda holder: (holder.position, holder.code))


def held_about(person: Person) -> list[tuple[Holder, list[Section]]]:
    """Holders that keep something about him, with what it is."""
    asked = ((holder, [part for part in holder.held(person) if part.rows]) for holder in holders())
    return [(holder, sections) for holder, sections in asked if sections]
