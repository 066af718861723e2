"""How often a visitor may ask, counted in the cache that all workers share."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600
# A class of thirty asks from one address of its school within a lesson.
FROM_ONE_ADDRESS, TO_ONE_LETTERBOX = 60, 5


def may_ask(request: HttpRequest, email: str) -> bool:
    """Count this attempt; the letterbox is protected from somebody who sends it letters in its name."""
    address = request.META.get("REMOTE_ADDR", "")
    return (
        _counted(f"ask:from:{address}") <= FROM_ONE_ADDRESS
        and _counted(f"ask:to:{email}") <= TO_ONE_LETTERBOX
    )


def _counted(what: str) -> int:
    key = f"guidance:{hashlib.sha256(what.casefold().encode()).hexdigest()}"
    cache.add(key, 0, timeout=HOUR)
    try:
        return int(cache.incr(key))
    except ValueError:  # it expired between the two
        return 1
