"""Background jobs in ordinary tests: drained in this process, at a time the test says."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID

import pytest
from django.utils import timezone

from zveno.base.tasks.models import Job
from zveno.base.tasks.running import perform

MOST = 1000


class RunJobs(Protocol):
    def __call__(self, *, at: datetime | None = None) -> list[Job]: ...


@pytest.fixture
def run_jobs() -> RunJobs:
    """`run_jobs()` does every due job, and those that they ask for; `at=` is the time it is then."""

    def run(*, at: datetime | None = None) -> list[Job]:
        def clock() -> datetime:
            return at or timezone.now()

        done: list[UUID] = []
        while (job := Job.objects.due(clock()).order_by("run_after", "created_at").first()) is not None:
            assert len(done) < MOST, "jobs ask for jobs without end"
            perform(job.pk, worker="test", clock=clock)
            done.append(job.pk)
        return [Job.objects.get(pk=pk) for pk in done]

    return run
