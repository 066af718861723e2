"""The life of an event."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from zveno.base.core.workflow import Move, Workflow


class EventState(TextChoices):
    DRAFT = "draft", _("черновик")
    PUBLISHED = "published", _("опубликовано")
    HELD = "held", _("состоялось")
    CANCELLED = "cancelled", _("отменено")


_DRAFT, _PUBLISHED = frozenset({EventState.DRAFT}), frozenset({EventState.PUBLISHED})

LIFE = Workflow(
    states=EventState,
    start=EventState.DRAFT,
    moves=(
        Move("publish", _("Опубликовать"), _DRAFT, EventState.PUBLISHED),
        Move("hold", _("Отметить, сколько пришло"), _DRAFT | _PUBLISHED, EventState.HELD),
        Move("cancel", _("Отменить мероприятие"), _PUBLISHED, EventState.CANCELLED),
    ),
)
