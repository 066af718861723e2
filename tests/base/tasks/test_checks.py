"""What the doctor says of background work, and what is swept away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max
from tests.support.jobs import RunJobs

from zveno.base.core.health import checks, gauges
from zveno.base.tasks.models import Job
from zveno.base.tasks.services import enqueue

pytestmark = pytest.mark.django_db


def findings(name: str) -> list[str]:
    (asked,) = [check for check in checks() if check.name == name]
    return [finding.says for finding in asked.ask()]


def gauge(name: str) -> float:
    (asked,) = [gauge for gauge in gauges() if gauge.name == name]
    return asked.read()


def test_the_doctor_is_content_while_there_is_nothing_to_say() -> None:
    enqueue("probe.effect", {"name": "one"}, at=timezone.now())

    assert [findings(name) for name in ("tasks.worker", "tasks.failed", "tasks.known")] == [[], [], []]


def test_the_doctor_sees_that_nobody_works() -> None:
    enqueue("probe.effect", {"name": "one"}, at=timezone.now() - timedelta(hours=1))

    assert findings("tasks.worker") == ["Заданий, которые ждут исполнителя дольше 15 минут: 1."]
    assert gauge("jobs_waiting") == 1


def test_the_doctor_sees_what_failed_this_week(run_jobs: RunJobs) -> None:
    for _ in range(2):
        enqueue("probe.fail", {"name": "one", "hopeless": True}, at=timezone.now())
    run_jobs()
    Job.objects.filter(pk=Job.objects.first().pk).update(  # type: ignore[union-attr]
        finished_at=timezone.now() - timedelta(days=8)
    )

    assert findings("tasks.failed") == ["За неделю не удалось заданий: 1."]
    assert gauge("jobs_failed_week") == 1


def test_the_doctor_sees_works_of_another_version() -> None:
    job = enqueue("probe.effect", {"name": "one"}, at=timezone.now())
    Job.objects.filter(pk=job.pk).update(work="probe.of_tomorrow")

    assert findings("tasks.known") == ["Есть задания «probe.of_tomorrow», которых эта версия не умеет."]


def test_rows_of_the_delivery_are_swept_away_when_done_or_dead(run_jobs: RunJobs) -> None:
    now = timezone.now()
    for status, started, finished in (
        ("SUCCESSFUL", timedelta(days=2), timedelta(days=2)),
        ("SUCCESSFUL", timedelta(hours=2), timedelta(hours=2)),
        ("RUNNING", timedelta(days=8), None),
        ("RUNNING", timedelta(hours=8), None),
        ("READY", None, None),
    ):
        DBTaskResult.objects.create(
            status=status,
            started_at=now - started if started else None,
            finished_at=now - finished if finished else None,
            args_kwargs={"args": [], "kwargs": {}},
            task_path="zveno.base.tasks.delivery.run_job",
            backend_name="default",
            run_after=get_date_max(),
            exception_class_path="",
            traceback="",
        )

    enqueue("tasks.purge", at=now)
    (done,) = run_jobs()

    assert done.result == {"deliveries": 2, "jobs": 0}
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["READY", "RUNNING", "SUCCESSFUL"]
