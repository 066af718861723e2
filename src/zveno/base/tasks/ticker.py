"""What must happen by the clock wherever a worker runs. Several tickers on several hosts do no harm."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog
from django.db import connection
from django.db.utils import InterfaceError, OperationalError
from django.utils import timezone

from zveno.base.tasks import leases
from zveno.base.tasks.registry import retries
from zveno.base.tasks.schedule import Slot, slots
from zveno.base.tasks.services import deliver_due, make_scheduled
from zveno.base.tasks.shift import Shift

_log = structlog.stdlib.get_logger("zveno.tasks")


class Ticker:
    """Each tick: signs of life, the schedule, the reaper, delivery of what is due."""

    def __init__(self, shift: Shift, *, clock: Callable[[], datetime] = timezone.now) -> None:
        self._shift = shift
        self._clock = clock
        self._made: dict[str, Slot] = {}

    def tick(self) -> None:
        """One round. A database that does not answer is asked again at the next."""
        try:
            self._round(self._clock())
        except (OperationalError, InterfaceError) as error:
            _log.warning("tick failed", error=str(error))
            connection.close()

    def _round(self, at: datetime) -> None:
        self._shift.beat(at=at)
        self._make_scheduled(at)
        reaped = leases.reap(retries=retries(), at=at)
        if reaped:
            _log.warning("jobs of dead workers", count=reaped)
        deliver_due(at=at)

    def _make_scheduled(self, at: datetime) -> None:
        new = [slot for slot in slots(at) if self._made.get(slot.work) != slot]
        if new:
            make_scheduled(new, at=at)
            self._made.update({slot.work: slot for slot in new})
