"""What this worker process has in hand, and whether it is going home."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from zveno.base.tasks import leases
from zveno.base.tasks.models import Job
from zveno.base.tasks.registry import Spec


@dataclass
class _Hold:
    job: Job
    lease: timedelta
    until: datetime
    beat_at: datetime


class Shift:
    """Shared by the threads of one worker: those that work, and the one that gives signs of life."""

    def __init__(self) -> None:
        self.going_home = threading.Event()
        self._lock = threading.Lock()
        self._holds: dict[UUID, _Hold] = {}

    @staticmethod
    def name() -> str:
        return f"{socket.gethostname()}:{os.getpid()}"[:60]

    @contextmanager
    def holding(self, job: Job, spec: Spec, *, at: datetime) -> Iterator[None]:
        """While inside, the ticker keeps the lease alive, but not beyond the timeout of the work."""
        token = job.lease_token
        if token is None:
            raise ValueError(f"{job.pk} is not under a lease")
        with self._lock:
            self._holds[token] = _Hold(job, spec.lease, at + spec.timeout, at + spec.lease / 3)
        try:
            yield
        finally:
            with self._lock:
                self._holds.pop(token, None)

    def beat(self, *, at: datetime) -> None:
        """Extend the leases that are a third through."""
        with self._lock:
            due = [(token, hold) for token, hold in self._holds.items() if hold.beat_at <= at < hold.until]
        for token, hold in due:
            leases.extend(token, until=at + hold.lease)
            hold.beat_at = at + hold.lease / 3

    def in_hand(self) -> list[Job]:
        with self._lock:
            return [hold.job for hold in self._holds.values()]


SHIFT = Shift()
