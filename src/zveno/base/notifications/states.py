"""The life of a letter."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zveno.base.core.workflow import Move, Workflow


class LetterState(models.TextChoices):
    WAITING = "waiting", _("ждёт отправки")
    SENDING = "sending", _("отправляется")
    SENT = "sent", _("отправлено")
    FAILED = "failed", _("не отправлено")


TO_SEND = frozenset({LetterState.WAITING.value, LetterState.SENDING.value})
_SENDING = frozenset({LetterState.SENDING.value})

LETTER_LIFE = Workflow(
    states=LetterState,
    start=LetterState.WAITING,
    moves=(
        # From «sending» too: the worker that took it has died, and nobody knows how far it came.
        Move("take", _("Взять для отправки"), TO_SEND, LetterState.SENDING),
        Move("deliver", _("Отправить"), _SENDING, LetterState.SENT),
        Move("put_off", _("Отложить"), TO_SEND, LetterState.WAITING),
        Move("give_up", _("Признать неудачу"), TO_SEND, LetterState.FAILED),
        Move("resend", _("Отправить ещё раз"), frozenset({LetterState.FAILED.value}), LetterState.WAITING),
    ),
)
