"""The world of the demonstration while it is being made: who there is, and what happens when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random
from zlib import crc32

from django.utils import timezone

from zveno.base.accounts.models import User
from zveno.base.audit.origin import Origin, acting_from
from zveno.demo.names import Name, Namer
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Membership, Organisation, Territory

SATURDAY = 5
# Days from today.
FOUNDED = -420
"""The installation was opened; everything else came later."""
ASKED, ACCEPTED = -193, -190
"""An employer asked to be taken in, and was."""
SCHOOL_BEGAN = -75
NEWCOMER = "digital.steward"
Deed = Callable[[datetime], None]


@dataclass
class World:
    """`at` is the moment of loading: everything happened before it, and the calendar goes on after it."""

    at: datetime
    random: Random
    territories: dict[str, Territory] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    seats: dict[str, Membership] = field(default_factory=dict)
    names: dict[str, Name] = field(default_factory=dict)
    _addresses: set[str] = field(default_factory=set)
    _deeds: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.namer = Namer(self.random)

    def day(self, days: int, clock: str = "10:00", *, working: bool = True) -> datetime:
        """So many days from today at that hour; a weekend becomes the Friday before or the Monday after."""
        moment = datetime.combine(
            timezone.localdate(self.at) + timedelta(days=days),
            time.fromisoformat(clock),
            timezone.get_default_timezone(),
        )
        if working and moment.weekday() >= SATURDAY:
            friday = SATURDAY - 1 - moment.weekday()
            moment += timedelta(days=friday if days < 0 else friday + 3)
        return moment

    def plan(self, at: datetime, deed: Deed) -> None:
        """Whatever slices plan is done in the order of time, so that the journal reads like a life."""
        if at > self.at:
            raise ValueError(f"{at} has not come yet")
        heappush(self._deeds, (at, next(self._order), deed))

    def live(self) -> None:
        """Do everything that is planned; a deed may plan later ones."""
        while self._deeds:
            at, _order, deed = heappop(self._deeds)
            deed(at)

    def address(self, person: str, domain: str) -> str:
        """An e-mail address nobody else here has."""
        number = 0
        while (address := self.names[person].address(domain, number)) in self._addresses:
            number += 1
        self._addresses.add(address)
        return address

    def user(self, person: str) -> User:
        return self.seats[person].user

    @contextmanager
    def acting(self, person: str) -> Iterator[Actor]:
        """The person on his seat, at his desk: the journal notes the seat and an address of nobody."""
        seat = self.seats[person]
        desk = crc32(seat.organisation.short_name.encode())
        origin = Origin(
            address=f"{('192.0.2', '198.51.100', '203.0.113')[desk % 3]}.{desk % 250 + 1}",
            person=seat.user_id,
            seat=str(seat),
        )
        with acting_from(origin):
            yield Actor(seat.user, seat)
