"""What people are told about questions; nobody is told a text."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from zveno.base.links.seals import masked
from zveno.base.links.services import issue_link
from zveno.base.notifications.kinds import Frequency, Group, Kind, register
from zveno.base.notifications.services import notify
from zveno.processes.guidance.models import Question
from zveno.processes.guidance.queries.people import answerers_of

QUESTIONS = Group(
    "questions",
    _("Вопросы в ресурсный центр"),
    _("Новые вопросы и ответы на ваши."),
    default=Frequency.AT_ONCE,
)
CAME = register(Kind("questions.came", _("Пришёл вопрос"), QUESTIONS))
WENT_ON = register(Kind("questions.went_on", _("Уточнение к вопросу"), QUESTIONS))
ANSWERED = register(Kind("questions.answered", _("На ваш вопрос ответили"), QUESTIONS))

CONFIRM, READ = "guidance.confirm", "guidance.read"
"""The two links an asker is sent: to confirm his question, and to read the answer."""


def tell_came(question: Question, *, at: datetime) -> None:
    notify(
        answerers_of(question.receiver, on=at.date()),
        CAME,
        title=format_lazy(_("{question}: {theme}"), question=str(question), theme=question.theme.name),
        text=format_lazy(_("Ответить до {day}"), day=f"{question.due_on:%d.%m.%Y}"),
        url=reverse("guidance:question_view", args=[question.pk]),
        at=at,
        key=f"{CAME.code} {question.pk} {question.receiver_id}",
        thing=question,
    )


def tell_went_on(question: Question, *, at: datetime) -> None:
    notify(
        [question.owner] if question.owner else answerers_of(question.receiver, on=at.date()),
        WENT_ON,
        title=format_lazy(_("{question}: спросивший уточняет"), question=str(question)),
        url=reverse("guidance:question_view", args=[question.pk]),
        at=at,
        thing=question,
    )


def tell_answered(question: Question, *, at: datetime) -> None:
    """In the product to whoever is signed in, by a link to whoever left an address."""
    if question.asker:
        notify(
            [question.asker],
            ANSWERED,
            title=format_lazy(_("Ответ готов: {theme}"), theme=question.theme.name),
            url=reverse("guidance:question_asked", args=[question.pk]),
            at=at,
            thing=question,
        )
    else:
        send_link(question, READ, at=at)


def send_link(question: Question, purpose: str, *, at: datetime) -> str:
    """The secret it opens with; the letter carries it too."""
    contact = ", ".join(
        part
        for part in (question.receiver.short_name, question.receiver.phone, question.receiver.email)
        if part
    )
    return issue_link(
        purpose,
        question,
        email=question.email,
        person_name=masked(question.email),  # nobody knows his name
        by=None,
        at=at,
        contact=contact,
    ).secret
