"""The network's own calendar: a list and a month."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zveno.base.ui.components import Empty, Tab
from zveno.base.ui.lists import list_page
from zveno.network.organisations.requests import ActorRequest
from zveno.processes.events import policies, queries
from zveno.processes.events.tables import EVENTS, EVENTS_IN_FULL, EventFilter, EventListFilter
from zveno.processes.events.views.asked import month_asked, turning


@require_safe
def event_list(request: ActorRequest) -> HttpResponseBase:
    table = EVENTS_IN_FULL if "export" in request.GET else EVENTS
    latest_first = request.GET.get("when") in {"past", "all"}
    return list_page(
        request,
        table=replace(table, order="-starts_at") if latest_first else table,
        rows=queries.calendar_of(request.actor),
        filterset=EventListFilter,
        template="events/list.html",
        empty=_nothing(request),
        context={"tabs": _tabs("list"), "can_draft": policies.can_draft(request.actor)},
    )


@require_safe
def event_month(request: ActorRequest) -> HttpResponse:
    now = timezone.localdate()
    filters = EventFilter(request.GET, queryset=queries.calendar_of(request.actor), request=request)
    # A month is a period by itself, and shows what is off crossed out.
    for name in ("period", "state"):
        del filters.form.fields[name]
    first = month_asked(request, now)
    return render(
        request,
        "events/month.html",
        {
            "month": queries.month_of(filters.qs, first, today=now),
            "filters": filters,
            "turn": turning(request),
            "tabs": _tabs("month"),
            "can_draft": policies.can_draft(request.actor),
        },
    )


def _nothing(request: ActorRequest) -> Empty:
    may = policies.can_draft(request.actor)
    return Empty(
        title=_("Мероприятий пока нет"),
        text=_("Здесь появятся экскурсии, пробы, ярмарки и встречи района."),
        action=_("Внести мероприятие") if may else "",
        url=reverse("events:event_draft") if may else "",
        icon="calendar",
    )


def _tabs(current: str) -> list[Tab]:
    return [
        Tab(_("Месяц"), reverse("events:event_month"), current == "month"),
        Tab(_("Список"), reverse("events:event_list"), current == "list"),
    ]
