"""Gives every record of a request its address, its number and the seat of the person."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from zveno.base.audit.origin import Origin, acting_from

Handle = Callable[[HttpRequest], HttpResponseBase]


def origin_middleware(get_response: Handle) -> Handle:
    """Stands after the middleware that sets `request.actor`, whose `membership` is the seat."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        seat = getattr(getattr(request, "actor", None), "membership", None)
        origin = Origin(
            address=request.META.get("REMOTE_ADDR", ""),
            request=request.META.get("zveno.request", ""),
            person=request.user.pk,
            seat=str(seat or ""),
        )
        with acting_from(origin):
            return get_response(request)

    return handle
