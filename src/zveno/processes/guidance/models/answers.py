"""Answers that serve more than once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zveno.base.core.fields import SearchKeyField, SortKeyField
from zveno.network.organisations.models import Organisation
from zveno.processes.guidance.models.questions import Question
from zveno.processes.guidance.models.reference import Theme


class ReadyAnswer(models.Model):
    """A text of a centre's library, to begin an answer with."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="ready_answers", verbose_name=_("организация")
    )
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+", verbose_name=_("тема"))
    title = models.CharField(_("название"), max_length=200)
    text = models.TextField(_("текст"))
    changed_at = models.DateTimeField(_("изменён"))
    changed_by = models.CharField(_("кем"), max_length=250)
    search_key = SearchKeyField("title", "text")
    sort_key = SortKeyField("title")

    class Meta:
        verbose_name = _("готовый ответ")
        verbose_name_plural = _("готовые ответы")
        ordering = ("theme__position", "sort_key", "pk")

    def __str__(self) -> str:
        return self.title


class PublicAnswerQuerySet(models.QuerySet["PublicAnswer"]):
    def in_force(self) -> PublicAnswerQuerySet:
        return self.filter(withdrawn_at__isnull=True)


class PublicAnswer(models.Model):
    """A question and its answer for everybody, rewritten by a person so that nobody is recognised in it."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="public_answers", verbose_name=_("кто ответил")
    )
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="public_answers", verbose_name=_("тема"))
    source = models.ForeignKey(
        Question,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="public_answers",
        verbose_name=_("из вопроса"),
    )
    question = models.TextField(_("вопрос"))
    answer = models.TextField(_("ответ"))
    published_at = models.DateTimeField(_("опубликован"))
    published_by = models.CharField(_("кем опубликован"), max_length=250)
    withdrawn_at = models.DateTimeField(_("снят"), null=True, blank=True)
    withdrawn_by = models.CharField(_("кем снят"), max_length=250, blank=True)
    search_key = SearchKeyField("question", "answer")

    objects: ClassVar[PublicAnswerQuerySet] = PublicAnswerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("ответ для всех")
        verbose_name_plural = _("ответы для всех")
        ordering = ("theme__position", "-published_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="")),
                name="withdrawn_answer_has_a_time_and_a_person",
            ),
        )

    def __str__(self) -> str:
        return self.question
