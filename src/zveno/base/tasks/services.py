"""What can be done with jobs: ask, cancel, repeat; and what the ticker does for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import F

from zveno.base.audit.services import record
from zveno.base.core.people import Acting, Person
from zveno.base.core.verdict import require
from zveno.base.tasks import delivery, leases
from zveno.base.tasks.models import Job
from zveno.base.tasks.policies import can_cancel_job, can_repeat_job
from zveno.base.tasks.registry import spec_of
from zveno.base.tasks.schedule import Slot
from zveno.base.tasks.states import JobState

AT_ONCE = 200  # jobs delivered by one tick
KEPT = timedelta(days=30)
KEPT_FAILED = timedelta(days=90)
KEPT_TECHNICAL = timedelta(days=2)


@transaction.atomic
def enqueue(
    work: str,
    arguments: dict[str, Any] | None = None,
    *,
    at: datetime,
    by: Person | None = None,
    key: str = "",
    title: str = "",
    url: str = "",
    run_after: datetime | None = None,
) -> Job:
    """Ask for work, in the caller's transaction: it happens exactly once if, and only if, that commits.

    A second request with the same `key` is the first one. A `title` makes it visible to the person who asked;
    `url` is the page where the result is seen. With `run_after` it waits for its time.
    """
    spec = spec_of(work)
    spec.check(arguments or {})
    start = max(run_after or at, at)
    values = {
        "work": work,
        "arguments": arguments or {},
        "owner_id": by.pk if by else None,
        "title": title,
        "url": leases.local_path(url),
        "created_at": at,
        "run_after": start,
        "deliver_after": start,
    }
    job, is_new = Job.objects.get_or_create(key=key or str(uuid4()), defaults=values)
    if is_new and start <= at:
        _deliver(job, at=at)
    return job


@transaction.atomic
def cancel_job(job: Job, *, by: Acting, at: datetime) -> Job:
    """Off the queue at once; a running one stops at its next step, and a short one is simply finished."""
    job = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
    require(can_cancel_job(by, job))
    if not Job.objects.filter(pk=job.pk).move("withdraw", finished_at=at):
        Job.objects.filter(pk=job.pk).update(cancel_requested=True)
    record("job.cancel", job, by=by.user, at=at)
    job.refresh_from_db()
    return job


@transaction.atomic
def repeat_job(job: Job, *, by: Acting, at: datetime) -> Job:
    """Begin a failed or stopped job again, from its cursor, with all its attempts."""
    job = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
    require(can_repeat_job(by, job))
    Job.objects.filter(pk=job.pk).move(
        "repeat",
        attempts=0,
        cancel_requested=False,
        error="",
        finished_at=None,
        run_after=at,
        deliver_after=at,
    )
    record("job.repeat", job, by=by.user, at=at)
    job.refresh_from_db()
    _deliver(job, at=at)
    return job


def make_scheduled(slots: Iterable[Slot], *, at: datetime) -> None:
    """The jobs of these slots, each once, whoever else makes them; a work still unfinished skips its slot."""
    wanted = list(slots)
    busy = set(
        Job.objects.unfinished()
        .filter(work__in=[slot.work for slot in wanted])
        .values_list("work", flat=True)
    )
    Job.objects.bulk_create(
        [
            Job(work=slot.work, key=slot.key, created_at=at, run_after=at, deliver_after=at)
            for slot in wanted
            if slot.work not in busy
        ],
        ignore_conflicts=True,
    )


def deliver_due(*, at: datetime) -> int:
    """Tell workers of jobs whose time has come, or of whom they were told in vain."""
    told = 0
    for job in Job.objects.undelivered(at).order_by("deliver_after")[:AT_ONCE]:
        told += _deliver(job, at=at)
    return told


@transaction.atomic
def _deliver(job: Job, *, at: datetime) -> int:
    """Once, though several tickers see the same job."""
    mine = Job.objects.undelivered(at).filter(pk=job.pk, deliver_after=job.deliver_after)
    changed = mine.update(
        deliver_after=at + delivery.patience(job.deliveries), deliveries=F("deliveries") + 1
    )
    if changed:
        delivery.tell(job)
    return changed


def purge_jobs(*, at: datetime) -> int:
    """Forget what ended long ago, technical jobs sooner; a key is remembered as long as its job."""
    old = Job.objects.finished()
    done = old.exclude(state=JobState.FAILED)
    doomed = (
        old.filter(state=JobState.FAILED, finished_at__lt=at - KEPT_FAILED)
        | done.filter(finished_at__lt=at - KEPT)
        | done.filter(title="", finished_at__lt=at - KEPT_TECHNICAL)
    )
    return doomed.delete()[0]
