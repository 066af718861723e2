"""Who is acting: the signed-in person on the seat he chose, as `request.actor`."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from zveno.base.accounts.models import User
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.queries import chosen_seat

SEAT_KEY = "seat"


def actor_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        if isinstance(request.user, User):
            seat = chosen_seat(request.user, request.session.get(SEAT_KEY), on=timezone.localdate())
            request.actor = Actor(request.user, seat)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
