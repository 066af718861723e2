"""The same things as the API addresses them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.factories.events import make_event
from tests.rights.world import Meeting, thing
from zveno.processes.events.states import EventState


@thing("api_organisation")
def api_organisation(meeting: Meeting) -> Mapping[str, Any]:
    return {"organisation_id": meeting.organisation.pk}


@thing("api_draft_event")
def api_draft_event(meeting: Meeting) -> Mapping[str, Any]:
    return {"event_id": make_event(meeting.organisation, state=EventState.DRAFT).pk}
