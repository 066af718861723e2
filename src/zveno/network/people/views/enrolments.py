"""A person's place in a class: moved, ended, paused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.core.verdict import require
from zveno.base.ui.mistakes import show_errors
from zveno.network.organisations.requests import ActorRequest
from zveno.network.people import policies, services
from zveno.network.people.forms.persons import (
    MoveForm,
    OnDayForm,
    ReasonForm,
    TransferForm,
)
from zveno.network.people.models import Enrolment
from zveno.network.people.queries.persons import groups_to_enrol
from zveno.network.people.states import ENROLMENT_LIFE
from zveno.network.people.views.persons import page_or_form

Service = Callable[..., Enrolment]


def visible_enrolment(request: ActorRequest, pk: int) -> Enrolment:
    visible = Enrolment.objects.visible_to(request.actor).select_related(
        "person", "group", "organisation__kind", "organisation__territory"
    )
    enrolment: Enrolment = get_object_or_404(visible, pk=pk)
    return enrolment


@page_or_form
def enrolment_move(request: ActorRequest, pk: int) -> HttpResponse:
    enrolment = visible_enrolment(request, pk)
    require(policies.can_keep(request.actor, enrolment.organisation))
    groups = groups_to_enrol(enrolment.organisation, on=timezone.localdate()).exclude(
        pk=enrolment.group_id or 0
    )
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        groups=groups,
        initial={"on": timezone.localdate()},
    )
    return _done(request, enrolment, form, services.move, step="move", said=_("Переведён."))


@page_or_form
def enrolment_transfer(request: ActorRequest, pk: int) -> HttpResponse:
    return _ended(
        request, pk, TransferForm, services.transfer, step="transfer", said=gettext_lazy("Переведён.")
    )


@page_or_form
def enrolment_expel(request: ActorRequest, pk: int) -> HttpResponse:
    return _ended(request, pk, ReasonForm, services.expel, step="expel", said=gettext_lazy("Отчислен."))


@page_or_form
def enrolment_graduate(request: ActorRequest, pk: int) -> HttpResponse:
    return _ended(request, pk, OnDayForm, services.graduate, step="graduate", said=gettext_lazy("Выпущен."))


@page_or_form
def enrolment_leave(request: ActorRequest, pk: int) -> HttpResponse:
    return _ended(
        request, pk, ReasonForm, services.take_leave, step="take_leave", said=gettext_lazy("Отпуск оформлен.")
    )


@page_or_form
def enrolment_return(request: ActorRequest, pk: int) -> HttpResponse:
    return _ended(
        request,
        pk,
        OnDayForm,
        services.come_back,
        step="come_back",
        said=gettext_lazy("Вернулся из отпуска."),
    )


def _ended(
    request: ActorRequest,
    pk: int,
    form_class: type[forms.Form],
    service: Service,
    *,
    step: str,
    said: Promise,
) -> HttpResponse:
    enrolment = visible_enrolment(request, pk)
    require(policies.can_keep(request.actor, enrolment.organisation))
    form = form_class(
        request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()}
    )
    return _done(request, enrolment, form, service, step=step, said=str(said))


def _done(
    request: ActorRequest, enrolment: Enrolment, form: Any, service: Service, *, step: str, said: str
) -> HttpResponse:
    require(ENROLMENT_LIFE.can(enrolment.status, step))
    if request.method == "POST" and form.is_valid():
        try:
            service(enrolment, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except services.PeopleError as error:
            show_errors(form, error)
        else:
            messages.success(request, said)
            return redirect(enrolment.person)
    return render(
        request,
        "people/enrolment_step.html",
        {"form": form, "enrolment": enrolment, "title": ENROLMENT_LIFE.move(step).title},
        status=422 if form.errors else 200,
    )
