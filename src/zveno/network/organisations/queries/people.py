"""People of an organisation as one reader may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zveno.base.core.verdict import Verdict
from zveno.network.organisations import policies
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import (
    Invitation,
    InvitationQuerySet,
    Membership,
    Organisation,
)
from zveno.network.organisations.roles import LEARNERS


@dataclass(frozen=True)
class PersonLine:
    """Somebody on a seat, as this reader may see him. `email` is given to colleagues and overseers."""

    number: int
    name: str
    title: str
    email: str
    since: date
    can_end: Verdict


def people_of(organisation: Organisation, actor: Actor, *, on: date) -> list[PersonLine]:
    """Everybody on a seat whom the actor may see, learners after staff."""
    seats = (
        Membership.objects.filter(organisation=organisation)
        .in_force(on)
        .visible_to(actor)
        .select_related("user", "organisation__kind", "organisation__territory")
        .order_by("role", "user__sort_key")
    )
    lines = [(seat.role in LEARNERS, person_line(seat, actor, organisation)) for seat in seats]
    return [line for _learner, line in sorted(lines, key=lambda pair: pair[0])]


def person_line(seat: Membership, actor: Actor, organisation: Organisation) -> PersonLine:
    knows_address = actor.belongs_to(organisation) or actor.oversees(organisation)
    return PersonLine(
        number=seat.pk,
        name=seat.user.get_full_name(),
        title=seat.full_title,
        email=seat.user.email if knows_address else "",
        since=seat.since,
        can_end=policies.can_end_seat(actor, seat),
    )


def invitations_of(organisation: Organisation, actor: Actor) -> InvitationQuerySet:
    """Those that wait for an answer."""
    return Invitation.objects.visible_to(actor).filter(organisation=organisation).waiting()
