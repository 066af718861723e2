"""The letter of the day: one for a person, and none when there is nothing new."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from zveno.base.accounts.models import User
from zveno.base.notifications import writing
from zveno.base.notifications.models import Letter, Notification
from zveno.base.notifications.services.letters import write_letter


@transaction.atomic
def write_digest(user: User, *, at: datetime) -> Letter | None:
    """All that waits for this person's letter of the day and that he has not read in the meantime."""
    awaiting = list(Notification.objects.to(user).awaiting_digest().select_for_update().order_by("at", "pk"))
    Notification.objects.filter(pk__in=[one.pk for one in awaiting]).update(awaits_digest=False)
    unread = [one for one in awaiting if one.read_at is None]
    if not unread or not user.is_active:
        return None
    subject, body = writing.of_digest(unread, language=user.language)
    return write_letter(to=user.email, recipient=user, subject=subject, body=body, at=at)
