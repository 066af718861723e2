"""People of an organisation as one reader may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from zveno.base.core.verdict import Verdict
from zveno.base.links.models import Link
from zveno.base.ui.components import Status
from zveno.network.organisations import policies
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import (
    Invitation,
    Membership,
    Organisation,
)
from zveno.network.organisations.roles import LEARNERS, Role
from zveno.network.organisations.states import INVITATION_LINK


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


@dataclass(frozen=True)
class InvitationLine:
    """An offered seat that nobody has answered, as whoever may renew or withdraw it sees it."""

    number: int
    person: str
    role: str
    post: str
    email: str
    expires_at: datetime
    has_expired: bool
    status: Status
    can_withdraw: Verdict


def invitations_of(organisation: Organisation, actor: Actor, *, at: datetime) -> list[InvitationLine]:
    """Those that wait for an answer, and those that have run out without one. Two queries."""
    waiting = list(
        Invitation.objects.visible_to(actor)
        .filter(organisation=organisation)
        .waiting()
        .select_related("organisation__kind", "organisation__territory")
    )
    links = Link.objects.standing().filter(
        purpose=INVITATION_LINK, thing_id__in=[str(invitation.pk) for invitation in waiting]
    )
    opened = {link.thing_id for link in links if link.last_used_at}
    return [
        InvitationLine(
            number=invitation.pk,
            person=invitation.person_name,
            role=str(Role(invitation.role).label),
            post=invitation.post,
            email=invitation.email,
            expires_at=invitation.expires_at,
            has_expired=invitation.has_expired(at),
            status=_answer(invitation, was_opened=str(invitation.pk) in opened, at=at),
            can_withdraw=policies.can_withdraw(actor, invitation),
        )
        for invitation in waiting
    ]


def _answer(invitation: Invitation, *, was_opened: bool, at: datetime) -> Status:
    if invitation.has_expired(at):
        return Status(_("срок истёк"), "late")
    return Status(_("открывали"), "good") if was_opened else Status(_("ждём ответа"), "waits")
