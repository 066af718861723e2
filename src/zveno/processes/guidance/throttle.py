"""How often a visitor may ask."""

from __future__ import annotations

from django.http import HttpRequest

from zveno.base.core.throttle import attempts

HOUR = 3600
# A class of thirty asks from one address of its school within a lesson.
FROM_ONE_ADDRESS, TO_ONE_LETTERBOX = 60, 5


def may_ask(request: HttpRequest, email: str) -> bool:
    """Count this attempt; the letterbox is protected from somebody who sends it letters in its name."""
    address = request.META.get("REMOTE_ADDR", "")
    return (
        attempts(f"guidance:from:{address}", seconds=HOUR) <= FROM_ONE_ADDRESS
        and attempts(f"guidance:to:{email}", seconds=HOUR) <= TO_ONE_LETTERBOX
    )
