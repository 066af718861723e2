"""One attempt at one job, whoever delivered its number, however often."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from types import TracebackType
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone

from zveno.base.tasks import leases
from zveno.base.tasks.leases import LeaseLost
from zveno.base.tasks.models import Job
from zveno.base.tasks.registry import Spec, knows, spec_of
from zveno.base.tasks.shift import SHIFT
from zveno.base.tasks.work import Interrupted, Stopped, Work

Clock = Callable[[], datetime]

LONGEST_PAUSE = timedelta(hours=1)
_log = structlog.stdlib.get_logger("zveno.tasks")


def perform(pk: UUID, *, worker: str, clock: Clock = timezone.now) -> None:
    """Do the job if it is to be done and nobody has it; otherwise nothing."""
    asked = Job.objects.filter(pk=pk).first()
    if asked is None:
        return
    if not knows(asked.work):
        # A newer version asked for it while this one still runs: it waits for a worker that knows.
        _log.warning("unknown work", work=asked.work, job=str(pk))
        return
    spec = spec_of(asked.work)
    job = leases.claim(pk, lease=spec.lease, worker=worker, at=clock())
    if job is None:
        return
    if job.cancel_requested:
        leases.stop(job, at=clock())
        return
    with Attempt(job, spec, clock), SHIFT.holding(job, spec, at=clock()):
        if spec.is_long:
            _run_long(job, spec, clock)
        else:
            _run_short(job, spec, clock)


def _run_short(job: Job, spec: Spec, clock: Clock) -> None:
    with transaction.atomic():
        result = spec.handler(**job.arguments)
        leases.complete(job, result=result, at=clock())


def _run_long(job: Job, spec: Spec, clock: Clock) -> None:
    work = Work(job, clock=clock, going_home=SHIFT.going_home.is_set)
    result = spec.handler(work, **job.arguments)
    if not work.finished:
        leases.complete(job, result=result, at=clock())


class Attempt:
    """Whatever ends the handler, the row says so; only an order to exit goes on through."""

    def __init__(self, job: Job, spec: Spec, clock: Clock) -> None:
        self._job = job
        self._spec = spec
        self._clock = clock
        self._log = _log.bind(job=str(job.pk), work=job.work, attempt=job.attempts)

    def __enter__(self) -> None:
        self._log.info("job begins")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is None:
            self._log.info("job done")
            return True
        try:
            self._put_down(error)
        except LeaseLost:
            self._log.warning("lease lost", error=type(error).__name__)
        return isinstance(error, Exception)

    def _put_down(self, error: BaseException) -> None:
        at = self._clock()
        match error:
            case LeaseLost():
                raise error
            case Stopped():
                leases.stop(self._job, at=at)
                self._log.info("job stopped")
            case Interrupted():
                leases.release(self._job, at=at)
                self._log.info("job returned")
            case Exception() if self._is_last(error):
                leases.fail(self._job, at=at, error=_words(error))
                self._log.error("job failed", exc_info=error)
            case Exception():
                until = at + pause(self._spec.backoff, self._job)
                leases.postpone(self._job, until=until, error=_words(error))
                self._log.warning("job postponed", until=until.isoformat(), exc_info=error)
            case _:
                leases.release(self._job, at=at)

    def _is_last(self, error: Exception) -> bool:
        return isinstance(error, self._spec.permanent) or self._job.attempts > self._spec.retries


def pause(backoff: timedelta, job: Job) -> timedelta:
    """Three times longer after each attempt, up to an hour; a fifth more or less, lest jobs march in step.

    The same job at the same attempt always waits the same.
    """
    grown: timedelta = backoff * 3 ** min(job.attempts - 1, 10)
    digest = hashlib.sha256(f"{job.pk}:{job.attempts}".encode()).digest()
    return min(grown, LONGEST_PAUSE) * (0.8 + 0.4 * int.from_bytes(digest[:4], "big") / 2**32)


def _words(error: Exception) -> str:
    """Kind and text without the traceback, which may hold personal data and goes to the log alone."""
    return f"{type(error).__name__}: {error}"[:1000]
