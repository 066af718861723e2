"""What the asker does."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.accounts.models import User
from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.base.links.services import forget_links
from zveno.processes.guidance import notices, policies
from zveno.processes.guidance.models import (
    About,
    Centre,
    Consent,
    ConsentText,
    GivenAs,
    Message,
    Question,
    Theme,
)
from zveno.processes.guidance.queries.questions import work_calendar
from zveno.processes.guidance.states import LIFE, QuestionState

UNCONFIRMED_KEPT = timedelta(days=3)
KEPT = timedelta(days=365)
DAYS_FOR_FOLLOW_UP = DAYS_AFTER_PASSING = 3


class GuidanceError(Exception):
    """A sentence for whoever asked."""


@dataclass(frozen=True)
class Asked:
    """What was typed on the first page."""

    centre: Centre
    theme: Theme
    about: About
    text: str
    email: str = ""


@dataclass(frozen=True)
class ConsentGiven:
    """What was agreed to on the second page: exactly this text."""

    wording: ConsentText
    text: str
    given_as: GivenAs
    address: str = ""


@transaction.atomic
def ask_question(asked: Asked, consent: ConsentGiven, *, by: User | None, at: datetime) -> Question:
    """By somebody signed in it goes to the centre at once; a visitor first confirms his address."""
    if (by is None) != bool(asked.email):
        raise GuidanceError(_("Ответ придёт либо в «Звено», либо на электронную почту."))
    question = Question.objects.create(
        receiver=asked.centre.organisation,
        theme=asked.theme,
        about=asked.about,
        text=asked.text,
        email=asked.email,
        asker=by,
        asked_at=at,
        **(_in_queue(asked.centre.days_to_answer, at) if by else {}),
    )
    Consent.objects.create(
        question=question,
        wording=consent.wording,
        text=consent.text,
        sha256=hashlib.sha256(consent.text.encode()).hexdigest(),
        given_as=consent.given_as,
        given_at=at,
        address=consent.address,
    )
    record("question.ask", question, by=by, at=at, changes={"given_as": consent.given_as})
    if by:
        notices.tell_came(question, at=at)
    else:
        notices.send_link(question, notices.CONFIRM, at=at)
    return question


@transaction.atomic
def confirm_question(question: Question, *, at: datetime) -> Question:
    """The address is his: now the centre sees it, and the term begins."""
    question = locked(question)
    require(policies.can_go_on(None, question))
    require(LIFE.can(question.state, "confirm"))
    for name, value in _in_queue(_days_to_answer(question), at).items():
        setattr(question, name, value)
    question.save()
    record("question.confirm", question, by=None, at=at)
    notices.tell_came(question, at=at)
    return question


@transaction.atomic
def follow_up(question: Question, *, text: str, by: User | None, at: datetime) -> Question:
    """The answer was not enough: the same person goes on with it."""
    question = locked(question)
    require(policies.can_go_on(by, question))
    require(LIFE.can(question.state, "follow_up"))
    question.state = LIFE.move("follow_up").target
    question.helped = None
    question.due_on = due_on(at, DAYS_FOR_FOLLOW_UP)
    question.save()
    Message.objects.create(question=question, side=Message.Side.ASKER, text=text, at=at)
    record("question.follow_up", question, by=by, at=at)
    notices.tell_went_on(question, at=at)
    return question


@transaction.atomic
def rate_answer(question: Question, *, helped: bool, by: User | None, at: datetime) -> Question:
    question = locked(question)
    require(policies.can_go_on(by, question))
    if question.answered_at is None:
        raise GuidanceError(_("Ответа ещё нет: оценить пока нечего."))
    question.helped = helped
    question.save()
    record("question.rate", question, by=by, at=at, changes={"helped": helped})
    return question


@transaction.atomic
def erase_question(question: Question, *, by: User | None, at: datetime) -> Question:
    """The consent is withdrawn: what was said vanishes, the row without it stays for the count."""
    question = locked(question)
    require(policies.can_go_on(by, question))
    _erase(question, why=_("Спросивший отозвал согласие."), at=at)
    Consent.objects.filter(question=question).update(withdrawn_at=at)
    record("question.erase", question, by=by, at=at)
    return question


@transaction.atomic
def erase_expired(*, at: datetime) -> int:
    """What the consent promises: a year after the answer the texts go, the row stays for the count."""
    over = Q(answered_at__lt=at - KEPT) | Q(closed_at__lt=at - KEPT)
    expired = Question.objects.select_for_update(of=("self",)).filter(
        over, erased_at=None, state__in=[QuestionState.ANSWERED, QuestionState.CLOSED]
    )
    for question in expired:
        _erase(question, why=_("Срок хранения истёк."), at=at)
        record("question.expire", question, by=None, at=at)
    return len(expired)


def _erase(question: Question, *, why: str, at: datetime) -> None:
    question.messages.all().delete()
    forget_links(question, at=at)
    question.text = question.email = ""
    question.erased_at = at
    if not question.is_closed:
        question.state = QuestionState.CLOSED
        question.closed_at, question.close_reason = at, why
    question.save()


@transaction.atomic
def forget_unconfirmed(*, at: datetime) -> int:
    """Whoever did not confirm his address has not asked: nothing of it is kept."""
    old = list(
        Question.objects.select_for_update(of=("self",)).filter(
            state=QuestionState.UNCONFIRMED, asked_at__lt=at - UNCONFIRMED_KEPT
        )
    )
    for question in old:
        forget_links(question, at=at)
    # Those locked, and no others: whoever confirms his address at this moment keeps his question.
    _rows, by_model = Question.objects.filter(pk__in=[question.pk for question in old]).delete()
    count = by_model.get(Question._meta.label, 0)
    if count:
        record("question.forget", None, by=None, at=at, changes={"count": count})
    return count


def locked(question: Question) -> Question:
    return (
        Question.objects.select_for_update(of=("self",))
        .select_related("receiver__territory", "theme")
        .get(pk=question.pk)
    )


def due_on(at: datetime, working_days: int) -> date:
    first = timezone.localdate(at)
    return work_calendar(first).after(first, working_days)


def _in_queue(days_to_answer: int, at: datetime) -> dict[str, object]:
    return {"state": QuestionState.NEW, "confirmed_at": at, "due_on": due_on(at, days_to_answer)}


def _days_to_answer(question: Question) -> int:
    centre = Centre.objects.filter(organisation=question.receiver).first()
    return centre.days_to_answer if centre else DAYS_AFTER_PASSING
