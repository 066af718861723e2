"""Consents, special records and requests of subjects: of a learner of the organisation met.

The person met looks after him: leads his class (staff), is his mother (a parent), or is himself (a learner).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.factories.accounts import make_user
from tests.factories.people import make_group, make_guardianship, make_lead, make_person, make_pupil
from tests.factories.privacy import (
    ADULT,
    CHILD,
    NOW,
    TODAY,
    make_purpose,
    make_request,
    make_scan,
    make_subject_request,
    sign,
)
from tests.rights.world import Meeting, thing
from zveno.base.files.services import keep
from zveno.network.organisations.models import Membership, Organisation
from zveno.network.organisations.roles import Family, Role
from zveno.network.people.models import (
    Consent,
    ConsentRequest,
    Person,
    RequestKind,
    RetentionRule,
    SpecialRecord,
    SpecialWord,
    StudyGroup,
    SubjectRequest,
    Way,
)
from zveno.network.people.reach import GROUP_LEADERS, TEACHING
from zveno.network.people.states import SubjectRequestState


@dataclass(frozen=True)
class Ward:
    child: Person
    signer: Person
    house: Organisation
    group: StudyGroup


def _house(meeting: Meeting) -> Organisation:
    """The organisation met, if it teaches anybody; else a school of the same territory."""
    if Family(meeting.organisation.kind.family) in TEACHING:
        return meeting.organisation
    is_ours = meeting.organisation.territory_id != meeting.district.foreign.pk
    return meeting.district.school if is_ours else meeting.district.foreign_school


def _ward(meeting: Meeting) -> Ward:
    house = _house(meeting)
    group = make_group(house, "8А")
    if meeting.role in {Role.PUPIL, Role.STUDENT}:
        child = make_pupil(group, birth_date=ADULT, user=meeting.person)
        return Ward(child, child, house, group)
    if meeting.role in GROUP_LEADERS:
        make_lead(group, Membership.objects.get(user=meeting.person, organisation=meeting.organisation))
    child = make_pupil(group, birth_date=CHILD)
    is_mother = meeting.role == Role.PARENT
    mother = make_person(user=meeting.person if is_mother else make_user())
    make_guardianship(child, mother)
    return Ward(child, mother, house, group)


def _consent(ward: Ward) -> Consent:
    return sign(ward.child, ward.signer, ward.house)


def _request(ward: Ward) -> ConsentRequest:
    return make_request(ward.group)


def _asked(ward: Ward, kind: RequestKind = RequestKind.EXPORT) -> SubjectRequest:
    return make_subject_request(ward.child, ward.house, kind=kind, applicant=ward.signer)


@thing("ward")
def ward(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": _ward(meeting).child.pk}


@thing("ward_place")
def ward_place(meeting: Meeting) -> Mapping[str, Any]:
    """Where a consent is given: for whom, to whom, on what."""
    made = _ward(meeting)
    return {"person": made.child.pk, "operator": made.house.pk, "purpose": "guidance"}


@thing("consent")
def consent(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": _consent(_ward(meeting)).pk}


@thing("consent_on_paper")
def consent_on_paper(meeting: Meeting) -> Mapping[str, Any]:
    made = _consent(_ward(meeting))
    Consent.objects.filter(pk=made.pk).update(
        way=Way.PAPER, scan=keep(make_scan(), by=None, at=NOW), taken_by=meeting.person
    )
    return {"pk": made.pk}


@thing("consent_request")
def consent_request(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": _request(_ward(meeting)).pk}


@thing("consent_ask")
def consent_ask(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": _request(_ward(meeting)).asks.get().pk}


@thing("consent_purpose")
def consent_purpose(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": make_purpose().pk}


@thing("special_record")
def special_record(meeting: Meeting) -> Mapping[str, Any]:
    made = _ward(meeting)
    record = SpecialRecord.objects.create(
        person=made.child,
        operator=made.house,
        word=SpecialWord.objects.all()[0],
        basis="справка",
        valid_from=TODAY,
        entered_at=NOW,
        entered_by=meeting.person,
    )
    return {"pk": record.pk}


@thing("subject_request")
def subject_request(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": _asked(_ward(meeting)).pk}


@thing("erasure_request")
def erasure_request(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": _asked(_ward(meeting), RequestKind.ERASURE).pk}


@thing("subject_request_answered")
def subject_request_answered(meeting: Meeting) -> Mapping[str, Any]:
    """With the file that was gathered."""
    made = _asked(_ward(meeting))
    SubjectRequest.objects.filter(pk=made.pk).update(
        state=SubjectRequestState.DONE,
        answered_at=NOW,
        answered_by="Тестова Анна",
        exported_at=NOW,
        pdf=keep(make_scan(), by=None, at=NOW),
    )
    return {"pk": made.pk, "form": "pdf"}


@thing("retention_rule")
def retention_rule(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": RetentionRule.objects.all()[0].pk}
