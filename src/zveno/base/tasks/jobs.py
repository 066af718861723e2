"""Housekeeping of the delivery itself."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from zveno.base.tasks.registry import job
from zveno.base.tasks.schedule import daily
from zveno.base.tasks.services import purge_jobs

DELIVERIES_KEPT = timedelta(days=1)
DELIVERIES_LOST = timedelta(days=7)


@daily(at=time(3, 30))
@job("tasks.purge")
def purge() -> dict[str, int]:
    """Old jobs, and the rows of django-tasks-db: those done, and those whose worker died."""
    now = timezone.now()
    done = DBTaskResult.objects.finished().filter(finished_at__lt=now - DELIVERIES_KEPT)
    dead = DBTaskResult.objects.running().filter(started_at__lt=now - DELIVERIES_LOST)
    return {
        "deliveries": done.order_by().delete()[0] + dead.order_by().delete()[0],
        "jobs": purge_jobs(at=now),
    }
