"""The district's calendar, as the caller sees it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from zveno.processes.events import queries
from zveno.processes.events.models import Event, EventQuerySet
from zveno.processes.events.states import EventState
from zveno.web.api.pagination import Page, Paging, page_of
from zveno.web.api.problems import READ, READ_ONE
from zveno.web.api.requests import ApiRequest
from zveno.web.api.values import (
    FIRST_DAY,
    LAST_DAY,
    Answer,
    Code,
    Coded,
    Filter,
    Named,
    Number,
    within_reason,
)

router = Router(tags=["events"])

Audience = Literal["pupils", "students", "parents", "teachers"]
AUDIENCES: tuple[Audience, ...] = ("pupils", "students", "parents", "teachers")


class EventCard(Answer):
    id: int
    title: str
    kind: Coded
    organiser: Named
    starts_at: datetime
    ends_at: datetime
    place: str
    audience: list[Audience]
    grade_from: int | None = Field(description="First grade of the pupils; null: all.")
    grade_to: int | None
    capacity: int | None = Field(description="Null: as many as will come.")
    description: str
    is_open: bool = Field(description="False: only members of the network see it.")
    state: Coded
    cancel_reason: str
    came: int | None = Field(description="How many came; null until the organiser has said so.")
    revision: int = Field(description="Grows with every change.")
    changed_at: datetime
    url: str

    @classmethod
    def of(cls, event: Event) -> EventCard:
        return cls(
            id=event.pk,
            title=event.title,
            kind=Coded(code=event.kind.code, name=event.kind.name),
            organiser=Named(id=event.organiser_id, name=event.organiser.short_name),
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            place=event.place,
            audience=[name for name in AUDIENCES if getattr(event, f"for_{name}")],
            grade_from=event.grade_from,
            grade_to=event.grade_to,
            capacity=event.capacity,
            description=event.description,
            is_open=event.is_open,
            state=Coded(code=event.state, name=event.get_state_display()),
            cancel_reason=event.cancel_reason,
            came=event.came,
            revision=event.revision,
            changed_at=event.changed_at,
            url=settings.PUBLIC_URL + reverse("events:event_view", args=[event.pk]),
        )


class EventFilters(BaseModel):
    first: Annotated[Filter[date], Field(description="From this day on, in the time of the district.")] = None
    last: Annotated[Filter[date], Field(description="Up to this day, itself included.")] = None
    kind: Annotated[Filter[Code], Field(description="Code of a kind.")] = None
    organiser: Annotated[Filter[Number], Field(description="Number of an organisation.")] = None
    audience: Filter[Audience] = None
    state: Filter[EventState] = None


@router.get(
    "/events",
    response={200: Page[EventCard], **READ},
    url_name="event_list",
    summary="Events of the caller's district, in the order of their beginning",
)
def event_list(request: ApiRequest, filters: Query[EventFilters], paging: Query[Paging]) -> Page[EventCard]:
    """Drafts are shown to those who run them, as on the pages."""
    rows = _narrowed(queries.calendar_of(request.actor), filters)
    return page_of(request, rows.order_by("starts_at", "pk"), paging, card=EventCard.of)


@router.get(
    "/events/{event_id}",
    response={200: EventCard, **READ_ONE},
    url_name="event_view",
    summary="One event",
)
def event_view(request: ApiRequest, event_id: Path[Number]) -> EventCard:
    """Open events of other districts can be read too, if their number is known."""
    seen = Event.objects.visible_to(request.actor).select_related("organiser", "kind")
    return EventCard.of(get_object_or_404(seen, pk=event_id))


def _narrowed(rows: EventQuerySet, filters: EventFilters) -> EventQuerySet:
    if filters.first or filters.last:
        first, last = filters.first or FIRST_DAY, filters.last or LAST_DAY
        rows = queries.during(rows, within_reason(first), within_reason(last))
    if filters.kind:
        rows = rows.filter(kind__code=filters.kind)
    if filters.organiser:
        rows = rows.filter(organiser=filters.organiser)
    if filters.audience:
        rows = rows.filter(**{f"for_{filters.audience}": True})
    if filters.state:
        rows = rows.filter(state=filters.state)
    return rows
