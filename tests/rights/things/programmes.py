"""Things of programmes: a technikum's are of the organisation met, an enterprise's of it as well."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.factories.organisations import make_organisation
from tests.factories.people import make_group
from tests.factories.programmes import (
    FRIDAY,
    make_change,
    make_commission,
    make_competence,
    make_contribution,
    make_internship,
    make_member,
    make_part,
    make_profile,
    make_programme,
    make_remark,
    make_requirement,
    make_topic,
)
from tests.rights.world import Meeting, thing
from zveno.base.files.intake import receive_own
from zveno.base.files.kinds import PDF
from zveno.base.files.models import StoredFile
from zveno.base.files.services import keep
from zveno.base.links.services import issue_link
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Family
from zveno.network.people.models import GroupKind
from zveno.network.programmes.models import Expertise, Programme, ProgrammeGroup
from zveno.network.programmes.services.needs import NEEDS_LINK
from zveno.network.programmes.states import ChangeState, InternshipState, ProgrammeState


def _programme(meeting: Meeting, **fields: Any) -> Programme:
    return make_programme(meeting.organisation, author=meeting.person, **fields)


def _other(meeting: Meeting) -> Organisation:
    """A side that is neither the actor's nor the one met, beside the one met."""
    return make_organisation(Family.ENTERPRISE, territory=meeting.organisation.territory)


@thing("programme")
def programme(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": _programme(meeting).pk}


@thing("draft_programme")
def draft_programme(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": _programme(meeting, state=ProgrammeState.DRAFT).pk}


@thing("programme_part")
def programme_part(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": make_part(_programme(meeting)).pk}


@thing("programme_competence")
def programme_competence(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": make_competence(_programme(meeting)).pk}


@thing("programme_group")
def programme_group(meeting: Meeting) -> Mapping[str, Any]:
    group = make_group(meeting.organisation, "ТС-1", kind=GroupKind.GROUP)
    return {"pk": ProgrammeGroup.objects.create(programme=_programme(meeting), group=group).pk}


@thing("programme_requirement")
def programme_requirement(meeting: Meeting) -> Mapping[str, Any]:
    """A need of an employer of its district before the programme met."""
    found = make_requirement(make_profile(_other(meeting)))
    return {"pk": _programme(meeting).pk, "requirement": found.pk}


@thing("needs_profile")
def needs_profile(meeting: Meeting) -> Mapping[str, Any]:
    """What the organisation met has said."""
    return {"pk": make_profile(meeting.organisation).pk}


@thing("draft_change")
def draft_change(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": make_change(_programme(meeting), author=meeting.person).pk}


@thing("change_under_expertise")
def change_under_expertise(meeting: Meeting) -> Mapping[str, Any]:
    change = make_change(_programme(meeting), state=ChangeState.EXPERTISE, experts=(_other(meeting),))
    return {"pk": change.pk}


@thing("expertise")
def expertise(meeting: Meeting) -> Mapping[str, Any]:
    """Asked of the organisation met by a technikum beside it."""
    college = make_organisation(Family.COLLEGE, territory=meeting.organisation.territory)
    change = make_change(
        make_programme(college), state=ChangeState.EXPERTISE, experts=(meeting.organisation,)
    )
    return {"pk": change.expertises.get().pk}


@thing("change_remark")
def change_remark(meeting: Meeting) -> Mapping[str, Any]:
    change = make_change(_programme(meeting), state=ChangeState.EXPERTISE, experts=(_other(meeting),))
    return {"pk": make_remark(Expertise.objects.get(change=change)).pk}


@thing("internship_asked")
def internship_asked(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": make_internship(meeting.organisation, _other(meeting)).pk}


@thing("internship_agreed")
def internship_agreed(meeting: Meeting) -> Mapping[str, Any]:
    made = make_internship(meeting.organisation, _other(meeting), state=InternshipState.AGREED)
    return {"pk": made.pk}


@thing("commission")
def commission(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": make_commission(meeting.organisation).pk}


@thing("commission_member")
def commission_member(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": make_member(make_commission(meeting.organisation), _other(meeting)).pk}


@thing("diploma_topic")
def diploma_topic(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": make_topic(_programme(meeting), _other(meeting)).pk}


@thing("contribution")
def contribution(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": make_contribution(meeting.organisation, _other(meeting)).pk}


@thing("needs_link")
def needs_link(meeting: Meeting) -> Mapping[str, Any]:
    """Sent to an enterprise by the organisation met."""
    profile = make_profile(_other(meeting), asked_by=meeting.organisation, asked_at=FRIDAY, stated_at=None)
    issued = issue_link(
        NEEDS_LINK, profile, email="hr@example.ru", person_name="Кадрова Ольга", by=meeting.person, at=FRIDAY
    )
    return {"pk": issued.link.pk}


@thing("internship_file")
def internship_file(meeting: Meeting) -> Mapping[str, Any]:
    """Its report; the internship is of the organisation met."""
    made = make_internship(meeting.organisation, _other(meeting), state=InternshipState.DONE)
    made.report_file = _stored()
    made.save()
    return {"pk": made.pk, "which": "report"}


@thing("contribution_file")
def contribution_file(meeting: Meeting) -> Mapping[str, Any]:
    made = make_contribution(meeting.organisation, _other(meeting))
    stored = _stored()
    made.files.add(stored)
    return {"pk": made.pk, "number": stored.pk}


def _stored() -> StoredFile:
    return keep(receive_own(b"%PDF-1.4 report", name="report.pdf", kind=PDF), by=None, at=FRIDAY)
