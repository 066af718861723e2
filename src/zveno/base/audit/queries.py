"""What can be known from the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from zveno.base.audit.actions import name_of_detail, title_of, words_for
from zveno.base.audit.models import Entry, EntryQuerySet, Inspection, Purge, Seal


@dataclass(frozen=True)
class Change:
    """One field: `was` and `became`; where nothing was there before, only `became`."""

    name: str
    was: str
    became: str

    def __str__(self) -> str:
        return f"{self.name}: «{self.was}» → «{self.became}»" if self.was else f"{self.name}: «{self.became}»"


@dataclass(frozen=True)
class Line:
    """An entry as people read it."""

    at: datetime
    who: str
    person: int | None
    seat: str
    what: str
    kind: str
    thing: str
    thing_key: str
    """`model:number`, by which the journal is narrowed to it."""
    why: str
    changes: Sequence[Change]
    is_look: bool
    address: str
    position: int | None
    """Its place in the chain, where `with_positions` was asked for it."""


def line_of(entry: Entry) -> Line:
    return Line(
        at=entry.at,
        who=who(entry),
        person=entry.actor_id,
        seat=entry.actor_seat,
        what=str(title_of(entry.action)),
        kind=name_of_kind(entry.thing_type) if entry.thing_type else "",
        thing=entry.thing_name,
        thing_key=f"{entry.thing_type}:{entry.thing_id}" if entry.thing_id else "",
        why=entry.why,
        changes=changes_of(entry),
        is_look=entry.is_look,
        address=entry.address,
        position=getattr(entry, "position", None),
    )


def who(entry: Entry) -> str:
    return entry.actor_name or _("система")


def history_of(thing: models.Model, *, limit: int = 50) -> list[Line]:
    """What was done with the thing, newest first; who looked at it, is not for everybody who sees it."""
    return [line_of(entry) for entry in Entry.objects.about_thing(thing).acts()[:limit]]


def with_positions(entries: EntryQuerySet) -> EntryQuerySet:
    """Each entry with its place in the chain."""
    place = Seal.objects.filter(entry_number=models.OuterRef("pk")).values("position")[:1]
    numbered: EntryQuerySet = entries.annotate(position=models.Subquery(place))
    return numbered


def entries_about(person_id: int) -> EntryQuerySet:
    """For the person himself: what was done with his data and who looked at them."""
    return Entry.objects.concerning(person_id)


def kinds_of_things() -> list[tuple[str, str]]:
    """Models that occur in the journal, with their names."""
    found = Entry.objects.exclude(thing_type="").order_by().values_list("thing_type", flat=True).distinct()
    return sorted(((label, name_of_kind(label)) for label in found), key=lambda kind: kind[1])


def name_of_kind(label: str) -> str:
    model = _model(label)
    return str(model._meta.verbose_name) if model else label


def changes_of(entry: Entry) -> list[Change]:
    model = _model(entry.thing_type)
    found: Mapping[str, Any] = entry.changes if isinstance(entry.changes, dict) else {}
    return [
        _change(entry.action, _field(model, key), key, value)
        for key, value in found.items()
        if value is not None and value != ""
    ]


PAIR = 2


def _change(action: str, field: models.Field[Any, Any] | None, key: str, value: Any) -> Change:
    name = str(field.verbose_name if field else name_of_detail(action, key))
    words = words_for(action, key, value)
    if words is not None:
        return Change(name, "", str(words))
    if isinstance(value, list) and len(value) == PAIR:
        was, became = value
        return Change(name, _written(field, was) or _("пусто"), _written(field, became) or _("пусто"))
    return Change(name, "", _written(field, value))


def _written(field: models.Field[Any, Any] | None, value: Any) -> str:  # noqa: PLR0911 -- a case each
    """A kept value in the words of its field."""
    for choice, label in getattr(field, "flatchoices", None) or ():
        if choice == value:
            return str(label)
    match value:
        case None:
            return ""
        case bool():
            return _("да") if value else _("нет")
        case str():
            return _written_moment(field, value)
        case list():
            return ", ".join(_written(None, inner) for inner in value)
        case dict():
            return ", ".join(f"{key}: {_written(None, inner)}" for key, inner in value.items())
        case _:
            return str(value)


def _written_moment(field: models.Field[Any, Any] | None, value: str) -> str:
    if isinstance(field, models.DateTimeField):
        moment = parse_datetime(value)
        return f"{timezone.localtime(moment):%d.%m.%Y %H:%M}" if moment else value
    if isinstance(field, models.DateField):
        day: date | None = parse_date(value)
        return f"{day:%d.%m.%Y}" if day else value
    return value


def _model(label: str) -> type[models.Model] | None:
    try:
        return apps.get_model(label) if label else None
    except LookupError:
        return None


def _field(model: type[models.Model] | None, name: str) -> models.Field[Any, Any] | None:
    if model is None:
        return None
    try:
        found = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, models.Field) else None


@dataclass(frozen=True)
class Anchor:
    """The last ring: written down elsewhere, it exposes a later rewriting of the whole journal."""

    position: int
    digest: str
    at: datetime


@dataclass(frozen=True)
class ChainState:
    anchor: Anchor | None
    waiting: int
    inspection: Inspection | None


def chain_state() -> ChainState:
    return ChainState(
        anchor=anchor(),
        waiting=Entry.objects.unsealed().count(),
        inspection=Inspection.objects.first(),
    )


def anchor() -> Anchor | None:
    last = Seal.objects.order_by("-position").first()
    return Anchor(last.position, last.digest, last.at) if last else None


def agrees(position: int, digest: str) -> bool | None:
    """Is the ring of that number still the one that was written down? None: there is no such ring."""
    ring = Seal.objects.filter(position=position).first()
    return None if ring is None else ring.digest == "".join(digest.split()).lower()


def purges() -> models.QuerySet[Purge]:
    return Purge.objects.all()


@dataclass(frozen=True)
class Stretch:
    """A piece of the journal, newest first; `older` is the cursor of the next piece."""

    lines: Sequence[Line]
    older: str


def stretch(entries: EntryQuerySet, *, before: str, size: int) -> Stretch:
    """By the last row seen and not by counting, so that the millionth entry comes as fast as the first."""
    cursor = _cursor(before)
    if cursor:
        at, number = cursor
        entries = entries.filter(models.Q(at__lt=at) | models.Q(at=at, pk__lt=number))
    found = list(with_positions(entries).order_by("-at", "-pk")[: size + 1])
    shown = found[:size]
    older = f"{shown[-1].at.isoformat()}_{shown[-1].pk}" if len(found) > size else ""
    return Stretch([line_of(entry) for entry in shown], older)


def _cursor(written: str) -> tuple[datetime, int] | None:
    """What an address says of the last row seen; nonsense is the beginning."""
    moment, _separator, number = written.rpartition("_")
    try:
        at = datetime.fromisoformat(moment)
        return (at, int(number)) if at.tzinfo else None
    except ValueError:
        return None
