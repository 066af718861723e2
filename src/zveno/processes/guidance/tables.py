"""How questions are listed: without their texts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zveno.base.ui.components import Status, Tone
from zveno.base.ui.filters import ChoiceFilter, FilterSet, ModelChoiceFilter, PeriodFilter
from zveno.base.ui.tables import Column, Table, day, moment, number, status, text, yes_no
from zveno.processes.guidance.models import About, Question, QuestionQuerySet, ReadyAnswer, Theme
from zveno.processes.guidance.states import QuestionState

TONES: dict[str, Tone] = {
    QuestionState.UNCONFIRMED: "plain",
    QuestionState.NEW: "waits",
    QuestionState.IN_WORK: "waits",
    QuestionState.ANSWERED: "good",
    QuestionState.CLOSED: "plain",
}


def status_of(question: Question, *, on: date) -> Status:
    if question.is_overdue(on):
        return Status(_now("%(state)s, просрочен") % {"state": question.get_state_display()}, "late")
    return Status(question.get_state_display(), TONES[question.state])


def question_url(question: Question) -> str:
    return reverse("guidance:question_view", args=[question.pk])


_NUMBER: Column[Question] = text("number", _("Вопрос"), lambda question: f"№ {question.pk}", order="pk")
_THEME: Column[Question] = text(
    "theme", _("Тема"), lambda question: question.theme.name, order="theme__position"
)
_ABOUT: Column[Question] = text(
    "about", _("Касается"), lambda question: question.get_about_display(), order="about"
)
_STATE: Column[Question] = status(
    "state", _("Состояние"), lambda question: status_of(question, on=timezone.localdate()), order="state"
)
_DUE: Column[Question] = day("due_on", _("Ответить до"), lambda question: question.due_on, order="due_on")
_OWNER: Column[Question] = text(
    "owner",
    _("Кто ведёт"),
    lambda question: question.owner.get_short_name() if question.owner else None,
    order="owner__sort_key",
)
_RECEIVER: Column[Question] = text(
    "receiver", _("Кто отвечает"), lambda question: question.receiver.short_name, order="receiver__sort_key"
)
_ASKED: Column[Question] = day("asked_at", _("Задан"), lambda question: question.asked_at, order="asked_at")
_DAYS: Column[Question] = number(
    "days_taken",
    _("Дней до ответа"),
    lambda question: question.days_taken,
    order="days_taken",
    hint=_("Рабочих дней от вопроса до первого ответа"),
)

QUESTIONS: Table[Question] = Table(
    caption=_("Вопросы"),
    columns=(_NUMBER, _THEME, _STATE, _DUE, _OWNER, _RECEIVER, _ASKED, _DAYS),
    order="-asked_at",
    row_url=question_url,
)
# What fits on a sheet, but not on a screen.
QUESTIONS_IN_FULL: Table[Question] = Table(
    caption=QUESTIONS.caption,
    columns=(
        _NUMBER,
        _THEME,
        _ABOUT,
        _STATE,
        _RECEIVER,
        _OWNER,
        moment("asked_at", _("Задан"), lambda question: question.asked_at, order="asked_at"),
        _DUE,
        moment("answered_at", _("Отвечен"), lambda question: question.answered_at, order="answered_at"),
        _DAYS,
        yes_no("was_in_time", _("В срок"), lambda question: question.was_in_time, order="was_in_time"),
        yes_no("helped", _("Помогло"), lambda question: question.helped, order="helped"),
    ),
    order=QUESTIONS.order,
)

READY_ANSWERS: Table[ReadyAnswer] = Table(
    caption=_("Готовые ответы"),
    columns=(
        text("title", _("Название"), lambda answer: answer.title, order="sort_key"),
        text("theme", _("Тема"), lambda answer: answer.theme.name, order="theme__position"),
        moment("changed_at", _("Изменён"), lambda answer: answer.changed_at, order="changed_at"),
        text("changed_by", _("Кем"), lambda answer: answer.changed_by, order="changed_by"),
    ),
    order="title",
    row_url=lambda answer: reverse("guidance:ready_answer_change", args=[answer.pk]),
)

YES = (("yes", _("да")),)


class QuestionFilter(FilterSet):
    state = ChoiceFilter(
        choices=[choice for choice in QuestionState.choices if choice[0] != QuestionState.UNCONFIRMED],
        label=_("Состояние"),
    )
    theme = ModelChoiceFilter(queryset=Theme.objects.all(), label=_("Тема"))
    about = ChoiceFilter(choices=About.choices, label=_("Кого касается"))
    mine = ChoiceFilter(choices=YES, label=_("Мои"), method="only_mine")
    overdue = ChoiceFilter(choices=YES, label=_("Просроченные"), method="only_overdue")
    period = PeriodFilter("asked_at", label=_("Заданы"))

    def only_mine(self, queryset: QuestionQuerySet, name: str, value: str) -> QuerySet[Question]:
        return queryset.filter(owner=self.request.user)

    def only_overdue(self, queryset: QuestionQuerySet, name: str, value: Any) -> QuerySet[Question]:
        return queryset.overdue(timezone.localdate())
