"""Organisations, seats in them, invitations, requests to join."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from tests.factories.organisations import make_invitation, make_join_request, make_organisation
from tests.rights.world import Meeting, thing
from zveno.base.files.intake import receive_own
from zveno.base.files.kinds import PDF
from zveno.base.files.services import keep
from zveno.base.links.services import issue_link
from zveno.network.organisations.models import Contact, Membership, Merge, Organisation
from zveno.network.organisations.services.organisations import DETAILS_LINK

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@thing("organisation")
def organisation(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": meeting.organisation.pk}


@thing("organisation_and_noun")
def organisation_and_noun(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": meeting.organisation.pk, "noun": "contact"}


@thing("contact")
def contact(meeting: Meeting) -> Mapping[str, Any]:
    """A contact person of the organisation met."""
    made = Contact.objects.create(organisation=meeting.organisation, name="Тестова Анна", phone="+7 000")
    return {"noun": "contact", "pk": made.pk}


def _beside(meeting: Meeting) -> Organisation:
    return make_organisation(territory=meeting.organisation.territory)


@thing("pair")
def pair(meeting: Meeting) -> Mapping[str, Any]:
    """The organisation met and one beside it."""
    return {"pk": meeting.organisation.pk, "other": _beside(meeting).pk}


@thing("merge")
def merge(meeting: Meeting) -> Mapping[str, Any]:
    """A record beside the organisation met, that became part of it."""
    merged = _beside(meeting)
    merged.state, merged.merged_into = "merged", meeting.organisation
    merged.save()
    made = Merge.objects.create(
        kept=meeting.organisation,
        merged=merged,
        was="active",
        moved={"rows": {}, "filled": {}},
        merged_at=NOW,
        merged_by=meeting.person,
        why="две записи",
    )
    return {"pk": made.pk}


@thing("seat")
def seat(meeting: Meeting) -> Mapping[str, Any]:
    """The seat of the person met: for «own» one's own."""
    return {"pk": Membership.objects.get(user=meeting.person, organisation=meeting.organisation).pk}


@thing("account")
def account(meeting: Meeting) -> Mapping[str, Any]:
    """Of the person met: for «own» one's own."""
    return {"pk": meeting.person.pk}


@thing("invitation")
def invitation(meeting: Meeting) -> Mapping[str, Any]:
    """Into the organisation met, sent to somebody who is not there yet."""
    return {"pk": make_invitation(meeting.organisation).pk}


@thing("invitation_of_person")
def invitation_of_person(meeting: Meeting) -> Mapping[str, Any]:
    """Sent to the address of the person met."""
    return {"pk": make_invitation(meeting.organisation, email=meeting.person.email).pk}


@thing("join_request")
def join_request(meeting: Meeting) -> Mapping[str, Any]:
    """From the territory of the organisation met; for «own» the actor asked himself."""
    request = make_join_request(
        territory=meeting.organisation.territory,
        person_email=meeting.person.email,
        proof_file=keep(receive_own(b"%PDF-1.7", name="приказ.pdf", kind=PDF), by=None, at=NOW),
    )
    return {"pk": request.pk}


@thing("details_link")
def details_link(meeting: Meeting) -> Mapping[str, Any]:
    """Sent to the contact person of the organisation met, to check its details."""
    issued = issue_link(
        DETAILS_LINK,
        meeting.organisation,
        email="contact@example.ru",
        person_name="Тестова Анна",
        by=meeting.person,
        at=NOW,
    )
    return {"pk": issued.link.pk}
