"""Housekeeping of the delivery itself, and of the journal, which lies below and cannot ask for work."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from zveno.base.audit.services import remember, seal
from zveno.base.audit.verification import faults
from zveno.base.tasks.registry import job, long_job
from zveno.base.tasks.schedule import daily, every
from zveno.base.tasks.services import purge_jobs
from zveno.base.tasks.work import Work

DELIVERIES_KEPT = timedelta(days=1)
DELIVERIES_LOST = timedelta(days=7)


@daily(at=time(3, 30))
@job("tasks.purge", title=_("Удаление старых заданий"))
def purge() -> dict[str, int]:
    """Old jobs, and the rows of django-tasks-db: those done, and those whose worker died."""
    now = timezone.now()
    done = DBTaskResult.objects.finished().filter(finished_at__lt=now - DELIVERIES_KEPT)
    dead = DBTaskResult.objects.running().filter(started_at__lt=now - DELIVERIES_LOST)
    return {
        "deliveries": done.order_by().delete()[0] + dead.order_by().delete()[0],
        "jobs": purge_jobs(at=now),
    }


@every(minutes=1)
@job("journal.seal")
def seal_journal() -> dict[str, int]:
    """What was written in the last minute gets its place in the chain."""
    return {"sealed": seal(at=timezone.now())}


@daily(at=time(4, 0))
@long_job("journal.inspect")
def inspect_journal(work: Work) -> None:
    """Walk along the whole chain; what is found stands on its page and in the doctor's answer."""
    now = timezone.now()
    with work.step():
        seal(at=now, everything=True)
    found = list(faults(at=now))
    with work.finish() as result:
        kept = remember(found, at=now)
        result.update(position=kept.position, faults=len(found))
