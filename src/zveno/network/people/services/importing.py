"""Lists out of tables: many rows by few statements, each of which can be taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.base.imports import traces
from zveno.base.imports.traces import Trace
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.people.models import Enrolment, EnrolmentKind, Guardianship, Person, StudyGroup
from zveno.network.people.policies.importing import can_import
from zveno.network.people.states import ENROLMENT_LIFE, EnrolmentStatus

AT_ONCE = 500
_PERSON_FIELDS = ["birth_date", "sex", "snils", "phone", "email"]
_ENROLMENT_FIELDS = ["group", "status", "until", "end_reason"]


@dataclass(frozen=True)
class ParentOf:
    """A parent that the child has not yet."""

    person: Person
    relation: str


@dataclass(frozen=True)
class Arrival:
    """Somebody in a list: a person known or new (not saved), and where he learns from now on."""

    person: Person
    details: Mapping[str, Any]
    """What becomes different about a known person."""
    organisation: Organisation
    kind: EnrolmentKind
    group: StudyGroup | None
    enrolment: Enrolment | None
    """The open one he has here."""
    is_moved: bool
    status: str
    since: date
    order: str = ""
    parents: Sequence[ParentOf] = field(default=())


@transaction.atomic
def write_arrivals(arrivals: Sequence[Arrival], *, by: Actor, at: datetime) -> list[Trace]:
    """Put them all in: groups, persons, enrolments, parents, in the order in which each needs the other."""
    for organisation in {arrival.organisation for arrival in arrivals}:
        require(can_import(by, organisation))
    written = [
        *_made(arrival.group for arrival in arrivals),
        *_made(arrival.person for arrival in arrivals),
        *_changed_persons(arrivals),
        *_enrolments(arrivals, on=timezone.localdate(at)),
        *_parents(arrivals),
    ]
    for organisation, amount in Counter(arrival.organisation for arrival in arrivals).items():
        record("enrolment.import", organisation, by=by.user, at=at, changes={"people": amount})
    return written


def _made(things: Iterable[models.Model | None]) -> list[Trace]:
    """Save those that are new, each once."""
    new = list({id(thing): thing for thing in things if thing is not None and thing.pk is None}.values())
    if not new:
        return []
    type(new[0])._default_manager.bulk_create(new, batch_size=AT_ONCE)
    return [traces.added(thing) for thing in new]


def _changed_persons(arrivals: Sequence[Arrival]) -> list[Trace]:
    changed, befores = [], []
    for arrival in arrivals:
        if arrival.details:
            befores.append({name: getattr(arrival.person, name) for name in arrival.details})
            for name, value in arrival.details.items():
                setattr(arrival.person, name, value)
            changed.append(arrival.person)
    Person.objects.bulk_update(changed, _PERSON_FIELDS, batch_size=AT_ONCE)
    return [traces.changed(person, before) for person, before in zip(changed, befores, strict=True)]


def _enrolments(arrivals: Sequence[Arrival], *, on: date) -> list[Trace]:
    new: list[Enrolment] = []
    changed: list[tuple[Enrolment, dict[str, Any]]] = []
    for arrival in arrivals:
        enrolment = arrival.enrolment
        if enrolment is None:
            new.append(_enrolment(arrival, arrival.since))
            continue
        before = {name: getattr(enrolment, name) for name in ("group_id", "status", "until", "end_reason")}
        if arrival.is_moved and on > enrolment.since:
            enrolment.status = ENROLMENT_LIFE.move("move").target
            enrolment.until = on - timedelta(days=1)
            new.append(_enrolment(arrival, on))
        elif arrival.is_moved:
            enrolment.group = arrival.group
        if not arrival.is_moved and arrival.status:
            enrolment.status = arrival.status
        if any(getattr(enrolment, name) != value for name, value in before.items()):
            changed.append((enrolment, before))
    Enrolment.objects.bulk_update(
        [enrolment for enrolment, _before in changed], _ENROLMENT_FIELDS, batch_size=AT_ONCE
    )
    # Those that end come first: a person has one open place in an organisation.
    return [*(traces.changed(enrolment, before) for enrolment, before in changed), *_made(new)]


def _enrolment(arrival: Arrival, since: date) -> Enrolment:
    return Enrolment(
        person=arrival.person,
        organisation=arrival.organisation,
        group=arrival.group,
        kind=arrival.kind,
        status=arrival.status or EnrolmentStatus.STUDIES,
        since=since,
        order=arrival.order,
    )


def _parents(arrivals: Sequence[Arrival]) -> list[Trace]:
    pairs = [(arrival.person, parent) for arrival in arrivals for parent in arrival.parents]
    people = _made(parent.person for _child, parent in pairs)
    return [
        *people,
        *_made(
            Guardianship(guardian=parent.person, child=child, relation=parent.relation)
            for child, parent in pairs
        ),
    ]


@transaction.atomic
def take_back_contingent(written: Sequence[Trace], *, by: Actor, at: datetime) -> None:
    """Everybody who came by this list and only by it goes; the others are as they were."""
    numbers = [trace.number for trace in written if trace.model == Enrolment._meta.label_lower]
    organisations = Organisation.objects.select_related("kind", "territory").filter(
        pk__in=_organisations_of(numbers)
    )
    for organisation in organisations:
        require(can_import(by, organisation))
        record("enrolment.import_undo", organisation, by=by.user, at=at)
    traces.take_back(written)


def _organisations_of(enrolments: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for start in range(0, len(enrolments), AT_ONCE):
        some = Enrolment.objects.filter(pk__in=enrolments[start : start + AT_ONCE])
        found |= set(some.values_list("organisation", flat=True).distinct())
    return found
