"""What the journal tells on the home page of those who answer for it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.audit.access import given
from zveno.base.audit.models import Entry, Inspection
from zveno.base.audit.policies import can_read_journal
from zveno.base.ui.components import Figure
from zveno.base.ui.home import TodayItem
from zveno.base.ui.numbers import written

INSPECTED_EVERY = timedelta(days=2)
WEEK = timedelta(days=7)


def today(actor: Any, *, at: datetime) -> list[TodayItem]:
    """The chain is broken, or nobody has walked along it for days."""
    if not can_read_journal(actor):
        return []
    last = Inspection.objects.first()
    if last and last.faults:
        title, reason, action = _("Цепочка журнала нарушена"), last.faults[0], _("Разобраться")
    elif last is None or last.at < at - INSPECTED_EVERY:
        title, action = _("Журнал давно не проверялся"), _("Проверить")
        reason = _("Проверка идёт каждую ночь; если её нет, фоновые задания не работают.")
    else:
        return []
    return [TodayItem("late", title, reverse("audit:chain_show"), reason, action, icon="link-2-off")]


def figures(actor: Any, *, at: datetime) -> list[Figure]:
    """How often people's data were looked at this week; opens to those looks."""
    access = given()
    if access is None or not can_read_journal(actor):
        return []
    since = timezone.localdate(at - WEEK)
    looks = access.readable(Entry.objects.looks(), actor).filter(
        at__gte=datetime.combine(since, time(), timezone.get_current_timezone())
    )
    shown = urlencode({"kind": "looks", "at_after": since.isoformat()})
    return [
        Figure(
            label=_("Просмотров личных данных"),
            value=written(looks.count()),
            url=f"{reverse('audit:entry_list')}?{shown}",
            note=_("за 7 дней"),
        )
    ]
