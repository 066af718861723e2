"""Things of the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from tests.factories.events import make_event
from tests.rights.world import Meeting, thing
from zveno.processes.events.states import EventState


def _event(meeting: Meeting, state: EventState, starts_at: datetime) -> Mapping[str, Any]:
    event = make_event(meeting.organisation, state=state, author=meeting.person, starts_at=starts_at)
    return {"pk": event.pk}


@thing("draft_event")
def draft_event(meeting: Meeting) -> Mapping[str, Any]:
    return _event(meeting, EventState.DRAFT, timezone.now() + timedelta(days=1))


@thing("published_event")
def published_event(meeting: Meeting) -> Mapping[str, Any]:
    """It is going on: it may be counted already, and still cancelled."""
    return _event(meeting, EventState.PUBLISHED, timezone.now() - timedelta(hours=1))
