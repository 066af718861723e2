"""Who sits where, and from which seat somebody acts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zveno.base.accounts.models import User
from zveno.base.accounts.seats import SeatChoice
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import (
    Membership,
    Territory,
)
from zveno.network.organisations.roles import Role


def seats_of(user: User, *, on: date) -> list[Membership]:
    """The seats a person can act from that day: his work before the councils he sits in, the oldest first."""
    seats = (
        Membership.objects.filter(user=user)
        .in_force(on)
        .select_related("organisation__territory", "organisation__kind")
        .order_by("since", "pk")
    )
    return sorted(seats, key=lambda seat: seat.role == Role.COUNCIL_MEMBER)


def chosen_among(seats: Sequence[Membership], chosen: object) -> Membership | None:
    """The seat the person chose, or his first one; anybody else's number chooses nothing."""
    return next((seat for seat in seats if seat.pk == chosen), seats[0] if seats else None)


def actor_of(user: User, seat_number: int | None, *, on: date) -> Actor:
    """The person on that very seat, or without one: a key does not move to another seat by itself."""
    seats = seats_of(user, on=on)
    return Actor(user, next((seat for seat in seats if seat.pk == seat_number), None))


def seat_choices(user: User, on: date) -> list[SeatChoice]:
    """The seats a key of the API may act from."""
    return [SeatChoice(seat.pk, str(seat)) for seat in seats_of(user, on=on)]


def admitters_of(territory: Territory, *, on: date) -> list[User]:
    """Whoever decides about requests from there: the coordinators of its district."""
    district = "/".join(territory.path.split("/")[:3])
    seats = (
        Membership.objects.in_force(on)
        .filter(role=Role.COORDINATOR, organisation__territory__path__startswith=f"{district}/")
        .select_related("user")
    )
    return list({seat.user for seat in seats})
