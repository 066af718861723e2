"""One attempt: effects with the mark «done», steps with their cursor, failures, leases that were lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from tests.support.jobs import RunJobs
from tests.support.probe.jobs import LEASE, steps
from tests.support.probe.models import Effect

from zveno.base.tasks import leases
from zveno.base.tasks.leases import LeaseLost
from zveno.base.tasks.models import Job
from zveno.base.tasks.running import pause, perform
from zveno.base.tasks.services import enqueue
from zveno.base.tasks.states import JobState
from zveno.base.tasks.work import Interrupted, Stopped, Work

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def names() -> list[str]:
    return list(Effect.objects.order_by("pk").values_list("name", flat=True))


def work_in_hand(job: Job, *, going_home: bool = False) -> Work:
    claimed = leases.claim(job.pk, lease=LEASE, worker="test", at=NOW)
    assert claimed is not None
    return Work(claimed, clock=lambda: NOW, going_home=lambda: going_home)


def test_a_job_delivered_twice_is_done_once() -> None:
    job = enqueue("probe.effect", {"name": "one"}, at=NOW)

    for _ in range(2):
        perform(job.pk, worker="test", clock=lambda: NOW)

    job.refresh_from_db()
    assert (names(), job.state, job.attempts, job.result) == (["one"], JobState.DONE, 1, {"made": "one"})


def test_a_number_of_no_job_is_nothing() -> None:
    perform(uuid4(), worker="test", clock=lambda: NOW)

    assert names() == []


def test_a_failure_leaves_no_effect_and_is_tried_again_later_and_later(run_jobs: RunJobs) -> None:
    job = enqueue("probe.fail", {"name": "one"}, at=NOW)
    at, pauses = NOW, []

    for _ in range(3):
        run_jobs(at=at)
        job.refresh_from_db()
        pauses.append((job.run_after - at).total_seconds())
        at = max(job.run_after, at)

    assert (names(), job.state, job.attempts, job.error) == ([], JobState.FAILED, 3, "OSError: пока нет")
    assert 8 <= pauses[0] <= 12
    assert 24 <= pauses[1] <= 36


def test_a_permanent_failure_is_not_tried_again(run_jobs: RunJobs) -> None:
    enqueue("probe.fail", {"name": "one", "hopeless": True}, at=NOW)

    (job,) = run_jobs(at=NOW)

    assert (job.state, job.attempts, job.error) == (JobState.FAILED, 1, "Hopeless: никогда")


def test_a_job_that_this_version_does_not_know_waits_for_one_that_does() -> None:
    job = enqueue("probe.effect", {"name": "one"}, at=NOW)
    Job.objects.filter(pk=job.pk).update(work="probe.of_tomorrow")

    perform(job.pk, worker="test", clock=lambda: NOW)

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.WAITING, 0)


def test_the_pause_is_the_same_for_the_same_attempt_and_differs_between_jobs() -> None:
    first, second = Job(attempts=2), Job(attempts=2)
    backoff = timedelta(seconds=10)

    assert pause(backoff, first) == pause(backoff, first) != pause(backoff, second)
    assert pause(backoff, Job(attempts=60)) <= timedelta(hours=1.2)


def test_a_long_job_remembers_each_step_and_resumes_after_it() -> None:
    job = enqueue("probe.steps", {"names": ["one", "two", "three"]}, at=NOW)
    work = work_in_hand(job)
    for name in work.each(["one", "two", "three"]):
        with work.step():
            Effect.objects.create(name=name)
        if name == "two":
            break
    leases.release(work.job, at=NOW)

    steps(work_in_hand(job), names=["one", "two", "three"])

    job.refresh_from_db()
    assert names() == ["one", "two", "three"]
    assert (job.cursor, job.done, job.total) == (3, 3, 3)


def test_a_step_that_fails_leaves_neither_effect_nor_progress() -> None:
    work = work_in_hand(enqueue("probe.steps", {"names": []}, at=NOW))

    with pytest.raises(OSError, match="disk"), work.step(cursor=1, done=1, total=2):  # noqa: PT012
        Effect.objects.create(name="one")
        raise OSError("disk")

    work.job.refresh_from_db()
    assert (names(), work.cursor, work.job.done) == ([], None, 0)


def test_a_worker_that_lost_its_lease_commits_nothing() -> None:
    job = enqueue("probe.steps", {"names": ["one"]}, at=NOW)
    slow = work_in_hand(job)
    leases.reap(retries={"probe.steps": 3}, at=NOW + LEASE * 2)
    later = NOW + LEASE * 3
    taken = leases.claim(job.pk, lease=LEASE, worker="other", at=later)

    with pytest.raises(LeaseLost), slow.step():
        Effect.objects.create(name="of the slow one")
    with pytest.raises(LeaseLost):
        leases.complete(slow.job, result=None, at=later)

    job.refresh_from_db()
    assert taken is not None
    assert (names(), job.state, job.worker) == ([], JobState.RUNNING, "other")


def test_a_lease_lost_while_the_step_is_under_way_takes_its_effects_back() -> None:
    job = enqueue("probe.steps", {"names": ["one"]}, at=NOW)
    slow = work_in_hand(job)

    with pytest.raises(LeaseLost), slow.step():  # noqa: PT012
        Effect.objects.create(name="of the slow one")
        leases.reap(retries={"probe.steps": 3}, at=NOW + LEASE * 2)

    assert names() == []


def test_the_last_step_its_result_and_the_mark_done_are_one() -> None:
    job = enqueue("probe.finish", {"name": "one"}, at=NOW)

    perform(job.pk, worker="test", clock=lambda: NOW)

    job.refresh_from_db()
    assert (names(), job.state, job.url) == (["one"], JobState.DONE, "/effects/one/")


def test_a_long_job_stops_at_the_next_step_when_asked() -> None:
    job = enqueue("probe.steps", {"names": ["one", "two"]}, at=NOW)
    work = work_in_hand(job)
    with work.step(cursor=1):
        Effect.objects.create(name="one")
    Job.objects.filter(pk=job.pk).update(cancel_requested=True)

    with pytest.raises(Stopped), work.step():
        Effect.objects.create(name="two")

    assert names() == ["one"]


def test_a_job_asked_to_stop_before_it_is_claimed_anew_is_cancelled() -> None:
    job = enqueue("probe.steps", {"names": ["one"]}, at=NOW)
    Job.objects.filter(pk=job.pk).update(cancel_requested=True)

    perform(job.pk, worker="test", clock=lambda: NOW)

    job.refresh_from_db()
    assert (job.state, names()) == (JobState.CANCELLED, [])


def test_a_worker_going_home_gives_the_job_back_untried() -> None:
    job = enqueue("probe.steps", {"names": ["one"]}, at=NOW)
    work = work_in_hand(job, going_home=True)

    with pytest.raises(Interrupted):
        work.check()
    leases.release(work.job, at=NOW)

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.WAITING, 0)


def test_the_reaper_gives_up_when_the_attempts_are_used_up() -> None:
    job = enqueue("probe.fail", {"name": "one"}, at=NOW)
    outcomes = []

    for _ in range(3):
        leases.claim(job.pk, lease=LEASE, worker="test", at=NOW)
        leases.reap(retries={"probe.fail": 2}, at=NOW + LEASE * 2)
        job.refresh_from_db()
        outcomes.append(job.state)

    assert outcomes == [JobState.WAITING, JobState.WAITING, JobState.FAILED]
    assert job.error == "Исполнитель обрывался на этом задании, попыток: 3."


def test_the_reaper_leaves_alone_whoever_gives_signs_of_life() -> None:
    job = enqueue("probe.effect", {"name": "one"}, at=NOW)
    claimed = leases.claim(job.pk, lease=LEASE, worker="test", at=NOW)
    assert claimed is not None
    assert claimed.lease_token is not None
    leases.extend(claimed.lease_token, until=NOW + timedelta(minutes=1))

    reaped = leases.reap(retries={"probe.effect": 3}, at=NOW + LEASE * 2)

    job.refresh_from_db()
    assert (reaped, job.state) == (0, JobState.RUNNING)
