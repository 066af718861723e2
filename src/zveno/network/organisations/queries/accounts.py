"""Everybody who can sign in, as an administrator sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext as _

from zveno.base.accounts.models import User
from zveno.base.accounts.queries import sessions_of
from zveno.base.core.verdict import Verdict
from zveno.base.ui.components import Status
from zveno.network.organisations import policies
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Membership


def all_accounts(*, on: date) -> QuerySet[User]:
    """With `seats` in force that day and `has_factor`; two queries, whatever their number."""
    seats = Membership.objects.in_force(on).select_related("organisation").order_by("pk")
    return User.objects.annotate(
        has_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk")))
    ).prefetch_related(Prefetch("memberships", seats, to_attr="seats"))


def account_status(person: User) -> Status:
    if not person.is_active:
        return Status(_("закрыта"))
    if person.last_login is None:
        return Status(_("ещё не входили"), "waits")
    return Status(_("открыта"), "good")


@dataclass(frozen=True)
class AccountPage:
    """One account with what an administrator may do to it."""

    person: User
    status: Status
    seats: Sequence[Membership]
    former_seats: Sequence[Membership]
    sessions: int
    has_factor: bool
    can_change: Verdict


def account_page(person: User, actor: Actor, *, on: date) -> AccountPage:
    seats = list(
        Membership.objects.filter(user=person).select_related("organisation").order_by("-since", "pk")
    )
    current = set(Membership.objects.in_force(on).filter(user=person).values_list("pk", flat=True))
    return AccountPage(
        person=person,
        status=account_status(person),
        seats=[seat for seat in seats if seat.pk in current],
        former_seats=[seat for seat in seats if seat.pk not in current],
        sessions=sessions_of(person).count(),
        has_factor=Authenticator.objects.filter(user=person).exists(),
        can_change=policies.can_change_account(actor, person),
    )
