"""How the journal leaves as a file, and how what stands beside it is listed."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zveno.base.audit.actions import title_of
from zveno.base.audit.models import Entry, Inspection, Purge
from zveno.base.audit.queries import changes_of, name_of_kind, who
from zveno.base.ui.components import Status
from zveno.base.ui.tables import Column, Table, moment, number, status, text


def changes_in_words(entry: Entry) -> str:
    return "; ".join(str(change) for change in changes_of(entry))


def _thing(entry: Entry) -> str:
    if not entry.thing_type:
        return ""
    kind = name_of_kind(entry.thing_type)
    return f"{kind}: {entry.thing_name}" if entry.thing_name else kind


def _kind(entry: Entry) -> Status:
    if entry.is_look:
        return Status(_("просмотр"), "waits", "eye")
    return Status(_("действие"), "plain", "pencil")


def _position(entry: Any) -> int | None:
    """Its place in the chain, which `with_positions` adds."""
    place: int | None = entry.position
    return place


_AT: Column[Entry] = moment("at", _("Когда"), lambda entry: entry.at)
_WHAT: Column[Entry] = text("what", _("Что"), lambda entry: title_of(entry.action))
_SEAT: Column[Entry] = text("seat", _("От чьего имени"), lambda entry: entry.actor_seat)
_CHANGES: Column[Entry] = text("changes", _("Изменения"), changes_in_words)
_WHY: Column[Entry] = text("why", _("Почему"), lambda entry: entry.why)

JOURNAL: Table[Entry] = Table(
    caption=_("Журнал действий"),
    columns=(
        _AT,
        text("who", _("Кто"), who),
        _SEAT,
        status("kind", _("Вид"), _kind),
        _WHAT,
        text("thing", _("Предмет"), _thing),
        _CHANGES,
        _WHY,
        text("address", _("Откуда"), lambda entry: entry.address),
        number(
            "position",
            _("№ в цепочке"),
            _position,
            hint=_("Записи без номера будут опечатаны в течение минуты"),
        ),
    ),
    order="at",
)

OWN: Table[Entry] = Table(
    caption=_("Кто смотрел и менял мои данные"),
    columns=tuple(column for column in JOURNAL.columns if column.key not in {"address", "position"}),
    order="at",
)

INSPECTIONS: Table[Inspection] = Table(
    caption=_("Проверки цепочки"),
    columns=(
        moment("at", _("Когда"), lambda found: found.at),
        text("who", _("Кто"), lambda found: found.by_name or _("по расписанию")),
        number("position", _("До №"), lambda found: found.position),
        status(
            "result",
            _("Результат"),
            lambda found: Status(_("нарушена"), "late") if found.faults else Status(_("цела"), "good"),
        ),
    ),
    order="at",
)

PURGES: Table[Purge] = Table(
    caption=_("Акты об уничтожении"),
    columns=(
        text("act", _("Акт"), str),
        moment("before", _("Записи до"), lambda act: act.before),
        number("amount", _("Уничтожено записей"), lambda act: act.amount),
        text("by", _("Кто"), lambda act: act.by_name),
        text("why", _("Основание"), lambda act: act.why),
    ),
    order="act",
    row_url=lambda act: reverse("audit:purge_show", args=[act.pk]),
)
