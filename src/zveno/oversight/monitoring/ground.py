"""The records all indicators stand on: three queries for a territory and a period, however large."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils import timezone

from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Family
from zveno.oversight.monitoring.periods import Period
from zveno.processes.events.models import Event
from zveno.processes.events.states import EventState
from zveno.processes.guidance.models import Question
from zveno.processes.guidance.states import QuestionState

MUNICIPALITY = 2


@dataclass(frozen=True)
class Member:
    """An organisation of the network."""

    pk: int
    name: str
    family: Family
    territory: int
    district: int
    contact: str
    confirmed_on: date | None


@dataclass(frozen=True)
class EventRow:
    pk: int
    organisation: int
    on: date
    ended: bool
    state: str
    came: int | None


@dataclass(frozen=True)
class QuestionRow:
    pk: int
    organisation: int
    on: date
    due_on: date
    answered_on: date | None
    was_in_time: bool | None
    days_taken: int | None
    helped: bool | None
    is_closed: bool


@dataclass(frozen=True)
class Ground:
    """Whose records, of what period, seen at what moment."""

    territory_path: str
    period: Period
    at: datetime
    organisation: int | None = None

    @property
    def today(self) -> date:
        return timezone.localdate(self.at)

    @property
    def as_of(self) -> date:
        """The last day of the period that has come."""
        return min(self.period.last, self.today)

    @property
    def is_past(self) -> bool:
        return self.period.last < self.today

    @cached_property
    def members(self) -> Sequence[Member]:
        found = Organisation.objects.active().filter(**self._whose("")).order_by("sort_key", "pk")
        rows = found.values_list(
            "pk", "short_name", "kind__family", "territory", "territory__path", "contact_name", "confirmed_at"
        )
        return [
            Member(
                pk,
                name,
                Family(family),
                territory,
                _district(path),
                contact,
                timezone.localdate(confirmed) if confirmed else None,
            )
            for pk, name, family, territory, path, contact, confirmed in rows
        ]

    @cached_property
    def events(self) -> Sequence[EventRow]:
        """Announced ones that begin in the period."""
        found = (
            Event.objects.exclude(state=EventState.DRAFT)
            .filter(starts_at__gte=self._begin, starts_at__lt=self._end, **self._whose("organiser"))
            .order_by("pk")
        )
        rows = found.values_list("pk", "organiser", "starts_at", "ends_at", "state", "came")
        return [
            EventRow(pk, organiser, timezone.localdate(starts_at), ends_at <= self.at, state, came)
            for pk, organiser, starts_at, ends_at, state, came in rows
            if organiser in self._known
        ]

    @cached_property
    def questions(self) -> Sequence[QuestionRow]:
        """Confirmed ones that were asked in the period, with whoever answers them now."""
        found = (
            Question.objects.exclude(state=QuestionState.UNCONFIRMED)
            .filter(confirmed_at__gte=self._begin, confirmed_at__lt=self._end, **self._whose("receiver"))
            .order_by("pk")
        )
        rows = found.values_list(
            "pk",
            "receiver",
            "confirmed_at",
            "due_on",
            "answered_at",
            "was_in_time",
            "days_taken",
            "helped",
            "state",
        )
        return [
            QuestionRow(
                pk,
                receiver,
                timezone.localdate(confirmed),
                due_on,
                timezone.localdate(answered) if answered else None,
                was_in_time,
                days_taken,
                helped,
                state == QuestionState.CLOSED,
            )
            for pk, receiver, confirmed, due_on, answered, was_in_time, days_taken, helped, state in rows
            if receiver in self._known and due_on is not None
        ]

    @cached_property
    def _known(self) -> frozenset[int]:
        return frozenset(member.pk for member in self.members)

    @property
    def _begin(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.period.first, time.min))

    @property
    def _end(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.period.last + timedelta(days=1), time.min))

    def _whose(self, relation: str) -> dict[str, object]:
        prefix = f"{relation}__" if relation else ""
        if self.organisation is not None:
            return {f"{prefix}pk": self.organisation}
        return {f"{prefix}territory__path__startswith": self.territory_path}


def _district(path: str) -> int:
    """The municipality a path goes through; a region's own organisations count as its own."""
    numbers = path.strip("/").split("/")
    return int(numbers[min(len(numbers), MUNICIPALITY) - 1])
