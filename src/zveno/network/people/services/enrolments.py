"""Somebody comes, moves between groups, goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.network.organisations.actors import Actor, Installation
from zveno.network.organisations.models import Organisation
from zveno.network.people.models import Enrolment, EnrolmentKind, Guardianship, Person, Relation, StudyGroup
from zveno.network.people.policies import can_keep
from zveno.network.people.services.errors import PeopleError, check
from zveno.network.people.services.persons import (
    PersonDetails,
    check_birth,
    new_person,
    person_of,
    user_of,
)
from zveno.network.people.states import ENROLMENT_LIFE

AT_ONCE = 1000


@transaction.atomic
def enrol_new(
    details: PersonDetails,
    organisation: Organisation,
    *,
    kind: EnrolmentKind,
    group: StudyGroup | None,
    since: date,
    order: str = "",
    by: Actor | Installation,
    at: datetime,
) -> Enrolment:
    """Somebody the organisation did not know; a known СНИЛС of the same person is the same person."""
    if isinstance(by, Actor):
        require(can_keep(by, organisation))
    # The same form sent twice at once is one person: the second one finds the first.
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    person = new_person(details, organisation, at=at)
    return enrol(person, organisation, kind=kind, group=group, since=since, order=order, by=by, at=at)


@transaction.atomic
def enrol(
    person: Person,
    organisation: Organisation,
    *,
    kind: EnrolmentKind,
    group: StudyGroup | None,
    since: date,
    order: str = "",
    by: Actor | Installation,
    at: datetime,
) -> Enrolment:
    """From that day the person learns here; he may learn elsewhere too."""
    if isinstance(by, Actor):
        require(can_keep(by, organisation))
    enrolment = Enrolment(
        person=person, organisation=organisation, group=group, kind=kind, since=since, order=order.strip()
    )
    _check_group(organisation, group)
    check(enrolment)
    enrolment.save()
    record("enrolment.enrol", person, by=user_of(by), at=at, changes=_told(enrolment))
    return enrolment


@transaction.atomic
def move(
    enrolment: Enrolment, group: StudyGroup, *, on: date, order: str = "", by: Actor, at: datetime
) -> Enrolment:
    """To another class or group of the same organisation; gives the enrolment that is open now."""
    enrolment = _locked(enrolment)
    require(can_keep(by, enrolment.organisation))
    require(ENROLMENT_LIFE.can(enrolment.status, "move"))
    _check_group(enrolment.organisation, group)
    if enrolment.group_id == group.pk:
        raise PeopleError(by_field={"group": [_("Он уже в этой группе.")]})
    was = str(enrolment.group or "")
    if on <= enrolment.since:
        # He never sat in the other one: that was a mistake, and nothing to keep dates of.
        enrolment.group = group
        check(enrolment)
        enrolment.save()
    else:
        status = enrolment.status
        _close(enrolment, "move", on=on - timedelta(days=1), reason=order)
        enrolment = Enrolment(
            person=enrolment.person,
            organisation=enrolment.organisation,
            group=group,
            kind=enrolment.kind,
            status=status,
            since=on,
            order=order.strip(),
        )
        check(enrolment)
        enrolment.save()
    record(
        "enrolment.move",
        enrolment.person,
        by=by.user,
        at=at,
        changes={"group": [was, str(group)], "since": on, "order": order},
    )
    return enrolment


@transaction.atomic
def transfer(
    enrolment: Enrolment, *, on: date, to: str, order: str = "", by: Actor, at: datetime
) -> Enrolment:
    """He goes on learning elsewhere."""
    return _end(enrolment, "enrolment.transfer", on=on, reason=_joined(to, order), by=by, at=at)


@transaction.atomic
def expel(enrolment: Enrolment, *, on: date, why: str, order: str = "", by: Actor, at: datetime) -> Enrolment:
    """He leaves before the end."""
    if not why.strip():
        raise PeopleError(by_field={"why": [_("Назовите причину отчисления.")]})
    return _end(enrolment, "enrolment.expel", on=on, reason=_joined(why, order), by=by, at=at)


@transaction.atomic
def graduate(enrolment: Enrolment, *, on: date, order: str = "", by: Actor, at: datetime) -> Enrolment:
    """One person apart from his group (a whole group graduates in a promotion)."""
    return _end(enrolment, "enrolment.graduate", on=on, reason=order.strip(), by=by, at=at)


@transaction.atomic
def take_leave(
    enrolment: Enrolment, *, on: date, why: str, order: str = "", by: Actor, at: datetime
) -> Enrolment:
    return _pause(enrolment, "enrolment.take_leave", on=on, reason=_joined(why, order), by=by, at=at)


@transaction.atomic
def come_back(enrolment: Enrolment, *, on: date, order: str = "", by: Actor, at: datetime) -> Enrolment:
    return _pause(enrolment, "enrolment.come_back", on=on, reason=order.strip(), by=by, at=at)


def _pause(enrolment: Enrolment, action: str, *, on: date, reason: str, by: Actor, at: datetime) -> Enrolment:
    step = action.removeprefix("enrolment.")
    enrolment = _locked(enrolment)
    require(can_keep(by, enrolment.organisation))
    require(ENROLMENT_LIFE.can(enrolment.status, step))
    enrolment.status = ENROLMENT_LIFE.move(step).target
    enrolment.save()
    record(
        action,
        enrolment.person,
        by=by.user,
        at=at,
        why=reason,
        changes={"since": on, "organisation": str(enrolment.organisation)},
    )
    return enrolment


def _end(enrolment: Enrolment, action: str, *, on: date, reason: str, by: Actor, at: datetime) -> Enrolment:
    step = action.removeprefix("enrolment.")
    enrolment = _locked(enrolment)
    require(can_keep(by, enrolment.organisation))
    require(ENROLMENT_LIFE.can(enrolment.status, step))
    _close(enrolment, step, on=on, reason=reason)
    record(
        action,
        enrolment.person,
        by=by.user,
        at=at,
        why=reason,
        changes={**_told(enrolment), "until": on},
    )
    return enrolment


def _close(enrolment: Enrolment, step: str, *, on: date, reason: str) -> None:
    enrolment.status = ENROLMENT_LIFE.move(step).target
    enrolment.until = on
    enrolment.end_reason = reason.strip()[:300]
    if on < enrolment.since:
        raise PeopleError(
            by_field={
                "on": [
                    _("Он зачислен с %(day)s, раньше уйти не мог.") % {"day": f"{enrolment.since:%d.%m.%Y}"}
                ]
            }
        )
    check(enrolment)
    enrolment.save()


def _locked(enrolment: Enrolment) -> Enrolment:
    found: Enrolment = (
        Enrolment.objects.select_related("person", "group", "organisation__kind", "organisation__territory")
        .select_for_update(of=("self",))
        .get(pk=enrolment.pk)
    )
    return found


def _check_group(organisation: Organisation, group: StudyGroup | None) -> None:
    if group is not None and group.organisation_id != organisation.pk:
        raise PeopleError(by_field={"group": [_("Это группа другой организации.")]})


def _joined(*parts: str) -> str:
    return ", ".join(part.strip() for part in parts if part.strip())


def _told(enrolment: Enrolment) -> dict[str, object]:
    return {
        "organisation": str(enrolment.organisation),
        "group": str(enrolment.group or ""),
        "since": enrolment.since,
        "order": enrolment.order,
    }


@dataclass(frozen=True)
class Parent:
    """A legal representative as a list names him; equal details in one list are one person."""

    details: PersonDetails
    relation: Relation
    basis: str = ""


@dataclass(frozen=True)
class Newcomer:
    """A line of a list of those who come."""

    details: PersonDetails
    group: StudyGroup | None
    parents: Sequence[Parent] = field(default=())


@transaction.atomic
def enrol_many(
    organisation: Organisation,
    newcomers: Sequence[Newcomer],
    *,
    kind: EnrolmentKind,
    since: date,
    order: str = "",
    by: Actor | Installation,
    at: datetime,
) -> list[Person]:
    """A whole list at once, by few statements and one line of the journal; all are new to the network."""
    if isinstance(by, Actor):
        require(can_keep(by, organisation))
    for group in {newcomer.group for newcomer in newcomers}:
        _check_group(organisation, group)
    persons = [_checked(newcomer.details, at=at) for newcomer in newcomers]
    parents: dict[tuple[object, ...], Person] = {}
    for parent in (parent for newcomer in newcomers for parent in newcomer.parents):
        parents.setdefault(_same(parent), _checked(parent.details, at=at))
    Person.objects.bulk_create([*persons, *parents.values()], batch_size=AT_ONCE)
    lines = list(zip(persons, newcomers, strict=True))
    Enrolment.objects.bulk_create(
        [
            Enrolment(
                person=person,
                organisation=organisation,
                group=newcomer.group,
                kind=kind,
                since=since,
                order=order,
            )
            for person, newcomer in lines
        ],
        batch_size=AT_ONCE,
    )
    Guardianship.objects.bulk_create(
        [
            Guardianship(
                guardian=parents[_same(parent)], child=person, relation=parent.relation, basis=parent.basis
            )
            for person, newcomer in lines
            for parent in newcomer.parents
        ],
        batch_size=AT_ONCE,
    )
    record(
        "enrolment.enrol_many",
        organisation,
        by=user_of(by),
        at=at,
        changes={"people": len(persons), "parents": len(parents), "since": since, "order": order},
    )
    return persons


def _checked(details: PersonDetails, *, at: datetime) -> Person:
    person = person_of(details)
    check_birth(person, at=at)
    check(person, database=False)
    return person


def _same(parent: Parent) -> tuple[object, ...]:
    return tuple(sorted((name, str(value)) for name, value in parent.details.items()))
