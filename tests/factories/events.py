"""Events for tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.factories.accounts import make_user
from zveno.network.organisations.models import Organisation
from zveno.processes.events.models import Event, EventKind
from zveno.processes.events.services import Details
from zveno.processes.events.states import EventState

NOON = datetime(2026, 11, 20, 9, tzinfo=UTC)


def make_event_kind(code: str = "test-excursion") -> EventKind:
    kind, _ = EventKind.objects.get_or_create(code=code, defaults={"name": "Экскурсия"})
    return kind


def make_details(**fields: Any) -> Details:
    starts_at = fields.setdefault("starts_at", NOON)
    fields.setdefault("ends_at", starts_at + timedelta(hours=2))
    if "kind" not in fields:
        fields["kind"] = make_event_kind()
    return Details(**{"title": "Экскурсия в цех", "place": "Завод, проходная", "for_pupils": True, **fields})


def make_event(organiser: Organisation, *, state: EventState = EventState.PUBLISHED, **fields: Any) -> Event:
    """An event in that state, as the services leave it, for tests that do not care how it came there."""
    given = {name: fields.pop(name) for name in list(fields) if name in Details.__dataclass_fields__}
    event = Event(organiser=organiser, author=make_user(), created_at=NOON, changed_at=NOON, state=state)
    make_details(**given).put_into(event)
    if state != EventState.DRAFT:
        event.published_at, event.published_by = NOON, "Тестова Анна"
    if state == EventState.HELD:
        event.came = 20
    if state == EventState.CANCELLED:
        event.cancel_reason = "Завод остановлен на ремонт"
    if state in {EventState.HELD, EventState.CANCELLED}:
        event.ended_at, event.ended_by = NOON, "Тестова Анна"
    for name, value in fields.items():
        setattr(event, name, value)
    event.save()
    return event
