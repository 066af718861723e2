"""Letters that the packages below compose."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from zveno.base.accounts.signals import letter_composed
from zveno.base.notifications.services import write_letter


@receiver(letter_composed)
def write_letter_of_account(to: str, subject: str, body: str, at: datetime, **_: Any) -> None:
    """Every letter about an account may open it: codes, keys of the reset."""
    write_letter(to=to, subject=subject, body=body, at=at, is_secret=True)
