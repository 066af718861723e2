"""By the clock: the schedule, delivery of what is due, signs of life."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from django.test import override_settings
from django_tasks import TaskResult, task_backends
from django_tasks.backends.dummy import DummyBackend
from tests.support.jobs import RunJobs
from tests.support.probe.models import Effect

from zveno.base.tasks import leases
from zveno.base.tasks.models import Job
from zveno.base.tasks.registry import spec_of
from zveno.base.tasks.schedule import Daily, Every, Slot
from zveno.base.tasks.services import deliver_due, enqueue, make_scheduled
from zveno.base.tasks.shift import Shift
from zveno.base.tasks.states import JobState
from zveno.base.tasks.ticker import Ticker

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def deliveries() -> list[TaskResult[None]]:
    """What the backend was given."""
    results: list[TaskResult[None]] = cast("DummyBackend", task_backends["default"]).results
    results.clear()
    return results


Deliveries = list[TaskResult[None]]


def told(deliveries: Deliveries) -> list[str]:
    """Numbers of the jobs that workers were told of."""
    return [delivery.args[0] for delivery in deliveries]


def test_a_slot_of_every_begins_at_round_times() -> None:
    rule = Every(timedelta(minutes=5))

    assert rule.latest(datetime(2026, 11, 21, 9, 7, 30, tzinfo=UTC)) == datetime(
        2026, 11, 21, 9, 5, tzinfo=UTC
    )


def test_a_slot_of_daily_begins_by_the_clock_of_the_installation() -> None:
    rule = Daily(time(6, 0))
    moscow = ZoneInfo("Europe/Moscow")

    assert rule.latest(datetime(2026, 11, 21, 2, 59, tzinfo=UTC)) == datetime(
        2026, 11, 20, 6, 0, tzinfo=moscow
    )
    assert rule.latest(datetime(2026, 11, 21, 3, 0, tzinfo=UTC)) == datetime(
        2026, 11, 21, 6, 0, tzinfo=moscow
    )


def test_a_slot_becomes_one_job_however_many_workers_make_it() -> None:
    slot = Slot("probe.effect", NOW)

    for _ in range(3):
        make_scheduled([slot], at=NOW)

    assert [job.key for job in Job.objects.all()] == ["probe.effect@2026-11-21T09:00:00Z"]


def test_a_slot_done_already_is_not_made_again() -> None:
    slot = Slot("probe.effect", NOW)
    make_scheduled([slot], at=NOW)
    Job.objects.update(state=JobState.DONE, finished_at=NOW)

    make_scheduled([slot], at=NOW)

    assert Job.objects.count() == 1


def test_a_work_still_under_way_skips_its_next_slot() -> None:
    make_scheduled([Slot("probe.effect", NOW)], at=NOW)

    make_scheduled([Slot("probe.effect", NOW + timedelta(minutes=1))], at=NOW)

    assert Job.objects.count() == 1


def test_a_request_is_told_at_once_and_again_only_when_nobody_came(deliveries: Deliveries) -> None:
    job = enqueue("probe.effect", {"name": "one"}, at=NOW)
    number = str(job.pk)

    deliver_due(at=NOW + timedelta(seconds=59))
    assert told(deliveries) == [number]
    deliver_due(at=NOW + timedelta(seconds=61))
    assert told(deliveries) == [number, number]
    deliver_due(at=NOW + timedelta(seconds=122))

    assert told(deliveries) == [number, number]


def test_a_job_for_later_is_told_when_its_time_has_come(deliveries: Deliveries) -> None:
    job = enqueue("probe.effect", {"name": "one"}, run_after=NOW + timedelta(hours=1), at=NOW)

    deliver_due(at=NOW + timedelta(minutes=59))
    assert told(deliveries) == []
    deliver_due(at=NOW + timedelta(hours=1))

    assert told(deliveries) == [str(job.pk)]


def test_long_work_has_a_lane_of_its_own(deliveries: Deliveries) -> None:
    enqueue("probe.effect", {"name": "one"}, at=NOW)
    enqueue("probe.steps", {"names": []}, at=NOW)

    lanes = [delivery.task.queue_name for delivery in deliveries]

    assert lanes == ["quick", "long"]


def test_a_tick_gives_back_the_job_of_a_dead_worker_and_tells_of_it(deliveries: Deliveries) -> None:
    job = enqueue("probe.effect", {"name": "one"}, at=NOW)
    leases.claim(job.pk, lease=timedelta(seconds=30), worker="dead", at=NOW)
    Job.objects.exclude(pk=job.pk).delete()
    ticker = Ticker(Shift(), clock=lambda: NOW + timedelta(seconds=31))

    ticker.tick()

    job.refresh_from_db()
    assert job.state == JobState.WAITING
    assert told(deliveries).count(str(job.pk)) == 2


def test_signs_of_life_are_given_at_a_third_of_the_lease_and_not_beyond_the_timeout() -> None:
    job = enqueue("probe.effect", {"name": "one"}, at=NOW)
    spec = spec_of("probe.effect")
    claimed = leases.claim(job.pk, lease=spec.lease, worker="test", at=NOW)
    assert claimed is not None
    shift = Shift()
    expiries = []

    with shift.holding(claimed, spec, at=NOW):
        for later in (spec.lease / 4, spec.lease / 2, spec.timeout):
            shift.beat(at=NOW + later)
            job.refresh_from_db()
            expiries.append(job.lease_expires_at)

    extended = NOW + spec.lease / 2 + spec.lease
    assert expiries == [NOW + spec.lease, extended, extended]
    assert shift.in_hand() == []


def test_the_daily_purge_is_on_the_schedule(run_jobs: RunJobs) -> None:
    Ticker(Shift(), clock=lambda: NOW).tick()

    done = {job.work: job.state for job in run_jobs(at=NOW)}

    assert done["tasks.purge"] == JobState.DONE
    assert Effect.objects.count() == 0


@override_settings(
    TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["quick", "long"]}}
)
def test_with_the_database_backend_the_message_is_part_of_the_transaction() -> None:
    from django_tasks_db.models import DBTaskResult

    job = enqueue("probe.effect", {"name": "one"}, at=NOW)

    assert [row.args_kwargs["args"] for row in DBTaskResult.objects.all()] == [[str(job.pk)]]
