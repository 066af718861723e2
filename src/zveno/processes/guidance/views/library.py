"""Ready answers of a centre, and who receives the questions of the district."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zveno.base.core.verdict import require
from zveno.base.ui.components import Empty
from zveno.base.ui.lists import list_page
from zveno.network.organisations.requests import ActorRequest
from zveno.processes.guidance import policies, queries, services
from zveno.processes.guidance.forms import CentreForm, ReadyAnswerForm
from zveno.processes.guidance.models import Centre, ReadyAnswer
from zveno.processes.guidance.services import GuidanceError
from zveno.processes.guidance.tables import READY_ANSWERS


@require_safe
def ready_answer_list(request: ActorRequest) -> HttpResponseBase:
    require(policies.can_keep_ready_answers(request.actor))
    return list_page(
        request,
        table=READY_ANSWERS,
        rows=ReadyAnswer.objects.filter(organisation=request.actor.organisation).select_related("theme"),
        template="guidance/ready_list.html",
        empty=Empty(
            title=_("Готовых ответов пока нет"),
            text=_(
                "Сохраните ответ, который пишете уже не первый раз: дальше он подставится одним нажатием."
            ),
            icon="library",
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def ready_answer_keep(request: ActorRequest) -> HttpResponse:
    require(policies.can_keep_ready_answers(request.actor))
    return _kept(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def ready_answer_change(request: ActorRequest, pk: int) -> HttpResponse:
    return _kept(request, _own(request, pk))


@require_POST
def ready_answer_drop(request: ActorRequest, pk: int) -> HttpResponse:
    services.drop_ready_answer(_own(request, pk), by=request.actor, at=timezone.now())
    messages.success(request, _("Готовый ответ удалён."))
    return redirect("guidance:ready_answer_list")


@require_http_methods(["GET", "HEAD", "POST"])
def centre_appoint(request: ActorRequest) -> HttpResponse:
    require(policies.can_appoint_centre(request.actor))
    receivers = queries.may_receive(request.actor.territory_path, on=timezone.localdate())
    present = Centre.objects.filter(territory__path__startswith=request.actor.territory_path).first()
    initial = (
        {"organisation": present.organisation, "days_to_answer": present.days_to_answer} if present else None
    )
    form = CentreForm(request.POST or None, receivers=receivers, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.appoint_centre(**form.cleaned_data, by=request.actor, at=timezone.now())
        except GuidanceError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request,
                _("Теперь вопросы района принимает %(centre)s.")
                % {"centre": form.cleaned_data["organisation"]},
            )
            return redirect("guidance:question_list")
    return render(request, "guidance/centre.html", {"form": form})


def _own(request: ActorRequest, pk: int) -> ReadyAnswer:
    require(policies.can_keep_ready_answers(request.actor))
    return get_object_or_404(ReadyAnswer, pk=pk, organisation=request.actor.organisation)


def _kept(request: ActorRequest, answer: ReadyAnswer | None) -> HttpResponse:
    form = ReadyAnswerForm(request.POST or None, instance=answer)
    if request.method == "POST" and form.is_valid():
        try:
            services.keep_ready_answer(
                **form.cleaned_data, by=request.actor, at=timezone.now(), answer=answer
            )
        except GuidanceError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Готовый ответ сохранён."))
            return redirect("guidance:ready_answer_list")
    return render(request, "guidance/ready.html", {"form": form, "answer": answer})
