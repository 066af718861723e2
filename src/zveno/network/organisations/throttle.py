"""How often a stranger may send a form, counted in the cache that all workers share."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest


def allowed(request: HttpRequest, what: str, *, most: int, seconds: int) -> bool:
    """Count this attempt of the address; False when there were too many."""
    key = f"throttle:{what}:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, timeout=seconds)
    return cache.incr(key) <= most
