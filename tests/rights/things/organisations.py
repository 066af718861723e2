"""Organisations, seats in them, invitations, requests to join."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.factories.organisations import make_invitation, make_join_request
from tests.rights.world import Meeting, thing
from zveno.network.organisations.models import Membership


@thing("organisation")
def organisation(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": meeting.organisation.pk}


@thing("seat")
def seat(meeting: Meeting) -> Mapping[str, Any]:
    """The seat of the person met: for «own» one's own."""
    return {"pk": Membership.objects.get(user=meeting.person, organisation=meeting.organisation).pk}


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
        territory=meeting.organisation.territory, person_email=meeting.person.email
    )
    return {"pk": request.pk}
