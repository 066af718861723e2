"""Calendars for telephones: everybody's, and the personal one by its secret address."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zveno.network.organisations.requests import ActorRequest
from zveno.processes.events import queries, services
from zveno.processes.events.feeds import calendar_file
from zveno.processes.events.models import EventQuerySet
from zveno.processes.events.services import EventError
from zveno.processes.events.states import EventState
from zveno.processes.events.views.asked import district_asked

FEED_PAST, FEED_FUTURE = timedelta(days=60), timedelta(days=400)
FEED_REFRESH = timedelta(hours=6)


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """For programs: the next year and the last two months of everybody's calendar."""
    return _feed(queries.public_calendar(district_asked(request)), name=_("Календарь района"))


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
