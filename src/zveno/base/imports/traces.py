"""What an import wrote, so that it can be taken back: what is new, and what each changed value was before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby, islice
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from zveno.base.core.fields import SearchKeyField, SortKeyField

AT_ONCE = 500
MOST_TOLD = 20


class StillUsed(Exception):
    """Why an import cannot be taken back: a sentence for each thing that stands in the way."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


@dataclass(frozen=True, slots=True)
class Trace:
    """One record that was written. `before` is None for a new one."""

    model: str
    number: int
    mark: str
    """Of the values it was left with: whoever changed it since has left another."""
    before: Mapping[str, Any] | None = None

    def plain(self) -> list[Any]:
        return [self.model, self.number, self.mark, self.before]


def added(thing: models.Model) -> Trace:
    return Trace(thing._meta.label_lower, thing.pk, mark_of(thing))


def changed(thing: models.Model, before: Mapping[str, Any]) -> Trace:
    """`before` are the values by attribute names, as they were; the thing has its new ones."""
    return Trace(
        thing._meta.label_lower,
        thing.pk,
        mark_of(thing),
        {name: _plain(value) for name, value in before.items()},
    )


def mark_of(thing: models.Model) -> str:
    """A fingerprint of all that is kept of a record, the same before and after the database."""
    values = [_plain(getattr(thing, name)) for name in _names(type(thing))]
    return hashlib.blake2b(repr(values).encode(), digest_size=8).hexdigest()


_kept: dict[type[models.Model], list[str]] = {}


def _names(model: type[models.Model]) -> list[str]:
    if model not in _kept:
        _kept[model] = [
            field.attname
            for field in model._meta.concrete_fields
            if not isinstance(field, SearchKeyField | SortKeyField) and not field.primary_key
        ]
    return _kept[model]


def _plain(value: object) -> Any:
    match value:
        case None | bool():
            return value
        case int():
            return int(value)
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
    return str(value)


def take_back(traces: Sequence[Trace]) -> None:
    """Delete what was new and give back what was changed, the last first, in the caller's transaction.

    Nothing is taken back when anything has been changed since or is used by something else.
    """
    whole = list(reversed(traces))
    reasons = list(islice(_changed_since(whole), MOST_TOLD))
    if reasons:
        raise StillUsed(reasons)
    for label, run in groupby(whole, key=lambda trace: (trace.model, trace.before is None)):
        model = apps.get_model(label[0])
        for some in _some(list(run)):
            if label[1]:
                _delete(model, [trace.number for trace in some])
            else:
                _give_back(model, some)


def _some(traces: list[Trace]) -> Iterator[list[Trace]]:
    for start in range(0, len(traces), AT_ONCE):
        yield traces[start : start + AT_ONCE]


def _changed_since(traces: list[Trace]) -> Iterator[str]:
    # A record written twice by the same import was left as its last trace says: that one comes first here.
    last: dict[tuple[str, int], Trace] = {}
    for trace in traces:
        last.setdefault((trace.model, trace.number), trace)
    for label, run in groupby(
        sorted(last.values(), key=lambda trace: trace.model), key=lambda trace: trace.model
    ):
        model = apps.get_model(label)
        for some in _some(list(run)):
            found = model._base_manager.in_bulk([trace.number for trace in some])
            for trace in some:
                thing = found.get(trace.number)
                if thing is None:
                    yield _("«%(kind)s» № %(number)s: запись уже удалена.") % {
                        "kind": model._meta.verbose_name,
                        "number": trace.number,
                    }
                elif mark_of(thing) != trace.mark:
                    yield _("«%(thing)s»: запись изменили после загрузки.") % {"thing": thing}


def _delete(model: type[models.Model], numbers: list[int]) -> None:
    _refuse_to_take_along(model, numbers)
    try:
        model._base_manager.filter(pk__in=numbers).delete()
    except ProtectedError as error:
        raise StillUsed(
            [
                _("«%(thing)s»: на эту запись уже опираются другие.") % {"thing": thing}
                for thing in _held_by(error)
            ]
        ) from error


def _refuse_to_take_along(model: type[models.Model], numbers: list[int]) -> None:
    """What would vanish with a record was added to it since: what came with it has gone before it."""
    for relation in model._meta.related_objects:
        if relation.on_delete is not models.CASCADE:
            continue
        held = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": numbers})
        found = list(held.select_related(relation.field.name)[:MOST_TOLD])
        if found:
            raise StillUsed(
                [
                    _("«%(thing)s»: после загрузки к этой записи добавили «%(held)s».")
                    % {"thing": getattr(one, relation.field.name), "held": one}
                    for one in found
                ]
            )


def _held_by(error: ProtectedError) -> list[models.Model]:
    """What the protecting records point at."""
    held: dict[tuple[str, Any], models.Model] = {}
    for holder in islice(error.protected_objects, MOST_TOLD):
        held.setdefault((holder._meta.label_lower, holder.pk), holder)
    return list(held.values())


def _give_back(model: type[models.Model], traces: list[Trace]) -> None:
    things = model._base_manager.in_bulk([trace.number for trace in traces])
    fields = {field.attname: field for field in model._meta.concrete_fields}
    for trace in traces:
        thing = things[trace.number]
        for name, value in (trace.before or {}).items():
            setattr(thing, name, fields[name].to_python(value))
        thing.save()
