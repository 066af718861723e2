"""What can be known about organisations and seats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zveno.base.accounts.models import User
from zveno.base.accounts.seats import SeatChoice
from zveno.base.core.text import search_key
from zveno.base.core.verdict import Verdict
from zveno.base.ui.components import Figure, Status
from zveno.base.ui.home import Found, TodayItem
from zveno.network.organisations import policies
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import (
    Invitation,
    InvitationQuerySet,
    JoinRequest,
    Membership,
    MembershipQuerySet,
    Organisation,
    OrganisationQuerySet,
    Territory,
    TerritoryQuerySet,
)
from zveno.network.organisations.roles import ADMITTERS, LEARNERS, STEWARDS, Family, Role, Scope

DETAILS_LAST = timedelta(days=365)
DETAILS_WARNED = timedelta(days=30)
INVITATION_IS_STALE = timedelta(days=7)


def seats_of(user: User, *, on: date) -> MembershipQuerySet:
    """The seats a person can act from that day."""
    return (
        Membership.objects.filter(user=user)
        .in_force(on)
        .select_related("organisation__territory", "organisation__kind")
    )


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


def visible_organisations(actor: Actor) -> OrganisationQuerySet:
    """The register as its list shows it."""
    return Organisation.objects.visible_to(actor).select_related("kind", "territory")


def territories_for(actor: Actor) -> TerritoryQuerySet:
    """Where the actor's organisations may lie."""
    if actor.scope is Scope.SYSTEM:
        return Territory.objects.all()
    return Territory.objects.within(actor.territory_path)


def details_status(confirmed_at: datetime | None, *, at: datetime) -> Status:
    """Are the details still what somebody answers for?"""
    if confirmed_at is None:
        return Status(_("не подтверждены"), "waits")
    if confirmed_at < at - DETAILS_LAST:
        return Status(_("устарели"), "late")
    return Status(_("подтверждены"), "good")


@dataclass(frozen=True)
class PersonLine:
    """Somebody on a seat, as this reader may see him. `email` is given to colleagues and overseers."""

    number: int
    name: str
    title: str
    email: str
    since: date
    can_end: Verdict


@dataclass(frozen=True)
class OrganisationPage:
    """An organisation as its page shows it to one reader."""

    organisation: Organisation
    units: Sequence[Organisation]
    people: Sequence[PersonLine]
    learners: int | None
    """How many learners and parents have accounts; None for those who do not keep their register."""
    can_change: Verdict
    can_manage_people: Verdict
    can_change_state: Verdict
    status: Status


def organisation_page(organisation: Organisation, actor: Actor, *, at: datetime) -> OrganisationPage:
    """Three queries, whatever the number of people and units."""
    on = timezone.localdate(at)
    seats = list(
        Membership.objects.filter(organisation=organisation)
        .in_force(on)
        .visible_to(actor)
        .select_related("user", "organisation__kind", "organisation__territory")
        .order_by("role", "user__sort_key")
    )
    staff = [seat for seat in seats if seat.role not in LEARNERS]
    keeps_learners = actor.scope is Scope.SYSTEM or actor.belongs_to(organisation)
    return OrganisationPage(
        organisation=organisation,
        units=list(Organisation.objects.visible_to(actor).filter(parent=organisation).select_related("kind")),
        people=[_person_line(seat, actor, organisation) for seat in staff],
        learners=len(seats) - len(staff) if keeps_learners and len(seats) > len(staff) else None,
        can_change=policies.can_change(actor, organisation),
        can_manage_people=policies.can_manage_people(actor, organisation),
        can_change_state=policies.can_change_state(actor, organisation),
        status=details_status(organisation.confirmed_at, at=at),
    )


def people_of(organisation: Organisation, actor: Actor, *, on: date) -> list[PersonLine]:
    """Everybody on a seat whom the actor may see, learners after staff."""
    seats = (
        Membership.objects.filter(organisation=organisation)
        .in_force(on)
        .visible_to(actor)
        .select_related("user", "organisation__kind", "organisation__territory")
        .order_by("role", "user__sort_key")
    )
    lines = [(seat.role in LEARNERS, _person_line(seat, actor, organisation)) for seat in seats]
    return [line for _learner, line in sorted(lines, key=lambda pair: pair[0])]


def _person_line(seat: Membership, actor: Actor, organisation: Organisation) -> PersonLine:
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


def today(actor: Actor, *, at: datetime) -> list[TodayItem]:
    """Requests to decide, invitations to answer, details to confirm."""
    return [*_invitations(actor, at=at), *_requests(actor), *_details(actor, at=at)]


def _invitations(actor: Actor, *, at: datetime) -> list[TodayItem]:
    """Those to the person himself, and those his organisation sent that nobody answered for a week."""
    wanted = Q(email=actor.user.email)
    organisation = actor.organisation if actor.is_any(*STEWARDS) else None
    if organisation:
        wanted |= Q(organisation=organisation, invited_at__lt=at - INVITATION_IS_STALE)
    waiting = list(Invitation.objects.waiting().filter(wanted).select_related("organisation"))
    own = [invitation for invitation in waiting if invitation.email == actor.user.email]
    items = [_to_answer(invitation) for invitation in own]
    if organisation and len(waiting) > len(own):
        items.append(_to_remind(organisation, len(waiting) - len(own)))
    return items


def _to_answer(invitation: Invitation) -> TodayItem:
    return TodayItem(
        when="waits",
        title=_("Приглашение: %(organisation)s") % {"organisation": invitation.organisation},
        url=reverse("organisations:invitation_answer", args=[invitation.pk]),
        reason=_("%(inviter)s предлагает вам место: %(role)s.")
        % {"inviter": invitation.invited_by, "role": invitation.get_role_display()},
        action=_("Ответить"),
        icon="mail-open",
    )


def _to_remind(organisation: Organisation, amount: int) -> TodayItem:
    return TodayItem(
        when="waits",
        title=ngettext("%(count)s приглашение без ответа", "%(count)s приглашений без ответа", amount)
        % {"count": amount},
        url=reverse("organisations:people_list", args=[organisation.pk]),
        reason=_("Прошло больше недели: напомните или отзовите."),
        action=_("Посмотреть"),
        icon="mail-question-mark",
    )


def _requests(actor: Actor) -> list[TodayItem]:
    if not actor.is_any(*ADMITTERS):
        return []
    waiting = JoinRequest.objects.visible_to(actor).waiting().order_by("requested_at")
    return [
        TodayItem(
            when="waits",
            title=_("Заявка на вступление: %(name)s") % {"name": request.short_name},
            url=request.get_absolute_url(),
            reason=_("Подана %(day)s. Решаете вы.")
            % {"day": f"{timezone.localtime(request.requested_at):%d.%m.%Y}"},
            action=_("Рассмотреть"),
            icon="building-2",
        )
        for request in waiting[:10]
    ]


def _details(actor: Actor, *, at: datetime) -> list[TodayItem]:
    organisation = actor.organisation
    if organisation is None or not actor.is_any(*STEWARDS):
        return []
    title = _("Проверить сведения организации")
    url = reverse("organisations:organisation_confirm", args=[organisation.pk])
    if organisation.confirmed_at is None:
        return [
            TodayItem(
                when="waits",
                title=title,
                url=url,
                reason=_("Их ещё никто не подтвердил, а по ним вас находят партнёры."),
                action=_("Проверить"),
                icon="badge-check",
            )
        ]
    ends_at = organisation.confirmed_at + DETAILS_LAST
    if ends_at - DETAILS_WARNED > at:
        return []
    return [
        TodayItem(
            when="late" if ends_at <= at else "soon",
            title=title,
            url=url,
            reason=_("Раз в год организация подтверждает, что её сведения верны. Срок – %(day)s.")
            % {"day": f"{timezone.localtime(ends_at):%d.%m.%Y}"},
            action=_("Проверить"),
            due=timezone.localdate(ends_at),
            icon="badge-check",
        )
    ]


def figures(actor: Actor, *, at: datetime) -> list[Figure]:
    """For those who look after a territory: how large the network is and how fresh its details are."""
    if actor.scope not in {Scope.TERRITORY, Scope.SYSTEM} or actor.organisation is None:
        return []
    counts = (
        Organisation.objects.visible_to(actor)
        .active()
        .aggregate(
            all=Count("pk"),
            employers=Count("pk", filter=Q(kind__family__in=(Family.ENTERPRISE, Family.HEALTH))),
            stale=Count("pk", filter=Q(confirmed_at__isnull=True) | Q(confirmed_at__lt=at - DETAILS_LAST)),
        )
    )
    listed = reverse("organisations:organisation_list")
    shown = [
        Figure(_("организаций в сети"), str(counts["all"]), f"{listed}?state=active"),
        Figure(_("работодателей"), str(counts["employers"]), f"{listed}?family=employers&state=active"),
    ]
    if actor.is_any(*ADMITTERS):
        shown.append(
            Figure(
                _("без подтверждённых сведений"),
                str(counts["stale"]),
                f"{listed}?details=stale&state=active",
                tone="waits" if counts["stale"] else "good",
            )
        )
    return shown


def found(actor: Actor, typed: str, *, limit: int) -> list[Found]:
    """Organisations and colleagues by what was typed."""
    organisations = visible_organisations(actor).matching(typed)[:limit]
    people = (
        Membership.objects.visible_to(actor)
        .filter(until__isnull=True, organisation__state=Organisation.State.ACTIVE)
        .select_related("user", "organisation")
    )
    return [
        *(
            Found(
                _("Организации"),
                organisation.short_name,
                organisation.get_absolute_url(),
                note=f"{organisation.kind}, {organisation.territory}",
                icon="building-2",
            )
            for organisation in organisations
        ),
        *(
            Found(
                _("Люди"),
                seat.user.get_full_name(),
                seat.organisation.get_absolute_url(),
                note=str(seat),
                icon="user",
            )
            for seat in _named(people, typed)[:limit]
        ),
    ]


def _named(seats: QuerySet[Membership], typed: str) -> QuerySet[Membership]:
    for word in search_key(typed).split():
        seats = seats.filter(user__search_key__contains=word)
    return seats.order_by("user__sort_key", "pk")


def admitters_of(territory: Territory, *, on: date) -> list[User]:
    """Whoever decides about requests from there: the coordinators of its district."""
    district = "/".join(territory.path.split("/")[:3])
    seats = (
        Membership.objects.in_force(on)
        .filter(role=Role.COORDINATOR, organisation__territory__path__startswith=f"{district}/")
        .select_related("user")
    )
    return list({seat.user for seat in seats})
