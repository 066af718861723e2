"""What is forgotten, and when."""

from __future__ import annotations

from datetime import datetime, timedelta

from zveno.base.notifications.models import Letter, Notification
from zveno.base.notifications.states import LetterState

READ_KEPT = timedelta(days=180)
UNREAD_KEPT = timedelta(days=365)
SENT_KEPT = timedelta(days=30)
FAILED_KEPT = timedelta(days=180)


def purge(*, at: datetime) -> dict[str, int]:
    """How many of each were deleted."""
    notifications = Notification.objects.filter(
        read_at__lt=at - READ_KEPT
    ) | Notification.objects.unread().filter(at__lt=at - UNREAD_KEPT)
    letters = Letter.objects.filter(
        state=LetterState.SENT, sent_at__lt=at - SENT_KEPT
    ) | Letter.objects.filter(state=LetterState.FAILED, created_at__lt=at - FAILED_KEPT)
    return {"notifications": notifications.delete()[0], "letters": letters.delete()[0]}
