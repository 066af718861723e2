"""Questions on the home page and in the search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.core.text import search_key
from zveno.base.ui.home import Found, TodayItem
from zveno.network.organisations.actors import Actor
from zveno.processes.guidance.models import Question
from zveno.processes.guidance.queries.questions import public_answers
from zveno.processes.guidance.staff import ANSWERERS, OVERSEERS
from zveno.processes.guidance.states import QuestionState

MANY = 20


def today(actor: Actor, *, at: datetime) -> list[TodayItem]:
    """Questions to take and to answer; for the coordinator, how many are late; own answers to read."""
    on = timezone.localdate(at)
    return [*_to_answer(actor, on), *_watched(actor, on), *_own(actor)]


def _to_answer(actor: Actor, on: date) -> Iterator[TodayItem]:
    if actor.organisation is None or actor.role not in ANSWERERS:
        return
    mine = Q(owner=actor.user, state=QuestionState.IN_WORK) | Q(state=QuestionState.NEW)
    waiting = Question.objects.filter(mine, receiver=actor.organisation).select_related("theme")
    for question in waiting.order_by("due_on", "pk")[:MANY]:
        is_new = question.state == QuestionState.NEW
        yield TodayItem(
            when="late" if question.is_overdue(on) else "waits",
            title=f"{question}: {question.theme}",
            url=reverse("guidance:question_view", args=[question.pk]),
            reason=_("Новый, его ещё никто не взял.") if is_new else _("Вы взяли его в работу."),
            action=_("Взять") if is_new else _("Ответить"),
            due=question.due_on,
            icon="message-circle-question-mark",
        )


def _watched(actor: Actor, on: date) -> Iterator[TodayItem]:
    if actor.role not in OVERSEERS:
        return
    late = Question.objects.visible_to(actor).overdue(on).aggregate(number=Count("pk"))["number"]
    if late:
        yield TodayItem(
            when="late",
            title=_("Вопросы без ответа в срок: %(number)d") % {"number": late},
            url=reverse("guidance:question_list") + "?overdue=yes",
            reason=_("Ресурсный центр вашего района не ответил вовремя."),
            action=_("Посмотреть"),
            icon="message-circle-warning",
        )


def _own(actor: Actor) -> Iterator[TodayItem]:
    answered = Question.objects.filter(asker=actor.user, state=QuestionState.ANSWERED, helped__isnull=True)
    for question in answered.select_related("theme").order_by("-answered_at", "-pk")[:MANY]:
        yield TodayItem(
            when="waits",
            title=_("Ответ на ваш вопрос: %(theme)s") % {"theme": question.theme},
            url=reverse("guidance:question_asked", args=[question.pk]),
            reason=_("Прочитайте и отметьте, помогло ли."),
            action=_("Прочитать"),
            icon="message-circle",
        )


def found(actor: Actor, typed: str, *, limit: int) -> list[Found]:
    """Texts are searched for those who may read them; answers for everybody by everybody."""
    return [*_found_questions(actor, typed, limit), *_found_answers(typed, limit)]


def _found_questions(actor: Actor, typed: str, limit: int) -> Iterator[Found]:
    if actor.organisation is None or actor.role not in ANSWERERS:
        return
    questions = Question.objects.visible_to(actor).select_related("theme")
    for word in search_key(typed).split():
        questions = questions.filter(search_key__contains=word)
    for question in questions.order_by("-asked_at", "-pk")[:limit]:
        yield Found(
            kind=_("Вопросы"),
            title=f"{question}: {question.theme}",
            url=reverse("guidance:question_view", args=[question.pk]),
            note=question.get_state_display(),
            icon="message-circle-question-mark",
        )


def _found_answers(typed: str, limit: int) -> Iterator[Found]:
    answers = public_answers()
    for word in search_key(typed).split():
        answers = answers.filter(search_key__contains=word)
    for answer in answers[:limit]:
        yield Found(
            kind=_("Ответы на вопросы"),
            title=answer.question,
            url=f"{reverse('guidance:answer_list')}#answer-{answer.pk}",
            note=answer.theme.name,
            icon="message-circle",
        )
