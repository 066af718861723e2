"""Seats are taken and left."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.accounts.models import User
from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.network.organisations.actors import Actor, Installation
from zveno.network.organisations.models import Membership, Organisation
from zveno.network.organisations.notices import tell_seat_ended
from zveno.network.organisations.policies import can_end_seat, can_give
from zveno.network.organisations.roles import ROLES, STEWARDS, Role
from zveno.network.organisations.services.errors import OrganisationError


@transaction.atomic
def give_seat(
    user: User,
    organisation: Organisation,
    role: Role,
    *,
    post: str = "",
    since: date | None = None,
    by: Actor | Installation,
    at: datetime,
) -> Membership:
    """Seat somebody who has an account. People without one are invited."""
    if isinstance(by, Actor):
        require(can_give(by, organisation, role))
    return take_seat(user, organisation, role, post=post, since=since, at=at, by=by)


def take_seat(
    user: User,
    organisation: Organisation,
    role: Role,
    *,
    post: str,
    since: date | None,
    by: Actor | Installation | User,
    at: datetime,
) -> Membership:
    """The seat itself, when the right to it is settled (by `give_seat`, by an invitation)."""
    if organisation.family not in ROLES[role].families:
        raise OrganisationError(
            _("Роли «%(role)s» не бывает в организации такого вида.") % {"role": role.label}
        )
    lock_organisation(organisation)
    today = timezone.localdate(at)
    taken = Membership.objects.filter(user=user, organisation=organisation, role=role)
    if taken.filter(until__isnull=True).exists():
        raise OrganisationError(
            _("%(person)s уже занимает это место: %(role)s.") % {"person": user, "role": role.label}
        )
    seat = Membership.objects.create(
        user=user, organisation=organisation, role=role, post=post, since=since or today
    )
    actor = by.user if isinstance(by, Actor) else by if isinstance(by, User) else None
    record("seat.give", seat, by=actor, at=at, changes={"person": str(user), "post": post})
    return seat


@transaction.atomic
def end_seat(seat: Membership, *, by: Actor, at: datetime, why: str = "") -> Membership:
    """From today the person does not act from this seat; the organisation keeps somebody who runs it."""
    organisation = lock_organisation(seat.organisation)
    seat = (
        Membership.objects.select_related("organisation__kind", "organisation__territory", "user")
        .select_for_update(of=("self",))
        .get(pk=seat.pk)
    )
    require(can_end_seat(by, seat))
    today = timezone.localdate(at)
    if seat.until is not None and seat.until < today:
        return seat
    others = Membership.objects.in_force(today).stewards().filter(organisation=organisation)
    if Role(seat.role) in STEWARDS and not others.exclude(pk=seat.pk).exists():
        raise OrganisationError(
            _("Это последний, кто ведёт организацию здесь. Сначала пригласите ему замену.")
        )
    yesterday = today - timedelta(days=1)
    if seat.since > yesterday:
        # Taken today: a seat that never was in force for a whole day ends on its day.
        seat.since = min(seat.since, yesterday)
    seat.until = yesterday
    seat.save()
    record("seat.end", seat, by=by.user, at=at, why=why, changes={"person": str(seat.user)})
    tell_seat_ended(seat, by=by.user, at=at)
    return seat


def lock_organisation(organisation: Organisation) -> Organisation:
    """Who sits in an organisation, and who is invited, is settled by one transaction at a time.

    Always the first lock: whoever holds a seat or an invitation and waits for it would wait for ever.
    """
    return Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
