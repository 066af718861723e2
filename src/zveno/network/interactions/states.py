"""The life of a fact: it stands until somebody takes it back, and may be put back."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from zveno.base.core.workflow import Move, Workflow


class InteractionState(TextChoices):
    KEPT = "kept", _("в реестре")
    WITHDRAWN = "withdrawn", _("отозван")


INTERACTION_LIFE = Workflow(
    states=InteractionState,
    start=InteractionState.KEPT,
    moves=(
        Move("withdraw", _("Отозвать"), frozenset({"kept"}), InteractionState.WITHDRAWN),
        Move("restore", _("Вернуть в реестр"), frozenset({"withdrawn"}), InteractionState.KEPT),
    ),
)


class Confirmation(TextChoices):
    """What the other sides say of a fact entered by hand."""

    NOT_ASKED = "not_asked", _("не требуется")
    ASKED = "asked", _("ждёт подтверждения")
    CONFIRMED = "confirmed", _("подтверждено обеими сторонами")
    DISPUTED = "disputed", _("другая сторона возражает")
