"""What the handler of a long job works with: steps that are committed together with their progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from zveno.base.tasks import leases
from zveno.base.tasks.leases import LeaseLost
from zveno.base.tasks.models import Job

Item = TypeVar("Item")


class Stopped(Exception):
    """A person asked to stop this job."""


class Interrupted(Exception):
    """The worker is going home; the job goes back into the queue and resumes at its cursor."""


class Work:
    """A long job in hand. Outside of `step()` and `finish()` a handler only reads and computes."""

    def __init__(self, job: Job, *, clock: Callable[[], datetime], going_home: Callable[[], bool]) -> None:
        self.job = job
        self.finished = False
        self._clock = clock
        self._going_home = going_home
        self._position: dict[str, Any] = {}

    @property
    def cursor(self) -> Any:
        """What the last committed step left for whoever resumes; None at the beginning."""
        return self.job.cursor

    @property
    def attempt(self) -> int:
        """1 at the first."""
        return self.job.attempts

    def each(self, items: Sequence[Item]) -> Iterator[Item]:
        """The items not yet done; each `step()` inside remembers how far it came.

        The sequence must be the same at every attempt, so make it of the job's arguments.
        """
        for number in range(self.cursor or 0, len(items)):
            self._position = {"cursor": number + 1, "done": number + 1, "total": len(items)}
            yield items[number]
        self._position = {}

    @contextmanager
    def step(self, **position: Any) -> Iterator[None]:
        """One transaction: the effects inside, and where we are (`cursor`, `done`, `total`, `note`)."""
        self.check()
        changes = {**self._position, **position}
        with transaction.atomic():
            yield
            leases.advance(self.job, changes)
        for name, value in changes.items():
            setattr(self.job, name, value)

    def progress(self, *, done: int, total: int, note: str = "") -> None:
        """Show how far we are, between steps."""
        with self.step(done=done, total=total, note=note):
            pass

    @contextmanager
    def finish(self) -> Iterator[dict[str, Any]]:
        """The last step: effects inside, the result filled in there, the mark «done»: one transaction."""
        self.check()
        result: dict[str, Any] = {}
        with transaction.atomic():
            yield result
            leases.complete(self.job, result=result, at=self._clock())
        self.finished = True

    def check(self) -> None:
        """Stop here if a person asked for it, if the worker is going home, or if the job is ours no more."""
        wishes = leases.held(self.job).values_list("cancel_requested", flat=True).first()
        if wishes is None:
            raise LeaseLost
        if wishes:
            raise Stopped
        if self._going_home():
            raise Interrupted
