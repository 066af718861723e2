"""Requests of subjects: filed in one's cabinet or at the desk, answered in time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zveno.base.audit.queries import history_of
from zveno.base.core.verdict import require
from zveno.base.documents.queries import offers
from zveno.base.files.serving import file_response
from zveno.base.ui.components import Empty, Fact
from zveno.base.ui.lists import list_page
from zveno.base.ui.numbers import written_date
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.requests import ActorRequest
from zveno.network.people.forms.consents import show_error
from zveno.network.people.forms.subject_requests import AnswerForm, EraseForm, OwnRequestForm, RegisterForm
from zveno.network.people.holders import is_needed
from zveno.network.people.models import Guardianship, Person, RequestKind, SubjectRequest
from zveno.network.people.policies import subject_requests as policies
from zveno.network.people.queries.consents import signs_for
from zveno.network.people.queries.held import holders
from zveno.network.people.queries.subject_requests import asked_houses
from zveno.network.people.services import subject_requests as services
from zveno.network.people.tables.subject_requests import SUBJECT_REQUESTS, request_status

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def subject_request_list(request: ActorRequest) -> HttpResponseBase:
    require(policies.can_list_subject_requests(request.actor))
    return list_page(
        request,
        table=SUBJECT_REQUESTS,
        rows=SubjectRequest.objects.visible_to(request.actor).select_related(
            "person", "applicant", "operator"
        ),
        empty=Empty(
            _("Обращений пока нет"),
            _("Здесь появятся обращения о личных данных. Зарегистрировать можно со страницы человека."),
            icon="file-question-mark",
        ),
    )


@page_or_form
def subject_request_add(request: ActorRequest, pk: int) -> HttpResponse:
    """At the desk, about this person."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    require(policies.can_register(request.actor, person))
    guardians = Guardianship.objects.open().filter(child=person).select_related("guardian").order_by("pk")
    applicants = [person, *(link.guardian for link in guardians)]
    form = RegisterForm(request.POST if request.method == "POST" else None, applicants=applicants)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        asked = services.Asked(
            kind=given["kind"],
            applicant=next(one for one in applicants if one.pk == given["applicant"]),
            identified=given["identified"],
            text=given["text"],
        )
        try:
            made = services.register_request(person, asked, by=request.actor, at=timezone.now())
        except services.SubjectRequestError as error:
            show_error(form, error)
        else:
            messages.success(
                request, _("Зарегистрировано. Ответить до %(day)s.") % {"day": written_date(made.due_on)}
            )
            return redirect(made)
    return render(
        request,
        "people/subject_request_add.html",
        {"form": form, "person": person},
        status=422 if form.errors else 200,
    )


@page_or_form
@never_cache
def own_request_add(request: ActorRequest, pk: int) -> HttpResponse:
    """From the cabinet, about oneself or one's child."""
    person = next((one for one in signs_for(request.actor.user) if one.pk == pk), None)
    if person is None:
        raise Http404
    houses = asked_houses(person)
    form = OwnRequestForm(
        request.POST if request.method == "POST" else None,
        operators=[(house.pk, house.short_name) for house in houses],
        initial={"kind": RequestKind.EXPORT, "operator": houses[0].pk if houses else None},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.file_request(
                person,
                form.cleaned_data["kind"],
                operator=Organisation.objects.get(pk=form.cleaned_data["operator"]),
                text=form.cleaned_data["text"],
                by=request.actor.user,
                at=timezone.now(),
            )
        except services.SubjectRequestError as error:
            show_error(form, error)
        else:
            messages.success(
                request, _("Обращение принято. Ответ придёт до %(day)s.") % {"day": written_date(made.due_on)}
            )
            return redirect(made)
    return render(
        request,
        "people/own_request_add.html",
        {
            "form": form,
            "person": person,
            "filed": list(SubjectRequest.objects.filter(applicant__user=request.actor.user, person=person)),
        },
        status=422 if form.errors else 200,
    )


@require_safe
@never_cache
def subject_request_show(request: ActorRequest, pk: int) -> HttpResponse:
    return _shown(request, _request(request, pk), AnswerForm())


@require_POST
def subject_request_export(request: ActorRequest, pk: int) -> HttpResponse:
    """Gather everything that is held."""
    asked = _request(request, pk)
    require(policies.can_answer_request(request.actor, asked))
    try:
        services.prepare_export(asked, by=request.actor, at=timezone.now())
    except services.SubjectRequestError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Выгрузка собрана. Проверьте её и ответьте обратившемуся."))
    return redirect(asked)


@require_safe
def subject_request_download(request: ActorRequest, pk: int, form: str) -> HttpResponseBase:
    asked = _request(request, pk)
    if form not in {"pdf", "json"}:
        raise Http404
    require(policies.can_take_export(request.actor, asked))
    try:
        stored = services.take_export(asked, form, by=request.actor, at=timezone.now())
    except services.SubjectRequestError as error:
        messages.error(request, str(error))
        return redirect(asked)
    return file_response(stored)


@require_POST
def subject_request_answer(request: ActorRequest, pk: int) -> HttpResponse:
    return _closed(request, pk, services.answer_request, _("Ответ записан и отправлен обратившемуся."))


@require_POST
def subject_request_refuse(request: ActorRequest, pk: int) -> HttpResponse:
    return _closed(request, pk, services.refuse_request, _("Отказ с причиной записан."))


@page_or_form
@never_cache
def subject_request_erase(request: ActorRequest, pk: int) -> HttpResponse:
    """What goes and what stays is said before the button."""
    asked = _request(request, pk)
    require(policies.can_answer_request(request.actor, asked))
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.erase_person(
                asked, answer=form.cleaned_data["answer"], by=request.actor, at=timezone.now()
            )
        except services.SubjectRequestError as error:
            show_error(form, error)
        else:
            messages.success(request, _("Данные удалены. Составьте и напечатайте акт."))
            return redirect(asked)
    return render(
        request,
        "people/subject_request_erase.html",
        {
            "asked": asked,
            "form": form,
            "needed": is_needed(asked.person),
            "going": [holder for holder in holders() if holder.erase],
            "staying": [holder for holder in holders() if not holder.erase],
        },
        status=422 if form.errors else 200,
    )


Close = Callable[..., SubjectRequest]


def _closed(request: ActorRequest, pk: int, close: Close, done: str) -> HttpResponse:
    asked = _request(request, pk)
    require(policies.can_answer_request(request.actor, asked))
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            close(asked, answer=form.cleaned_data["answer"], by=request.actor, at=timezone.now())
        except services.SubjectRequestError as error:
            show_error(form, error)
        else:
            messages.success(request, done)
            return redirect(asked)
    return _shown(request, asked, form, status=422)


def _request(request: ActorRequest, pk: int) -> SubjectRequest:
    found = SubjectRequest.objects.visible_to(request.actor).select_related(
        "person", "applicant", "operator__territory", "operator__kind", "pdf", "json"
    )
    return get_object_or_404(found, pk=pk)


def _shown(request: ActorRequest, asked: SubjectRequest, form: forms.Form, status: int = 200) -> HttpResponse:
    now: datetime = timezone.now()
    may_answer = policies.can_answer_request(request.actor, asked)
    return render(
        request,
        "people/subject_request_show.html",
        {
            "asked": asked,
            "status": request_status(asked, on=timezone.localdate(now)),
            "facts": _facts(asked),
            "form": form,
            "may_answer": may_answer,
            "may_take": policies.can_take_export(request.actor, asked),
            "has_files": asked.pdf_id is not None,
            "is_own": asked.applicant.user_id == request.actor.user.pk,
            "lines": cast("dict[str, object]", asked.outcome).get("lines", []),
            "offers": [one for one in offers(asked, request.actor) if one.verdict],
            "history": history_of(asked) if may_answer else [],
        },
        status=status,
    )


def _facts(asked: SubjectRequest) -> list[Fact]:
    return [
        Fact(_("О чём"), asked.get_kind_display()),
        Fact(_("Чьи данные"), asked.person.full_name),
        Fact(_("Кто обратился"), asked.applicant.full_name),
        Fact(_("Как установлена личность"), asked.get_identified_display()),
        Fact(_("Кому"), asked.operator.full_name),
        Fact(_("Зарегистрировано"), written_date(asked.registered_at)),
        Fact(_("Ответить до"), written_date(asked.due_on)),
        Fact(_("Что просит"), asked.text),
        Fact(_("Ответ"), asked.answer),
        Fact(_("Кто ответил"), asked.answered_by),
    ]
