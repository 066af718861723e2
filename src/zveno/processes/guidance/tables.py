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
from zveno.base.ui.tables import Table, day, moment, number, status, text
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


QUESTIONS: Table[Question] = Table(
    caption=_("Вопросы"),
    columns=(
        text("number", _("Вопрос"), str, order="pk"),
        text("theme", _("Тема"), lambda question: question.theme.name, order="theme__position"),
        text("about", _("Касается"), lambda question: question.get_about_display(), order="about"),
        status(
            "state",
            _("Состояние"),
            lambda question: status_of(question, on=timezone.localdate()),
            order="state",
        ),
        day("due_on", _("Ответить до"), lambda question: question.due_on, order="due_on"),
        text(
            "owner",
            _("Кто ведёт"),
            lambda question: question.owner.get_short_name() if question.owner else None,
            order="owner__sort_key",
        ),
        text(
            "receiver",
            _("Кто отвечает"),
            lambda question: question.receiver.short_name,
            order="receiver__sort_key",
        ),
        moment("asked_at", _("Задан"), lambda question: question.asked_at, order="asked_at"),
        number(
            "days_taken",
            _("Дней до ответа"),
            lambda question: question.days_taken,
            order="days_taken",
            hint=_("Рабочих дней от вопроса до первого ответа"),
        ),
    ),
    order="-asked_at",
    row_url=question_url,
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
