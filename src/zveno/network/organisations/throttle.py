"""How often a stranger may send a form."""

from __future__ import annotations

from django.http import HttpRequest

from zveno.base.core.throttle import attempts


def allowed(request: HttpRequest, what: str, *, most: int, seconds: int) -> bool:
    """Count this attempt of the address; False when there were too many."""
    return attempts(f"{what}:{request.META.get('REMOTE_ADDR', '')}", seconds=seconds) <= most
