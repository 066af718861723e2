"""Colleagues are invited by e-mail and take their seats."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.accounts.models import User
from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.base.links.models import Link
from zveno.base.links.services import LinkError, issue_link, remind_link, revoke_links
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Invitation, Membership, Organisation
from zveno.network.organisations.notices import tell_joined
from zveno.network.organisations.policies import can_give, can_withdraw
from zveno.network.organisations.roles import Role
from zveno.network.organisations.services.errors import OrganisationError, check
from zveno.network.organisations.services.seats import lock_organisation, take_seat
from zveno.network.organisations.states import INVITATION_LIFE, INVITATION_LINK, InvitationState

# Longer than a link: a letter that was lost is replaced by its reader himself, an invitation by its inviter.
INVITATION_LASTS = timedelta(days=30)


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
    lock_organisation(organisation)
    address = email.strip().lower()
    waiting = Invitation.objects.waiting().filter(organisation=organisation, email=address, role=role)
    if sent := waiting.first():
        sentence = (
            _("Такое приглашение на этот адрес уже есть, но его срок истёк: продлите его на странице людей.")
            if sent.has_expired(at)
            else _("Приглашение на этот адрес уже отправлено и ждёт ответа.")
        )
        raise OrganisationError(by_field={"email": [sentence]})
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
        expires_at=at + INVITATION_LASTS,
    )
    check(invitation)
    invitation.save()
    record("seat.invite", invitation, by=by.user, at=at, changes={"email": address})
    _send(invitation, by=by, at=at)
    return invitation


@transaction.atomic
def renew_invitation(invitation: Invitation, *, by: Actor, at: datetime) -> Invitation:
    """A month more and one more letter; those sent before still open it."""
    invitation = _locked(invitation)
    require(can_withdraw(by, invitation))
    require(INVITATION_LIFE.can(invitation.state, "renew"))
    before, invitation.expires_at = invitation.expires_at, at + INVITATION_LASTS
    invitation.save()
    record(
        "seat.invite_renew",
        invitation,
        by=by.user,
        at=at,
        changes={"expires_at": [_day(before), _day(invitation.expires_at)]},
    )
    link = Link.objects.of(invitation).standing().filter(purpose=INVITATION_LINK).first()
    if link is None:
        _send(invitation, by=by, at=at)
        return invitation
    try:
        remind_link(link, by=by, at=at)
    except LinkError as error:
        raise OrganisationError(str(error)) from error
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
    """Take the offered seat. Whoever calls has seen the link, or an account with the invited address.

    Asked again by the same person, it gives the seat that he has taken.
    """
    lock_organisation(invitation.organisation)
    invitation = _locked(invitation)
    if invitation.seat is not None and invitation.seat.user_id == by.pk:
        return invitation.seat
    require(INVITATION_LIFE.can(invitation.state, "accept"))
    if invitation.has_expired(at):
        raise OrganisationError(
            _("Приглашение действовало до %(day)s. Попросите продлить его: %(inviter)s.")
            % {"day": _day(invitation.expires_at), "inviter": invitation.invited_by}
        )
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
        Invitation.objects.select_related("organisation__kind", "organisation__territory", "seat")
        .select_for_update(of=("self",))
        .get(pk=invitation.pk)
    )
    return found


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%d.%m.%Y}"
