"""What a worker does with a job. Each act is one conditional update under the token of its lease.

A worker that lost its lease (it slept, was cut off, was declared dead) holds a token that no row has any
more: its update finds nothing, `LeaseLost` is raised inside its transaction, and nothing of it is committed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db.models import F
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _

from zveno.base.tasks.models import Job, JobQuerySet

ENDED = {"lease_token": None, "lease_expires_at": None}
AT_ONCE = 100  # jobs put right by one look of the reaper


class LeaseLost(Exception):
    """Somebody else has this job now; whatever this worker did must not be committed."""


def held(job: Job) -> JobQuerySet:
    """The row, if this worker still has it."""
    return Job.objects.filter(pk=job.pk, lease_token=job.lease_token)


def claim(pk: UUID, *, lease: timedelta, worker: str, at: datetime) -> Job | None:
    """Take the job under a new lease, or None if it is not its time, or another worker has it."""
    taken = (
        Job.objects.due(at)
        .filter(pk=pk)
        .move(
            "claim",
            attempts=F("attempts") + 1,
            worker=worker,
            lease_token=uuid4(),
            lease_expires_at=at + lease,
            started_at=Coalesce("started_at", at),
            deliveries=0,
        )
    )
    return Job.objects.get(pk=pk) if taken else None


def advance(job: Job, changes: Mapping[str, Any]) -> None:
    """Write progress beside the effects of a step, in the step's transaction."""
    _sure(held(job).update(**changes) if changes else held(job).count())


def complete(job: Job, *, result: Mapping[str, Any] | None, at: datetime) -> None:
    """The mark «done», in the transaction of the effects."""
    changes: dict[str, Any] = {} if result is None else {"result": dict(result)}
    if result and result.get("url"):
        changes["url"] = local_path(result["url"])
    _sure(
        held(job).move(
            "complete", **ENDED, **changes, finished_at=at, done=Greatest("done", "total"), note="", error=""
        )
    )


def postpone(job: Job, *, until: datetime, error: str) -> None:
    """Try again later."""
    _sure(held(job).move("postpone", **ENDED, run_after=until, deliver_after=until, error=error))


def fail(job: Job, *, at: datetime, error: str) -> None:
    _sure(held(job).move("fail", **ENDED, finished_at=at, error=error))


def stop(job: Job, *, at: datetime) -> None:
    """A person asked for it, and the handler came to a place where it could."""
    _sure(held(job).move("stop", **ENDED, finished_at=at))


def release(job: Job, *, at: datetime) -> None:
    """Give it back untried: the worker is going home."""
    _sure(held(job).move("release", **ENDED, attempts=F("attempts") - 1, deliver_after=at))


def extend(token: UUID, *, until: datetime) -> None:
    """A sign of life."""
    Job.objects.filter(lease_token=token).update(lease_expires_at=until)


def reap(*, retries: Mapping[str, int], at: datetime) -> int:
    """Put right what dead workers left: back into the queue, or failed when the attempts are used up.

    `retries` by the name of the work; a work this version does not know goes back into the queue.
    """
    reaped = 0
    for job in Job.objects.abandoned(at).order_by("lease_expires_at")[:AT_ONCE]:
        mine = held(job).abandoned(at)
        if job.cancel_requested:
            reaped += mine.move("stop", **ENDED, finished_at=at)
        elif job.attempts > retries.get(job.work, job.attempts):
            error = _("Исполнитель обрывался на этом задании, попыток: %(count)d.") % {"count": job.attempts}
            reaped += mine.move("fail", **ENDED, finished_at=at, error=error)
        else:
            reaped += mine.move("release", **ENDED, deliver_after=at)
    return reaped


def local_path(url: str) -> str:
    """A path of our own site; anything else is a mistake of the caller."""
    if url and (not url.startswith("/") or url.startswith("//") or "\\" in url):
        raise ValueError(f"not a path of ours: {url}")
    return url


def _sure(changed: int) -> None:
    if not changed:
        raise LeaseLost
