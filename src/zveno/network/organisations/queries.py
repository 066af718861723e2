"""What can be known about organisations and seats."""

from __future__ import annotations

from datetime import date

from zveno.base.accounts.models import User
from zveno.network.organisations.models import Membership, MembershipQuerySet


def seats_of(user: User, *, on: date) -> MembershipQuerySet:
    """The seats a person can act from that day."""
    return (
        Membership.objects.filter(user=user)
        .in_force(on)
        .select_related("organisation__territory", "organisation__kind")
    )


def chosen_seat(user: User, chosen: int | None, *, on: date) -> Membership | None:
    """The seat the person chose, or his first one."""
    seats = list(seats_of(user, on=on))
    return next((seat for seat in seats if seat.pk == chosen), seats[0] if seats else None)
