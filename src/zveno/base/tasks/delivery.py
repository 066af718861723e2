"""Tells workers which job is next, through whatever backend of the Django tasks API is configured."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django_tasks import task

from zveno.base.tasks.models import Job
from zveno.base.tasks.registry import QUICK, knows, spec_of
from zveno.base.tasks.running import perform
from zveno.base.tasks.shift import SHIFT

FIRST_PATIENCE = timedelta(minutes=1)
LONGEST_PATIENCE = timedelta(hours=6)


@task(queue_name=QUICK)
def run_job(job: str) -> None:
    """The one task of the Django tasks API that we have."""
    perform(UUID(job), worker=SHIFT.name())


def tell(job: Job) -> None:
    """Enqueue its number. With the database backend that is part of the transaction; with Celery it is
    published after the commit.
    """
    lane = spec_of(job.work).lane if knows(job.work) else QUICK
    run_job.using(queue_name=lane).enqueue(str(job.pk))


def patience(deliveries: int) -> timedelta:
    """How long to wait for a worker before telling again: messages get lost, but queues are long, too."""
    grown: timedelta = FIRST_PATIENCE * 2 ** min(deliveries, 16)
    return min(grown, LONGEST_PATIENCE)
