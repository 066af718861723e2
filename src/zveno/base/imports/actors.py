"""Whoever acts while nobody is there: a job knows a number and a seat. The network tells who that is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from zveno.base.accounts.models import User
from zveno.base.core.people import Acting

ActorSource = Callable[[User, int | None, date], Acting]

_sources: list[ActorSource] = []


def provide(source: ActorSource) -> None:
    """Called once, from the `apps.py` of the package that keeps the seats."""
    _sources.append(source)


def actor_of(user: User, seat: int | None, *, on: date) -> Acting:
    """The person on that very seat, or without one."""
    return _sources[0](user, seat, on)
