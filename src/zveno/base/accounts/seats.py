"""From which seats a key may act. Accounts lie below the network, which tells them at start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from zveno.base.accounts.models import User


@dataclass(frozen=True)
class SeatChoice:
    """A seat as accounts see it: a number and a name."""

    number: int
    name: str


SeatSource = Callable[[User, date], Sequence[SeatChoice]]

_sources: list[SeatSource] = []


def provide(source: SeatSource) -> None:
    """Called once, from the `apps.py` of the package that keeps the seats."""
    _sources.append(source)


def seats_of(user: User, *, on: date) -> list[SeatChoice]:
    """The seats the person can act from that day."""
    return [seat for source in _sources for seat in source(user, on)]
