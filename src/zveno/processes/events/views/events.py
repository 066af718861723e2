"""One event: entered, changed, published, counted, cancelled, dropped."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zveno.base.core.verdict import require
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.requests import ActorRequest
from zveno.processes.events import policies, queries, services
from zveno.processes.events.forms import CameForm, CancelForm, EventForm, PartnersForm
from zveno.processes.events.models import Event
from zveno.processes.events.pages import event_page
from zveno.processes.events.states import EventState


@require_safe
def event_view(request: ActorRequest, pk: int) -> HttpResponse:
    event = _event(request, pk)
    return render(request, "events/event.html", {"page": event_page(event, request.actor, at=timezone.now())})


@require_http_methods(["GET", "HEAD", "POST"])
def event_draft(request: ActorRequest) -> HttpResponse:
    require(policies.can_draft(request.actor))
    now = timezone.now()
    form = EventForm(request.POST or None, initial=_copied(request))
    organiser = cast("Organisation", request.actor.organisation)
    if request.method == "POST" and form.is_valid():
        clashes = _clashes(request, form, organiser)
        if not clashes:
            event = services.draft_event(form.details(), by=request.actor, at=now)
            messages.success(
                request,
                _("Черновик сохранён. Мероприятие уже прошло: отметьте, сколько человек пришло.")
                if event.ends_at <= now
                else _("Черновик сохранён. Проверьте его и опубликуйте."),
            )
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
    event, actor, now = _event(request, pk), request.actor, timezone.now()
    held = event.state == EventState.HELD
    require(policies.can_recount(actor, event) if held else policies.can_hold(actor, event, at=now))
    form = CameForm(
        request.POST or None,
        organisations=queries.may_take_part(actor, event),
        initial={
            "came": event.came,
            "partners": [partner.organisation_id for partner in event.partners.all()],
        },
    )
    if request.method == "POST" and form.is_valid():
        act = services.recount_event if held else services.hold_event
        act(event, **form.cleaned_data, by=actor, at=now)
        messages.success(request, _("Записано. Спасибо!"))
        return redirect("events:event_view", pk)
    return render(
        request,
        "events/act.html",
        {"event": event, "form": form, "act": _("Сколько пришло"), "danger": False},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def event_partners(request: ActorRequest, pk: int) -> HttpResponse:
    event = _event(request, pk)
    require(policies.can_name_partners(request.actor, event))
    form = PartnersForm(
        request.POST if request.method == "POST" else None,
        organisations=queries.may_take_part(request.actor, event),
        initial={"partners": [partner.organisation_id for partner in event.partners.all()]},
    )
    if request.method == "POST" and form.is_valid():
        services.name_partners(event, form.cleaned_data["partners"], by=request.actor, at=timezone.now())
        messages.success(request, _("Партнёры записаны."))
        return redirect("events:event_view", pk)
    return render(
        request,
        "events/act.html",
        {"event": event, "form": form, "act": _("С кем проводится"), "danger": False},
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
            "asks_why": "why" in form.fields,
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
