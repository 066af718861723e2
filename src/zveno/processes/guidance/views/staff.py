"""The queue of a centre."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zveno.base.audit.services import record_look
from zveno.base.core.verdict import require
from zveno.base.ui.components import Empty
from zveno.base.ui.lists import list_page
from zveno.network.organisations.requests import ActorRequest
from zveno.processes.guidance import policies, queries, services
from zveno.processes.guidance.forms import AnswerForm, CloseForm, PassForm, PublicAnswerForm
from zveno.processes.guidance.models import Message, PublicAnswer, Question, ReadyAnswer
from zveno.processes.guidance.pages import staff_page
from zveno.processes.guidance.services import GuidanceError
from zveno.processes.guidance.tables import QUESTIONS, QUESTIONS_IN_FULL, QuestionFilter


@require_safe
def question_list(request: ActorRequest) -> HttpResponseBase:
    require(policies.can_list(request.actor))
    return list_page(
        request,
        table=QUESTIONS_IN_FULL if "export" in request.GET else QUESTIONS,
        rows=queries.queue_of(request.actor),
        filterset=QuestionFilter,
        template="guidance/list.html",
        empty=Empty(
            title=_("Вопросов пока нет"),
            text=_("Здесь появится всё, о чём спросят ученики, родители и работодатели района."),
            icon="message-circle-question-mark",
        ),
        context={
            "can_keep": policies.can_keep_ready_answers(request.actor),
            "can_appoint": policies.can_appoint_centre(request.actor),
        },
    )


@require_safe
def question_view(request: ActorRequest, pk: int) -> HttpResponse:
    """A look at a text by somebody who does not lead the question is written down."""
    question = _question(request, pk)
    reads = policies.can_read(request.actor, question)
    if reads and question.owner_id != request.actor.user.pk:
        record_look(question, by=request.actor.user, at=timezone.now())
    return _page(request, question)


@require_POST
def question_take(request: ActorRequest, pk: int) -> HttpResponse:
    services.take_question(_question(request, pk), by=request.actor, at=timezone.now())
    messages.success(request, _("Вопрос за вами."))
    return redirect("guidance:question_view", pk)


@require_POST
def question_answer(request: ActorRequest, pk: int) -> HttpResponse:
    question = _question(request, pk)
    require(policies.can_answer(request.actor, question))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, question, form)
    services.answer_question(question, text=form.cleaned_data["text"], by=request.actor, at=timezone.now())
    messages.success(request, _("Ответ отправлен."))
    return redirect("guidance:question_view", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def question_pass(request: ActorRequest, pk: int) -> HttpResponse:
    question = _question(request, pk)
    require(policies.can_pass(request.actor, question))
    receivers = queries.may_receive(request.actor.territory_path, on=timezone.localdate()).exclude(
        pk=question.receiver_id
    )
    form = PassForm(request.POST or None, receivers=receivers)
    if request.method == "POST" and form.is_valid():
        try:
            services.pass_question(question, **form.cleaned_data, by=request.actor, at=timezone.now())
        except GuidanceError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Вопрос передан: %(to)s.") % {"to": form.cleaned_data["to"]})
            return redirect("guidance:question_list")
    return _act_page(request, question, form, _("Передать вопрос"))


@require_http_methods(["GET", "HEAD", "POST"])
def question_close(request: ActorRequest, pk: int) -> HttpResponse:
    question = _question(request, pk)
    require(policies.can_close(request.actor, question))
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.close_question(
                question, why=form.cleaned_data["why"], by=request.actor, at=timezone.now()
            )
        except GuidanceError as error:
            form.add_error("why", str(error))
        else:
            messages.success(request, _("Вопрос закрыт."))
            return redirect("guidance:question_view", pk)
    return _act_page(request, question, form, _("Закрыть вопрос"))


@require_http_methods(["GET", "HEAD", "POST"])
def answer_publish(request: ActorRequest, pk: int) -> HttpResponse:
    question = _question(request, pk)
    require(policies.can_publish_answer(request.actor, question))
    given = question.messages.filter(side=Message.Side.CENTRE).first()
    form = PublicAnswerForm(request.POST or None, initial={"answer": given.text if given else ""})
    if request.method == "POST" and form.is_valid():
        try:
            services.publish_answer(question, **form.cleaned_data, by=request.actor, at=timezone.now())
        except GuidanceError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Ответ опубликован на странице «Ответы на вопросы»."))
            return redirect("guidance:question_view", pk)
    return _act_page(request, question, form, _("Опубликовать ответ для всех"))


@require_POST
def answer_withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    answer = get_object_or_404(PublicAnswer.objects.in_force(), pk=pk)
    services.withdraw_answer(answer, by=request.actor, at=timezone.now())
    messages.success(request, _("Ответ снят с публикации."))
    return redirect("guidance:answer_list")


def _question(request: ActorRequest, pk: int) -> Question:
    return get_object_or_404(queries.queue_of(request.actor), pk=pk)


def _chosen(request: ActorRequest, ready: list[ReadyAnswer]) -> str:
    """The ready answer chosen to begin with."""
    wanted = request.GET.get("ready", "")
    return next((answer.text for answer in ready if str(answer.pk) == wanted), "")


def _page(request: ActorRequest, question: Question, form: AnswerForm | None = None) -> HttpResponse:
    """`form` is an answer that has to be shown again."""
    page = staff_page(question, request.actor, on=timezone.localdate())
    ready = list(ReadyAnswer.objects.filter(organisation=question.receiver)) if page.reads else []
    return render(
        request,
        "guidance/question.html",
        {
            "page": page,
            "form": form or AnswerForm(initial={"text": _chosen(request, ready)}),
            "ready": ready,
            "chosen": request.GET.get("ready", ""),
        },
    )


def _act_page(request: ActorRequest, question: Question, form: object, act: str) -> HttpResponse:
    return render(request, "guidance/act.html", {"question": question, "form": form, "act": act})
