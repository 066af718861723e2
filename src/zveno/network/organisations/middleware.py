"""Who is acting: the signed-in person on the seat he chose, as `request.actor`."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from zveno.base.accounts.models import User
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.queries import chosen_among, seats_of

SEAT_KEY = "seat"


def actor_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Sets `request.actor` and `request.seats`: the seat is looked up anew for each request.

    A seat that has ended, or another person's number in the session, chooses nothing.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.actor, request.seats = None, []  # type: ignore[attr-defined]
        if isinstance(request.user, User) and request.user.is_active:
            seats = seats_of(request.user, on=timezone.localdate())
            request.seats = seats  # type: ignore[attr-defined]
            chosen = chosen_among(seats, request.session.get(SEAT_KEY))
            request.actor = Actor(request.user, chosen)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
