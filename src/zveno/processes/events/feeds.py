"""Events as a calendar file (RFC 5545) for telephones and desks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from zveno.processes.events.models import Event
from zveno.processes.events.states import EventState

if TYPE_CHECKING:
    from icalendar import Event as Entry

STATUSES = {
    EventState.PUBLISHED: "CONFIRMED",
    EventState.HELD: "CONFIRMED",
    EventState.CANCELLED: "CANCELLED",
}


def calendar_file(events: Iterable[Event], *, name: str, site: str, refresh: timedelta) -> bytes:
    """`site` is the product's public address: it makes the identifiers of events unique in the world."""
    from icalendar import Calendar  # noqa: PLC0415 -- a twentieth of the server's start, for a rare wish

    file = Calendar()
    file.add("prodid", "-//Zveno//calendar//RU")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", name)
    file.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
    for event in events:
        file.add_component(_entry(event, site))
    return bytes(file.to_ical())


def _entry(event: Event, site: str) -> Entry:
    from icalendar import Event as Entry  # noqa: PLC0415 -- as above

    host = site.partition("://")[2]
    entry = Entry()
    entry.add("uid", f"event-{event.pk}@{host}")
    entry.add("sequence", event.revision)
    entry.add("dtstamp", event.changed_at.astimezone(UTC))
    entry.add("dtstart", event.starts_at.astimezone(UTC))
    entry.add("dtend", event.ends_at.astimezone(UTC))
    entry.add("summary", event.title)
    entry.add("location", event.place)
    entry.add("description", "\n".join(_description(event)))
    entry.add("categories", [event.kind.name])
    entry.add("status", STATUSES.get(EventState(event.state), "TENTATIVE"))
    if event.is_open and event.state != EventState.DRAFT:
        entry.add("url", f"{site}/calendar/{event.pk}/")
    return entry


def _description(event: Event) -> list[str]:
    lines = [f"{event.organiser.short_name} · {event.for_whom}"]
    if event.cancel_reason:
        lines.append(event.cancel_reason)
    return [*lines, event.description] if event.description else lines
