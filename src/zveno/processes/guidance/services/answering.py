"""What the centre does."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.processes.guidance import notices, policies
from zveno.processes.guidance.models import Message, Passing, Question
from zveno.processes.guidance.queries.people import may_receive
from zveno.processes.guidance.queries.questions import work_calendar
from zveno.processes.guidance.services.asking import DAYS_AFTER_PASSING, GuidanceError, due_on, locked
from zveno.processes.guidance.states import LIFE


@transaction.atomic
def take_question(question: Question, *, by: Actor, at: datetime) -> Question:
    """The actor answers it from now on; from a colleague it may be taken over."""
    question = locked(question)
    require(policies.can_take(by, question))
    question.state = LIFE.move("take").target
    question.owner = by.user
    question.save()
    record("question.take", question, by=by.user, at=at)
    return question


@transaction.atomic
def answer_question(question: Question, *, text: str, by: Actor, at: datetime) -> Question:
    """The first answer is the one that was due; later ones go on with the conversation."""
    question = locked(question)
    require(policies.can_answer(by, question))
    if not text.strip():
        raise GuidanceError(_("Напишите ответ."))
    question.state = LIFE.move("answer").target
    if question.answered_at is None:
        _measure(question, at)
    question.save()
    Message.objects.create(
        question=question, side=Message.Side.CENTRE, text=text.strip(), at=at, by_name=by.user.get_full_name()
    )
    record("question.answer", question, by=by.user, at=at)
    notices.tell_answered(question, at=at)
    return question


def _measure(question: Question, at: datetime) -> None:
    if question.confirmed_at is None or question.due_on is None:
        raise ValueError("a question in work is confirmed and has a term")
    began, today = timezone.localdate(question.confirmed_at), timezone.localdate(at)
    question.answered_at = at
    question.was_in_time = today <= question.due_on
    question.days_taken = work_calendar(today).between(began, today)


@transaction.atomic
def pass_question(question: Question, *, to: Organisation, why: str, by: Actor, at: datetime) -> Question:
    """Another organisation of the district knows better; the term does not become shorter than three days."""
    question = locked(question)
    require(policies.can_pass(by, question))
    if not why.strip():
        raise GuidanceError(_("Напишите, почему передаёте: это увидит тот, кто получит вопрос."))
    if (
        to == question.receiver
        or not may_receive(by.territory_path, on=timezone.localdate(at)).filter(pk=to.pk).exists()
    ):
        raise GuidanceError(_("В этой организации некому ответить на вопрос."))
    Passing.objects.create(
        question=question,
        source=question.receiver,
        target=to,
        why=why.strip(),
        at=at,
        by_name=by.user.get_full_name(),
    )
    question.receiver, question.owner = to, None
    question.state = LIFE.move("pass").target
    question.due_on = max(filter(None, (question.due_on, due_on(at, DAYS_AFTER_PASSING))))
    question.save()
    record("question.pass", question, by=by.user, at=at, why=why.strip(), changes={"to": to.short_name})
    notices.tell_came(question, at=at)
    return question


@transaction.atomic
def close_question(question: Question, *, why: str, by: Actor, at: datetime) -> Question:
    """Nobody waits any more. Without an answer the reason must be said."""
    question = locked(question)
    require(policies.can_close(by, question))
    if question.answered_at is None and not why.strip():
        raise GuidanceError(_("Ответа не было: напишите, почему вопрос закрывается."))
    question.state = LIFE.move("close").target
    question.closed_at, question.close_reason = at, why.strip()
    question.save()
    record("question.close", question, by=by.user, at=at, why=why.strip())
    return question
