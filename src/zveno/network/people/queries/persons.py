"""What the pages of persons and groups show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.accounts.models import User
from zveno.base.audit.queries import Line, history_of
from zveno.base.core.verdict import Verdict
from zveno.base.ui.home import Found
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Membership, Organisation
from zveno.network.organisations.roles import LEARNERS, Family
from zveno.network.people import policies
from zveno.network.people.models import (
    Enrolment,
    EnrolmentKind,
    EnrolmentQuerySet,
    GroupKind,
    GroupLead,
    Guardianship,
    Person,
    StudyGroup,
    StudyGroupQuerySet,
)
from zveno.network.people.reach import GROUP_LEADERS, TEACHING
from zveno.network.people.states import OPEN
from zveno.network.people.years import school_year

KIND_OF_FAMILY = {
    Family.SCHOOL: EnrolmentKind.PUPIL,
    Family.COLLEGE: EnrolmentKind.STUDENT,
    Family.UNIVERSITY: EnrolmentKind.STUDENT,
    Family.ADDITIONAL: EnrolmentKind.LISTENER,
}


def kind_in(organisation: Organisation, group: StudyGroup | None) -> EnrolmentKind:
    """What somebody is there: in a circle of a school he is a listener."""
    if group is not None and group.kind == GroupKind.CIRCLE:
        return EnrolmentKind.LISTENER
    return KIND_OF_FAMILY[organisation.family]


def register_of(actor: Actor) -> EnrolmentQuerySet:
    """The lines of the register: enrolments of those the actor works with."""
    return Enrolment.objects.at_work_of(actor).select_related("person", "group", "organisation")


def with_guardian() -> Exists:
    """Is anybody named who represents the person of this enrolment?"""
    return Exists(Guardianship.objects.open().filter(child=OuterRef("person")))


def list_of(group: StudyGroup) -> EnrolmentQuerySet:
    """Who is in the group now, with parents."""
    parents = Guardianship.objects.open().select_related("guardian").order_by("pk")
    return (
        Enrolment.objects.open()
        .filter(group=group)
        .select_related("person", "group", "organisation")
        .prefetch_related(Prefetch("person__guardianships", queryset=parents, to_attr="parents_now"))
    )


def groups_of(actor: Actor) -> StudyGroupQuerySet:
    """Classes and groups the actor may open, with how many are in them now and who leads them."""
    leads = GroupLead.objects.select_related("seat__user").order_by("pk")
    return (
        StudyGroup.objects.visible_to(actor)
        .select_related("organisation__kind", "organisation__territory")
        .annotate(learners=Count("enrolments", filter=Q(enrolments__status__in=OPEN)))
        .prefetch_related(Prefetch("leads", queryset=leads, to_attr="leads_now"))
    )


def leaders_named(group: StudyGroup) -> str:
    """Of a group that `groups_of` gave."""
    leads: list[GroupLead] = group.leads_now  # type: ignore[attr-defined]
    return ", ".join(lead.seat.user.get_full_name() for lead in leads)


def groups_to_enrol(organisation: Organisation, *, on: date) -> StudyGroupQuerySet:
    """Those of this school year and the next."""
    year = school_year(on)
    return StudyGroup.objects.filter(organisation=organisation, year__in=(year, year + 1)).order_by(
        "year", "level", "sort_key"
    )


def leaders_of(organisation: Organisation, *, on: date) -> QuerySet[Membership]:
    """Who may lead a group of the organisation."""
    return (
        Membership.objects.in_force(on)
        .filter(organisation=organisation, role__in=GROUP_LEADERS)
        .select_related("user")
        .order_by("user__sort_key", "pk")
    )


def accounts_to_link(organisation: Organisation) -> QuerySet[User]:
    """Learners and parents of the organisation whose card is not known yet."""
    seats = Membership.objects.filter(organisation=organisation, role__in=LEARNERS, until__isnull=True)
    return User.objects.filter(pk__in=seats.values("user"), person__isnull=True).order_by("sort_key")


@dataclass(frozen=True)
class Place:
    """A line of the dated history of a person, and what may be done with it."""

    enrolment: Enrolment
    can_keep: Verdict


@dataclass(frozen=True)
class PersonPage:
    """The card of a person, as this actor may see it."""

    person: Person
    age: int | None
    places: Sequence[Place]
    guardians: Sequence[Guardianship]
    children: Sequence[Guardianship]
    can_change: Verdict
    can_keep_guardians: Verdict
    is_own: bool
    sees_numbers: bool
    """Are СНИЛС and the account for this reader?"""
    history: Sequence[Line]


def person_page(person: Person, actor: Actor, *, at: datetime) -> PersonPage:
    own = Person.objects.own_of(actor).filter(pk=person.pk).exists()
    can_change = policies.can_change(actor, person)
    enrolments = (
        Enrolment.objects.visible_to(actor)
        .filter(person=person)
        .select_related("group", "organisation__kind", "organisation__territory")
        .order_by(F("until").desc(nulls_first=True), "-since", "-pk")
    )
    children = (
        Guardianship.objects.open()
        .filter(guardian=person, child__in=Person.objects.visible_to(actor).values("pk"))
        .select_related("child")
    )
    return PersonPage(
        person=person,
        age=age_on(person.birth_date, timezone.localdate(at)),
        places=[Place(one, policies.can_keep(actor, one.organisation)) for one in enrolments],
        guardians=list(Guardianship.objects.open().filter(child=person).select_related("guardian")),
        children=list(children),
        can_change=can_change,
        can_keep_guardians=policies.can_keep_guardians(actor, person),
        is_own=own,
        sees_numbers=own or bool(can_change),
        history=history_of(person, limit=30) if can_change or own else [],
    )


def age_on(birth_date: date | None, day: date) -> int | None:
    """Full years."""
    if birth_date is None:
        return None
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


@dataclass(frozen=True)
class Numbers:
    """How many learn in an organisation; no names."""

    organisation: str
    sort_key: str
    url: str
    groups: int
    learners: int
    on_leave: int
    with_guardian: int

    @property
    def guarded(self) -> int | None:
        """Per cent of those with a parent named."""
        return round(100 * self.with_guardian / self.learners) if self.learners else None


def numbers_of(actor: Actor) -> list[Numbers]:
    """Organisations of the territory that teach, by their lists of today."""
    organisations = (
        Organisation.objects.visible_to(actor).active().filter(kind__family__in=TEACHING).order_by("sort_key")
    )
    counts = {
        row["organisation"]: row
        for row in Enrolment.objects.open()
        .filter(organisation__in=organisations)
        .order_by()
        .values("organisation")
        .annotate(
            groups=Count("group", distinct=True, filter=~Q(group__kind=GroupKind.CIRCLE)),
            learners=Count("person", distinct=True),
            on_leave=Count("person", distinct=True, filter=Q(status="on_leave")),
            with_guardian=Count("person", distinct=True, filter=Q(with_guardian())),
        )
    }
    nothing = {"groups": 0, "learners": 0, "on_leave": 0, "with_guardian": 0}
    return [
        Numbers(
            organisation=one.short_name,
            sort_key=one.sort_key,
            url=one.get_absolute_url(),
            groups=counts.get(one.pk, nothing)["groups"],
            learners=counts.get(one.pk, nothing)["learners"],
            on_leave=counts.get(one.pk, nothing)["on_leave"],
            with_guardian=counts.get(one.pk, nothing)["with_guardian"],
        )
        for one in organisations
    ]


def found(actor: Actor, typed: str, *, limit: int) -> list[Found]:
    """Learners and parents by parts of their names, among those the actor may see."""
    places = Enrolment.objects.visible_to(actor).open().select_related("group", "organisation")
    persons = (
        Person.objects.visible_to(actor)
        .matching(typed)
        .prefetch_related(Prefetch("enrolments", queryset=places, to_attr="places_now"))[:limit]
    )
    return [
        Found(
            _("Учащиеся и родители"),
            person.full_name,
            person.get_absolute_url(),
            note=_places(person) or _("законный представитель"),
            icon="user-round",
        )
        for person in persons
    ]


def _places(person: Person) -> str:
    now: list[Enrolment] = person.places_now  # type: ignore[attr-defined]
    return ", ".join(f"{place.group or ''} {place.organisation}".strip() for place in now)
