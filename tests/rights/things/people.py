"""Learners, their classes, parents and places: of the organisation met.

The person met leads the class (staff who lead), is the learner himself, or is his mother (a parent).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from tests.factories.people import make_enrolment, make_group, make_guardianship, make_lead, make_person
from tests.rights.world import Meeting, thing
from zveno.network.organisations.models import Membership, Organisation
from zveno.network.organisations.roles import Role
from zveno.network.people.models import Enrolment, Promotion, StudyGroup
from zveno.network.people.reach import GROUP_LEADERS, TEACHING


def _house(meeting: Meeting) -> Organisation:
    """The organisation met, if it teaches anybody; else a school of the same territory."""
    if meeting.organisation.family in TEACHING:
        return meeting.organisation
    district = meeting.district
    is_foreign = meeting.organisation.territory == district.foreign
    return district.foreign_school if is_foreign else district.school


def _group(meeting: Meeting) -> StudyGroup:
    group = make_group(_house(meeting), "8А")
    if meeting.role in GROUP_LEADERS:
        make_lead(group, Membership.objects.get(user=meeting.person, organisation=group.organisation))
    return group


def _place(meeting: Meeting, **fields: Any) -> Enrolment:
    group = _group(meeting)
    is_himself = meeting.role in {Role.PUPIL, Role.STUDENT}
    person = make_person("Ученикова Анна", user=meeting.person if is_himself else None)
    if meeting.role == Role.PARENT:
        make_guardianship(person, make_person("Ученикова Ольга", user=meeting.person))
    return make_enrolment(group.organisation, person, group, **fields)


@thing("learner")
def learner(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": _place(meeting).person_id}


@thing("study_group")
def study_group(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": _group(meeting).pk}


@thing("place")
def place(meeting: Meeting) -> Mapping[str, Any]:
    """A learner's place in a class."""
    return {"pk": _place(meeting).pk}


@thing("place_on_leave")
def place_on_leave(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": _place(meeting, status="on_leave").pk}


@thing("guardianship")
def guardianship(meeting: Meeting) -> Mapping[str, Any]:
    """Of another parent than the person met."""
    return {"pk": make_guardianship(_place(meeting).person).pk}


@thing("promotion")
def promotion(meeting: Meeting) -> Mapping[str, Any]:
    """Made an hour ago."""
    made = Promotion.objects.create(
        organisation=meeting.organisation,
        from_year=2025,
        last_day=date(2026, 8, 31),
        made_at=datetime.now(tz=UTC),
        made_by=meeting.person,
    )
    return {"pk": made.pk}
