"""Things of the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.factories.events import make_event
from tests.rights.world import Meeting, thing
from zveno.processes.events.states import EventState


def _event(meeting: Meeting, state: EventState) -> Mapping[str, Any]:
    return {"pk": make_event(meeting.organisation, state=state, author=meeting.person).pk}


@thing("draft_event")
def draft_event(meeting: Meeting) -> Mapping[str, Any]:
    return _event(meeting, EventState.DRAFT)


@thing("published_event")
def published_event(meeting: Meeting) -> Mapping[str, Any]:
    return _event(meeting, EventState.PUBLISHED)
