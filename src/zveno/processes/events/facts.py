"""What a held event says to the register of interaction: the organiser, its partners, how many came."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from zveno.network.interactions.services import Fact, Partner, source
from zveno.processes.events.models import Event
from zveno.processes.events.states import EventState

SOURCE = "events"

# Kinds of events and forms of interaction; a kind that an installation has added is a joint event.
FORMS = {
    "excursion": "excursion",
    "tour": "excursion",
    "open_day": "open-day",
    "trial": "trial",
    "master_class": "joint-lesson",
    "lesson": "joint-lesson",
    "online_lesson": "joint-lesson",
    "fair": "fair",
    "meeting_professional": "meeting",
    "contest": "skills-contest",
    "olympiad": "contest",
    "game": "contest",
    "camp": "programme",
    "diagnostics": "consultation",
    "consultation": "consultation",
    "seminar": "teachers-seminar",
    "parents": "parents-meeting",
    "council": "council",
}
OTHER = "joint-event"


def fact_of(event: Event) -> Fact:
    """Of an event that was held; kind and partners are at hand when many are told."""
    audiences = {
        "pupils": event.for_pupils,
        "students": event.for_students,
        "parents": event.for_parents,
        "teachers": event.for_teachers,
    }
    invited = [name for name, is_invited in audiences.items() if is_invited]
    # Of a mixed audience nobody counted who was who.
    only = invited[0] if len(invited) == 1 else ""
    return Fact(
        source=SOURCE,
        key=str(event.pk),
        form=FORMS.get(event.kind.code, OTHER),
        initiator=event.organiser_id,
        partners=tuple(Partner(partner.organisation_id) for partner in event.partners.all()),
        starts_on=timezone.localdate(event.starts_at),
        ends_on=timezone.localdate(event.ends_at),
        title=event.title,
        people=event.came,
        pupils=event.came if only == "pupils" else None,
        students=event.came if only == "students" else None,
        teachers=event.came if only == "teachers" else None,
        parents=event.came if only == "parents" else None,
    )


@source(
    SOURCE,
    title=gettext_lazy("Мероприятия"),
    url_of=lambda key: reverse("events:event_view", args=[key]),
)
def facts() -> Iterator[Fact]:
    held = Event.objects.filter(state=EventState.HELD).select_related("kind").prefetch_related("partners")
    return (fact_of(event) for event in held.iterator(chunk_size=500))
