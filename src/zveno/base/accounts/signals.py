"""What accounts announce to the packages above them."""

from __future__ import annotations

from django.dispatch import Signal

# A letter about an account is to be sent: the outbox lies above accounts.
# Arguments: to, subject, body, at.
letter_composed = Signal()
