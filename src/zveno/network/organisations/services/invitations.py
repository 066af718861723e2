"""Colleagues are invited by e-mail and take their seats."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zveno.base.accounts.models import User
from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.base.links.services import issue_link, revoke_links
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Invitation, Membership, Organisation
from zveno.network.organisations.notices import tell_joined
from zveno.network.organisations.policies import can_give, can_withdraw
from zveno.network.organisations.roles import Role
from zveno.network.organisations.services.errors import OrganisationError, check
from zveno.network.organisations.services.seats import take_seat
from zveno.network.organisations.states import INVITATION_LIFE, InvitationState

# The purpose of links that invitations are sent by.
INVITATION_LINK = "organisations.invitation"


@transaction.atomic
def invite(
    organisation: Organisation,
    *,
    email: str,
    person_name: str,
    role: Role,
    post: str = "",
    by: Actor,
    at: datetime,
) -> Invitation:
    """Offer a seat to whoever reads that address; a letter with a link goes there."""
    require(can_give(by, organisation, role))
    return offer(organisation, email=email, person_name=person_name, role=role, post=post, by=by, at=at)


def offer(
    organisation: Organisation,
    *,
    email: str,
    person_name: str,
    role: Role,
    post: str,
    by: Actor,
    at: datetime,
) -> Invitation:
    """The invitation itself, when the right to it is settled (by `invite`, by an accepted request)."""
    address = email.strip().lower()
    waiting = Invitation.objects.waiting().filter(organisation=organisation, email=address, role=role)
    if waiting.exists():
        raise OrganisationError(
            by_field={"email": [_("Приглашение на этот адрес уже отправлено и ждёт ответа.")]}
        )
    seated = Membership.objects.filter(
        organisation=organisation, role=role, user__email=address, until__isnull=True
    )
    if seated.exists():
        raise OrganisationError(by_field={"email": [_("У человека с этим адресом уже есть такое место.")]})
    invitation = Invitation(
        organisation=organisation,
        email=address,
        person_name=person_name.strip(),
        role=role,
        post=post,
        invited_at=at,
        invited_by=by.user.get_full_name(),
    )
    check(invitation)
    invitation.save()
    record("seat.invite", invitation, by=by.user, at=at, changes={"email": address})
    _send(invitation, by=by, at=at)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Actor, at: datetime, why: str = "") -> Invitation:
    """The link in the letter opens nothing any more."""
    invitation = _locked(invitation)
    require(can_withdraw(by, invitation))
    require(INVITATION_LIFE.can(invitation.state, "withdraw"))
    invitation.state, invitation.closed_at = InvitationState.WITHDRAWN, at
    invitation.save()
    revoke_links(invitation, by=by.user, at=at, purpose=INVITATION_LINK)
    record("seat.invite_withdraw", invitation, by=by.user, at=at, why=why)
    return invitation


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: User, at: datetime) -> Membership:
    """Take the offered seat. Whoever calls has seen the link, or an account with the invited address."""
    invitation = _locked(invitation)
    require(INVITATION_LIFE.can(invitation.state, "accept"))
    if not invitation.organisation.is_active:
        raise OrganisationError(_("Организация вышла из сети, приглашение больше не действует."))
    seat = take_seat(
        by, invitation.organisation, Role(invitation.role), post=invitation.post, since=None, by=by, at=at
    )
    invitation.state, invitation.closed_at, invitation.seat = InvitationState.ACCEPTED, at, seat
    invitation.save()
    record("seat.invite_accept", invitation, by=by, at=at, changes={"email": invitation.email})
    tell_joined(invitation, seat, at=at)
    return seat


def _send(invitation: Invitation, *, by: Actor, at: datetime) -> None:
    issue_link(
        INVITATION_LINK,
        invitation,
        email=invitation.email,
        person_name=invitation.person_name,
        by=by.user,
        at=at,
        contact=f"{by.user.get_full_name()}, {by.user.email}",
        seat=str(by.membership or ""),
    )


def _locked(invitation: Invitation) -> Invitation:
    found: Invitation = (
        Invitation.objects.select_related("organisation__kind", "organisation__territory")
        .select_for_update(of=("self",))
        .get(pk=invitation.pk)
    )
    return found
