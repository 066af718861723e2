"""The life of a question."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from zveno.base.core.workflow import Move, Workflow


class QuestionState(TextChoices):
    UNCONFIRMED = "unconfirmed", _("ждёт подтверждения адреса")
    NEW = "new", _("новый")
    IN_WORK = "in_work", _("в работе")
    ANSWERED = "answered", _("отвечен")
    CLOSED = "closed", _("закрыт")


_S = QuestionState

LIFE = Workflow(
    states=_S,
    start=_S.UNCONFIRMED,
    moves=(
        Move("confirm", _("Подтвердить вопрос"), frozenset({_S.UNCONFIRMED}), _S.NEW),
        Move("take", _("Взять в работу"), frozenset({_S.NEW, _S.IN_WORK}), _S.IN_WORK),
        Move("answer", _("Ответить"), frozenset({_S.IN_WORK}), _S.ANSWERED),
        Move("follow_up", _("Уточнить"), frozenset({_S.ANSWERED}), _S.IN_WORK),
        Move("pass", _("Передать"), frozenset({_S.NEW, _S.IN_WORK}), _S.NEW),
        Move("close", _("Закрыть"), frozenset({_S.NEW, _S.IN_WORK, _S.ANSWERED}), _S.CLOSED),
    ),
)

OPEN = frozenset({_S.NEW, _S.IN_WORK})
"""Somebody waits for an answer."""
