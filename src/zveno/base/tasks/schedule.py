"""Work that comes round by itself.

    @every(minutes=5)
    @job("files.scan")
    def scan() -> None: ...

Each slot of time becomes one job whose key is the name with the slot, however many workers tick. A slot
missed because nothing ran is made up for once, by the latest one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Protocol, TypeVar

from django.utils import timezone

from zveno.base.tasks.registry import Result, name_of

Handler = TypeVar("Handler", bound=Callable[..., Result])


class Rule(Protocol):
    def latest(self, at: datetime) -> datetime:
        """The last slot that has begun."""
        ...


@dataclass(frozen=True)
class Every:
    interval: timedelta

    def latest(self, at: datetime) -> datetime:
        epoch = datetime(2000, 1, 1, tzinfo=UTC)
        return epoch + (at - epoch) // self.interval * self.interval


@dataclass(frozen=True)
class Daily:
    """By the clock on the wall of the installation's time zone."""

    hour: time

    def latest(self, at: datetime) -> datetime:
        zone = timezone.get_default_timezone()
        today = at.astimezone(zone).date()
        slot = datetime.combine(today, self.hour, tzinfo=zone)
        if slot > at:
            slot = datetime.combine(today - timedelta(days=1), self.hour, tzinfo=zone)
        return slot


@dataclass(frozen=True)
class Slot:
    """One coming round of one work."""

    work: str
    start: datetime

    @property
    def key(self) -> str:
        return f"{self.work}@{self.start.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


_rules: dict[str, Rule] = {}


def every(*, hours: int = 0, minutes: int = 0, seconds: int = 0) -> Callable[[Handler], Handler]:
    return _under(Every(timedelta(hours=hours, minutes=minutes, seconds=seconds)))


def daily(*, at: time) -> Callable[[Handler], Handler]:
    return _under(Daily(at))


def _under(rule: Rule) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        _rules[name_of(handler)] = rule
        return handler

    return register


def slots(at: datetime) -> list[Slot]:
    """The present slot of each recurring work."""
    return [Slot(name, rule.latest(at)) for name, rule in sorted(_rules.items())]
