"""When a stored file may be given out."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from zveno.base.core.workflow import Move, Workflow


class State(TextChoices):
    QUARANTINED = "quarantined", _("ждёт проверки на вирусы")
    CLEAN = "clean", _("можно открыть")
    INFECTED = "infected", _("найден вирус")


QUARANTINE = Workflow(
    states=State,
    start=State.QUARANTINED,
    moves=(
        Move("release", _("выпустить"), frozenset({State.QUARANTINED}), State.CLEAN),
        Move(
            # A scanner that learned of a virus later finds it in what was clean before.
            "condemn",
            _("закрыть из-за вируса"),
            frozenset({State.QUARANTINED, State.CLEAN}),
            State.INFECTED,
        ),
    ),
)
