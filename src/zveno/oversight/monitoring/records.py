"""The records behind a figure, with the way to each of them where the reader may go it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zveno.base.ui.tables import Table, day, text
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.processes.events.models import Event
from zveno.processes.guidance.models import Question


@dataclass(frozen=True)
class Record:
    """A line of the list that a figure opens to; without `url` the reader may count it, but not go in."""

    title: str
    on: date | None
    organisation: str
    note: str
    url: str


def records_of(kind: str, numbers: Sequence[int], actor: Actor) -> list[Record]:
    return _FINDERS[kind](numbers, actor)


def _organisations(numbers: Sequence[int], actor: Actor) -> list[Record]:
    found = Organisation.objects.filter(pk__in=numbers).select_related("kind").order_by("sort_key", "pk")
    return [
        Record(
            title=one.short_name,
            on=timezone.localdate(one.confirmed_at) if one.confirmed_at else None,
            organisation=one.kind.name,
            note=one.contact_name,
            url=one.get_absolute_url(),
        )
        for one in found
    ]


def _events(numbers: Sequence[int], actor: Actor) -> list[Record]:
    found = (
        Event.objects.filter(pk__in=numbers).select_related("organiser", "kind").order_by("starts_at", "pk")
    )
    return [
        Record(
            title=one.title,
            on=timezone.localdate(one.starts_at),
            organisation=one.organiser.short_name,
            note=f"{one.get_state_display()}, {one.came}"
            if one.came is not None
            else one.get_state_display(),
            url=reverse("events:event_view", args=[one.pk]),
        )
        for one in found
    ]


def _questions(numbers: Sequence[int], actor: Actor) -> list[Record]:
    """Numbers, themes and days; the texts are for those who answer."""
    found = (
        Question.objects.filter(pk__in=numbers).select_related("theme", "receiver").order_by("asked_at", "pk")
    )
    mine = set(Question.objects.visible_to(actor).filter(pk__in=numbers).values_list("pk", flat=True))
    return [
        Record(
            title=f"{one}: {one.theme}",
            on=timezone.localdate(one.asked_at),
            organisation=one.receiver.short_name,
            note=one.get_state_display(),
            url=reverse("guidance:question_view", args=[one.pk]) if one.pk in mine else "",
        )
        for one in found
    ]


_FINDERS: Mapping[str, Callable[[Sequence[int], Actor], list[Record]]] = {
    "organisations": _organisations,
    "events": _events,
    "questions": _questions,
}

RECORDS: Table[Record] = Table(
    caption=_("Записи, из которых сложилась цифра"),
    columns=(
        text("title", _("Запись"), lambda row: row.title, order="title"),
        day("on", _("Дата"), lambda row: row.on, order="on"),
        text("organisation", _("Организация, вид"), lambda row: row.organisation, order="organisation"),
        text("note", _("Сведения"), lambda row: row.note, order="note"),
    ),
    order="on",
    row_url=lambda row: row.url,
)
