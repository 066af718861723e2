"""The register, an organisation's page, what everybody may know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.core.verdict import Verdict
from zveno.base.ui.components import Status
from zveno.network.organisations import policies
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import (
    Contact,
    Membership,
    Merge,
    Organisation,
    OrganisationQuerySet,
    Signatory,
    Site,
    Territory,
    TerritoryQuerySet,
)
from zveno.network.organisations.queries.people import PersonLine, person_line
from zveno.network.organisations.roles import LEARNERS, Family, Scope
from zveno.network.organisations.states import OrganisationState

DETAILS_LAST = timedelta(days=365)


def visible_organisations(actor: Actor) -> OrganisationQuerySet:
    """The register as its list shows it."""
    return Organisation.objects.visible_to(actor).standing().select_related("kind", "territory")


def kept_instead_of(number: int) -> int:
    """The record that one became part of, or it itself: old addresses lead on."""
    seen = {number}
    while True:
        next_one = (
            Organisation.objects.filter(pk=number, state=OrganisationState.MERGED)
            .values_list("merged_into", flat=True)
            .first()
        )
        if next_one is None or next_one in seen:
            return number
        seen.add(next_one)
        number = next_one


def who_signs(organisation: Organisation, *, on: date) -> list[Signatory]:
    """Those of the organisation; an office without its own is bound by its legal entity's."""
    own = list(Signatory.objects.filter(organisation=organisation).in_force(on))
    if own or organisation.parent_is != Organisation.ParentIs.HEAD:
        return own
    return list(
        Signatory.objects.filter(organisation=organisation.parent_id)
        .in_force(on)
        .select_related("organisation")
    )


def listed_organisations(actor: Actor) -> OrganisationQuerySet:
    """The same with what the list's columns show and nothing else: a page of it is half as dear."""
    shown = ("short_name", "inn", "contact_name", "phone", "confirmed_at", "state")
    return visible_organisations(actor).only(*shown, "kind__name", "territory__name")


def territories_for(actor: Actor) -> TerritoryQuerySet:
    """Where the actor's organisations may lie."""
    if actor.scope is Scope.SYSTEM:
        return Territory.objects.all()
    return Territory.objects.within(actor.territory_path)


def overseen(actor: Actor) -> str:
    """Whose organisations the actor counts, in words: figures of two roles differ by that."""
    if actor.scope is Scope.SYSTEM:
        return _("все территории")
    own = actor.organisation.territory if actor.organisation else None
    if own is None or own.path == actor.territory_path:
        return own.name if own else ""
    return Territory.objects.get(path=actor.territory_path).name


def details_status(confirmed_at: datetime | None, *, at: datetime) -> Status:
    """Are the details still what somebody answers for?"""
    if confirmed_at is None:
        return Status(_("не подтверждены"), "waits")
    if confirmed_at < at - DETAILS_LAST:
        return Status(_("устарели"), "late")
    return Status(_("подтверждены"), "good")


@dataclass(frozen=True)
class OrganisationPage:
    """An organisation as its page shows it to one reader."""

    organisation: Organisation
    units: Sequence[Organisation]
    sites: Sequence[Site]
    contacts: Sequence[Contact]
    signatories: Sequence[Signatory]
    may_sign: frozenset[int]
    """Of the signatories, those whose right is in force."""
    merges: Sequence[Merge]
    people: Sequence[PersonLine]
    learners: int | None
    """How many learners and parents have accounts; None for those who do not keep their register."""
    can_change: Verdict
    can_manage_people: Verdict
    can_change_state: Verdict
    status: Status
    is_own: bool


def organisation_page(organisation: Organisation, actor: Actor, *, at: datetime) -> OrganisationPage:
    """Five queries, six for whoever merges; whatever the number of people and units."""
    on = timezone.localdate(at)
    seats = list(
        Membership.objects.filter(organisation=organisation)
        .in_force(on)
        .visible_to(actor)
        .select_related("user", "organisation__kind", "organisation__territory")
        .order_by("role", "user__sort_key")
    )
    staff = [seat for seat in seats if seat.role not in LEARNERS]
    signatories = list(Signatory.objects.filter(organisation=organisation))
    keeps_learners = actor.scope is Scope.SYSTEM or actor.belongs_to(organisation)
    return OrganisationPage(
        organisation=organisation,
        units=list(Organisation.objects.visible_to(actor).filter(parent=organisation).select_related("kind")),
        sites=list(Site.objects.filter(organisation=organisation)),
        contacts=list(Contact.objects.filter(organisation=organisation)),
        signatories=signatories,
        may_sign=frozenset(one.pk for one in signatories if one.is_in_force(on)),
        merges=(
            list(Merge.objects.standing().filter(kept=organisation).select_related("merged"))
            if policies.can_merge(actor, organisation)
            else ()
        ),
        people=[person_line(seat, actor, organisation) for seat in staff],
        learners=len(seats) - len(staff) if keeps_learners and len(seats) > len(staff) else None,
        can_change=policies.can_change(actor, organisation),
        can_manage_people=policies.can_manage_people(actor, organisation),
        can_change_state=policies.can_change_state(actor, organisation),
        status=details_status(organisation.confirmed_at, at=at),
        is_own=actor.belongs_to(organisation),
    )


def public_organisations(*families: Family) -> OrganisationQuerySet:
    """What the public site shows: names, addresses, sites of members; never a person."""
    return (
        Organisation.objects.active()
        .of_family(*families)
        .select_related("kind", "territory")
        .only(
            "short_name",
            "full_name",
            "address",
            "phone",
            "website",
            "about",
            "sort_key",
            "kind__name",
            "territory__name",
        )
    )


@dataclass(frozen=True)
class NetworkSize:
    """How many members the network has, by what they are."""

    schools: int
    colleges: int
    employers: int
    all: int


def network_size() -> NetworkSize:
    counts = Organisation.objects.active().aggregate(
        schools=Count("pk", filter=Q(kind__family=Family.SCHOOL)),
        colleges=Count("pk", filter=Q(kind__family=Family.COLLEGE)),
        employers=Count("pk", filter=Q(kind__family__in=(Family.ENTERPRISE, Family.HEALTH))),
        all=Count("pk"),
    )
    return NetworkSize(**counts)
