"""Pages of the calendar: the network's own under /events/, everybody's under /calendar/."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zveno.base.core.requests import ZvenoRequest
from zveno.base.core.verdict import require
from zveno.base.ui.components import Empty, Tab
from zveno.base.ui.lists import list_page
from zveno.network.organisations.models import Organisation, Territory
from zveno.network.organisations.requests import ActorRequest
from zveno.processes.events import policies, queries, services
from zveno.processes.events.feeds import calendar_file
from zveno.processes.events.forms import CameForm, CancelForm, EventForm
from zveno.processes.events.models import Event, EventQuerySet
from zveno.processes.events.pages import PublicPage, event_page
from zveno.processes.events.services import EventError
from zveno.processes.events.states import EventState
from zveno.processes.events.tables import EVENTS, EVENTS_IN_FULL, EventFilter, EventListFilter, PublicFilter

FEED_PAST, FEED_FUTURE = timedelta(days=60), timedelta(days=400)
FEED_REFRESH = timedelta(hours=6)


# The network's calendar


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
    first = _month_asked(request, now)
    return render(
        request,
        "events/month.html",
        {
            "month": queries.month_of(filters.qs, first, today=now),
            "filters": filters,
            "turn": _turning(request),
            "tabs": _tabs("month"),
            "can_draft": policies.can_draft(request.actor),
        },
    )


@require_safe
def event_view(request: ActorRequest, pk: int) -> HttpResponse:
    event = _event(request, pk)
    return render(request, "events/event.html", {"page": event_page(event, request.actor, at=timezone.now())})


@require_http_methods(["GET", "HEAD", "POST"])
def event_draft(request: ActorRequest) -> HttpResponse:
    require(policies.can_draft(request.actor))
    form = EventForm(request.POST or None, initial=_copied(request))
    organiser = cast("Organisation", request.actor.organisation)
    if request.method == "POST" and form.is_valid():
        clashes = _clashes(request, form, organiser)
        if not clashes:
            event = services.draft_event(form.details(), by=request.actor, at=timezone.now())
            messages.success(request, _("Черновик сохранён. Проверьте его и опубликуйте."))
            return redirect("events:event_view", event.pk)
        return _form_page(request, form, clashes=clashes)
    return _form_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def event_change(request: ActorRequest, pk: int) -> HttpResponse:
    event = _event(request, pk)
    require(policies.can_change(request.actor, event))
    form = EventForm(request.POST or None, instance=event, asks_why=event.state == EventState.PUBLISHED)
    if request.method == "POST" and form.is_valid():
        clashes = _clashes(request, form, event.organiser, but=pk)
        if clashes:
            return _form_page(request, form, event=event, clashes=clashes)
        why = form.cleaned_data.get("why", "")
        services.change_event(event, form.details(), by=request.actor, at=timezone.now(), why=why)
        messages.success(request, _("Изменения сохранены."))
        return redirect("events:event_view", pk)
    return _form_page(request, form, event=event)


@require_POST
def event_publish(request: ActorRequest, pk: int) -> HttpResponse:
    event = services.publish_event(_event(request, pk), by=request.actor, at=timezone.now())
    messages.success(request, _("Опубликовано: «%(event)s».") % {"event": event})
    return redirect("events:event_view", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def event_hold(request: ActorRequest, pk: int) -> HttpResponse:
    """How many came; the same page corrects the number afterwards."""
    event = _event(request, pk)
    held = event.state == EventState.HELD
    require(policies.can_recount(request.actor, event) if held else policies.can_hold(request.actor, event))
    form = CameForm(request.POST or None, initial={"came": event.came})
    if request.method == "POST" and form.is_valid():
        act = services.recount_event if held else services.hold_event
        try:
            act(event, came=form.cleaned_data["came"], by=request.actor, at=timezone.now())
        except EventError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Записано. Спасибо!"))
            return redirect("events:event_view", pk)
    return render(
        request,
        "events/act.html",
        {"event": event, "form": form, "act": _("Сколько пришло"), "danger": False},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def event_cancel(request: ActorRequest, pk: int) -> HttpResponse:
    event = _event(request, pk)
    require(policies.can_cancel(request.actor, event))
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.cancel_event(event, why=form.cleaned_data["why"], by=request.actor, at=timezone.now())
        messages.success(request, _("Мероприятие отменено, причастные получат уведомление."))
        return redirect("events:event_view", pk)
    return render(
        request,
        "events/act.html",
        {"event": event, "form": form, "act": _("Отменить мероприятие"), "danger": True},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def event_drop(request: ActorRequest, pk: int) -> HttpResponse:
    event = _event(request, pk)
    require(policies.can_drop(request.actor, event))
    if request.method == "POST":
        services.drop_event(event, by=request.actor, at=timezone.now())
        messages.success(request, _("Черновик удалён."))
        return redirect("events:event_list")
    return render(request, "events/drop.html", {"event": event})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscription_view(request: ActorRequest) -> HttpResponse:
    """The personal address of the calendar: shown once, when it is made."""
    now = timezone.now()
    address = ""
    if request.method == "POST" and request.POST.get("act") == "stop":
        services.unsubscribe(by=request.actor, at=now)
        messages.success(request, _("Прежний адрес больше не открывает календарь."))
        return redirect("events:subscription_view")
    if request.method == "POST":
        try:
            secret = services.subscribe(by=request.actor, at=now)
        except EventError as error:
            messages.error(request, str(error))
            return redirect("events:event_list")
        address = settings.PUBLIC_URL + reverse("events:subscription_feed", args=[secret])
    return render(
        request,
        "events/subscription.html",
        {
            "address": address,
            "subscribed": queries.has_subscription(request.actor),
            "public_address": settings.PUBLIC_URL + reverse("events:calendar_feed"),
        },
    )


# Everybody's calendar


@login_not_required
@require_safe
def calendar_view(request: ZvenoRequest) -> HttpResponse:
    today = timezone.localdate()
    district = _district(request)
    filters = PublicFilter(request.GET, queryset=queries.public_calendar(district), request=request)
    page = PublicPage(
        month=queries.month_of(filters.qs, _month_asked(request, today), today=today),
        districts=_districts(),
        district=district,
        feed_url=f"{settings.PUBLIC_URL}{reverse('events:calendar_feed')}"
        + (f"?district={district}" if district else ""),
    )
    return render(
        request, "events/calendar.html", {"page": page, "filters": filters, "turn": _turning(request)}
    )


@login_not_required
@require_safe
def calendar_event(request: ZvenoRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(queries.public_calendar(), pk=pk)
    return render(request, "events/calendar_event.html", {"page": event_page(event, None, at=timezone.now())})


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """For programs: the next year and the last two months of everybody's calendar."""
    return _feed(queries.public_calendar(_district(request)), name=_("Календарь района"))


@login_not_required
@never_cache
@require_safe
def subscription_feed(request: HttpRequest, secret: str) -> HttpResponse:
    actor = queries.seat_of_subscription(secret, on=timezone.localdate())
    if actor is None:
        raise Http404
    events = queries.calendar_of(actor).exclude(state=EventState.DRAFT)
    return _feed(events, name=_("Звено: %(organisation)s") % {"organisation": actor.organisation})


def _feed(events: EventQuerySet, *, name: str) -> HttpResponse:
    now = timezone.now()
    wanted = events.meeting(now - FEED_PAST, now + FEED_FUTURE).order_by("starts_at", "pk")
    body = calendar_file(wanted, name=name, site=settings.PUBLIC_URL, refresh=FEED_REFRESH)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="zveno.ics"'
    return response


# Parts


def _event(request: ActorRequest, pk: int) -> Event:
    """A stranger does not learn that it exists."""
    return get_object_or_404(
        Event.objects.visible_to(request.actor).select_related("organiser__territory", "kind", "author"),
        pk=pk,
    )


def _form_page(
    request: ActorRequest,
    form: EventForm,
    *,
    event: Event | None = None,
    clashes: list[queries.Clash] | None = None,
) -> HttpResponse:
    return render(
        request,
        "events/form.html",
        {
            "form": form,
            "event": event,
            "clashes": clashes,
            "back_url": reverse("events:event_view", args=[event.pk])
            if event
            else reverse("events:event_list"),
        },
    )


def _clashes(
    request: ActorRequest, form: EventForm, organiser: Organisation, *, but: int | None = None
) -> list[queries.Clash]:
    """Nothing once a person has seen them and said that it is meant so."""
    if form.cleaned_data["anyway"]:
        return []
    return queries.clashes(request.actor, organiser, but=but, **form.when_and_where)


def _copied(request: ActorRequest) -> dict[str, object]:
    """A new announcement may begin as a copy of an old one, without its days."""
    number = request.GET.get("copy", "")
    source = queries.calendar_of(request.actor).filter(pk=number).first() if number.isdecimal() else None
    if source is None:
        return {}
    copied = ("kind", "title", "place", "description", "for_pupils", "grade_from", "grade_to", "for_students",
              "for_parents", "for_teachers", "capacity", "is_open")  # fmt: skip
    return {name: getattr(source, name) for name in copied}


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


def _month_asked(request: HttpRequest, today: date) -> date:
    """«2026-11» in the address; nonsense is the present month."""
    found = re.fullmatch(r"(2\d{3})-(0[1-9]|1[0-2])", request.GET.get("month", ""))
    return date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1)


def _turning(request: HttpRequest) -> str:
    """The address bar without its month, for the links that turn the page."""
    kept = request.GET.copy()
    kept.pop("month", None)
    return f"{kept.urlencode()}&" if kept else ""


def _districts() -> list[Territory]:
    return list(Territory.objects.filter(level=Territory.Level.MUNICIPALITY).order_by("sort_key"))


def _district(request: HttpRequest) -> str:
    """The path of the district asked for, or nothing for all."""
    number = request.GET.get("district", "")
    if not number.isdecimal():
        return ""
    found = Territory.objects.filter(level=Territory.Level.MUNICIPALITY, pk=number).first()
    return found.path if found else ""
