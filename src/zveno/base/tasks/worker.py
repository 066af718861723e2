"""`zveno worker`: threads that work, and the main thread that listens to signals and ticks."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any, Protocol

import structlog
from django.core.exceptions import ImproperlyConfigured
from django.db import close_old_connections, connection, connections
from django.db.utils import DatabaseError, InterfaceError, OperationalError
from django.utils import timezone
from django_tasks import task_backends
from django_tasks.backends.base import BaseTaskBackend
from django_tasks_db import DatabaseBackend
from django_tasks_db.management.commands.db_worker import Worker

from zveno.base.tasks import leases
from zveno.base.tasks.leases import LeaseLost
from zveno.base.tasks.registry import LANES
from zveno.base.tasks.shift import SHIFT, Shift
from zveno.base.tasks.ticker import Ticker

TICK = 1.0
POLL = 0.5
PATIENCE = 8.0
"""Seconds that running jobs have to end after SIGTERM; `zveno serve` insists after twelve."""

_log = structlog.stdlib.get_logger("zveno.tasks")


class Lane(Protocol):
    """A thread that takes what the delivery brings."""

    def start(self) -> None: ...

    def stop(self) -> None:
        """Take nothing new."""

    def is_alive(self) -> bool: ...


class DatabaseLane(threading.Thread):
    """The worker of django-tasks-db on one queue, started again when the database comes back."""

    def __init__(self, queue: str, shift: Shift) -> None:
        super().__init__(name=f"lane-{queue}", daemon=True)
        self._shift = shift
        self._worker = Worker(
            queue_names=[queue],
            interval=POLL,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{shift.name()[:50]}/{queue}",
            excluded_queue_names=[],
        )

    def run(self) -> None:
        while not self._shift.going_home.is_set():
            try:
                self._worker.run()
            except (OperationalError, InterfaceError) as error:
                _log.warning("lane waits for the database", lane=self.name, error=str(error))
                connection.close()
                self._shift.going_home.wait(TICK)
        connections.close_all()

    def stop(self) -> None:
        self._worker.running = False


class CeleryLane(threading.Thread):
    """A Celery worker with a pool of threads on all queues."""

    def __init__(self, backend: Any) -> None:
        super().__init__(name="lane-celery", daemon=True)
        self._worker = backend.app.WorkController(
            hostname=f"zveno@{Shift.name()}",
            pool="threads",
            concurrency=backend.concurrency,
            without_mingle=True,
            without_gossip=True,
            without_heartbeat=True,
        )

    def run(self) -> None:
        self._worker.start()

    def stop(self) -> None:
        from celery.worker import state  # noqa: PLC0415 -- an extra: absent where Celery is not configured

        state.should_stop = 0


def lanes(backend: BaseTaskBackend, shift: Shift) -> Sequence[Lane]:
    """The threads for the configured delivery."""
    if isinstance(backend, DatabaseBackend):
        return [DatabaseLane(lane, shift) for lane in LANES]
    if hasattr(backend, "app"):
        return [CeleryLane(backend)]
    raise ImproperlyConfigured(
        f"TASKS: {type(backend).__name__} не умеет исполнять задания в «zveno worker»."
    )


def run_worker(*, tick: float = TICK) -> int:
    """Work until SIGTERM or SIGINT; then end what is in hand or give it back. A second signal hurries."""
    shift = SHIFT
    shift.going_home.clear()
    for noisy in ("celery", "django_tasks", "django_tasks_db"):
        logging.getLogger(noisy).setLevel(logging.WARNING)  # each job has our own lines in the log
    with _told_to_go_home_by_signals(shift) as hurried:
        threads = lanes(task_backends["default"], shift)
        ticker = Ticker(shift)
        for thread in threads:
            thread.start()
        _log.info("worker begins", worker=shift.name())
        while not shift.going_home.wait(tick):
            close_old_connections()
            ticker.tick()
            if not all(thread.is_alive() for thread in threads):
                _log.error("a lane has ended")
                return 1
        _log.info("worker goes home", in_hand=len(shift.in_hand()))
        for thread in threads:
            thread.stop()
        _wait(lambda: hurried.is_set() or not any(thread.is_alive() for thread in threads))
        _give_back(shift)
    _log.info("worker ends", worker=shift.name())
    if any(thread.is_alive() for thread in threads):
        logging.shutdown()
        os._exit(0)  # Python would wait for Celery's threads, whose jobs are given back already
    return 0


def _wait(over: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not over() and time.monotonic() < deadline:
        time.sleep(0.05)


def _give_back(shift: Shift) -> None:
    """Jobs that did not end in time go back into the queue; their threads cannot commit any more."""
    if connection.vendor == "sqlite":
        # A thread inside its transaction holds the one write lock: that job is left to the reaper.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 500")
    for job in shift.in_hand():
        try:
            leases.release(job, at=timezone.now())
            _log.warning("job returned", job=str(job.pk), work=job.work)
        except LeaseLost:
            continue  # it ended this very moment
        except DatabaseError as error:
            _log.warning("job left to the reaper", job=str(job.pk), error=str(error))


@contextmanager
def _told_to_go_home_by_signals(shift: Shift) -> Iterator[threading.Event]:
    hurried = threading.Event()

    def told(number: int, frame: FrameType | None) -> None:
        if shift.going_home.is_set():
            hurried.set()
        shift.going_home.set()

    before = {number: signal.signal(number, told) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield hurried
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
