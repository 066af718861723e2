"""Asking for work: in the caller's transaction, once for each key, seen by its owner."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from tests.factories.accounts import make_user
from tests.factories.organisations import make_actor, make_organisation
from tests.support.jobs import RunJobs
from tests.support.probe.models import Effect

from zveno.base.core.verdict import Refused
from zveno.base.tasks.models import Job
from zveno.base.tasks.queries import jobs_for
from zveno.base.tasks.services import cancel_job, enqueue, purge_jobs, repeat_job
from zveno.base.tasks.states import JobState
from zveno.network.organisations.roles import Family, Role

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


class Mishap(Exception):
    """Something of the caller's went wrong."""


def test_a_request_of_a_transaction_that_failed_was_never_made() -> None:
    with pytest.raises(Mishap), transaction.atomic():  # noqa: PT012
        enqueue("probe.effect", {"name": "one"}, at=NOW)
        raise Mishap

    assert Job.objects.count() == 0


def test_a_second_request_with_the_same_key_is_the_first() -> None:
    first = enqueue("probe.effect", {"name": "one"}, key="letter 5", at=NOW)
    second = enqueue("probe.effect", {"name": "two"}, key="letter 5", at=NOW + timedelta(hours=1))

    assert (second.pk, second.arguments, Job.objects.count()) == (first.pk, {"name": "one"}, 1)


def test_a_wrong_argument_or_an_unknown_work_is_found_where_it_is_asked_for() -> None:
    with pytest.raises(TypeError):
        enqueue("probe.effect", {"nmae": "one"}, at=NOW)
    with pytest.raises(KeyError):
        enqueue("probe.typo", {}, at=NOW)
    with pytest.raises(ValueError, match="not a path of ours"):
        enqueue("probe.effect", {"name": "one"}, url="https://evil.example/", at=NOW)

    assert Job.objects.count() == 0


def test_a_job_for_later_waits_for_its_time(run_jobs: RunJobs) -> None:
    enqueue("probe.effect", {"name": "later"}, run_after=NOW + timedelta(hours=1), at=NOW)

    run_jobs(at=NOW)
    too_early = Effect.objects.count()
    run_jobs(at=NOW + timedelta(hours=1))

    assert (too_early, Effect.objects.count()) == (0, 1)


def test_a_waiting_job_is_cancelled_at_once_and_can_be_begun_again(run_jobs: RunJobs) -> None:
    actor = make_actor(Role.MASTER, make_organisation(Family.COLLEGE))
    job = enqueue("probe.effect", {"name": "one"}, title="Комплект", by=actor.user, at=NOW)

    cancelled = cancel_job(job, by=actor, at=NOW)
    run_jobs(at=NOW)
    effects_of_the_cancelled = Effect.objects.count()
    repeat_job(job, by=actor, at=NOW)
    (done,) = run_jobs(at=NOW)

    assert (cancelled.state, effects_of_the_cancelled) == (JobState.CANCELLED, 0)
    assert (done.state, Effect.objects.count()) == (JobState.DONE, 1)


def test_a_running_job_is_asked_to_stop() -> None:
    actor = make_actor(Role.MASTER, make_organisation(Family.COLLEGE))
    job = enqueue("probe.steps", {"names": ["one"]}, title="Комплект", by=actor.user, at=NOW)
    Job.objects.filter(pk=job.pk).move("claim", lease_token=job.pk, lease_expires_at=NOW)

    asked = cancel_job(job, by=actor, at=NOW)

    assert (asked.state, asked.cancel_requested) == (JobState.RUNNING, True)


def test_only_the_owner_and_the_administrator_may_cancel_or_repeat() -> None:
    college = make_organisation(Family.COLLEGE)
    owner, colleague = make_actor(Role.MASTER, college), make_actor(Role.MASTER, college)
    administrator = make_actor(Role.ADMINISTRATOR, college)
    job = enqueue("probe.effect", {"name": "one"}, title="Комплект", by=owner.user, at=NOW)

    with pytest.raises(Refused):
        cancel_job(job, by=colleague, at=NOW)
    cancel_job(job, by=administrator, at=NOW)
    with pytest.raises(Refused):
        repeat_job(job, by=colleague, at=NOW)

    assert repeat_job(job, by=owner, at=NOW).state == JobState.WAITING


def test_a_finished_job_cannot_be_cancelled(run_jobs: RunJobs) -> None:
    actor = make_actor(Role.MASTER, make_organisation(Family.COLLEGE))
    job = enqueue("probe.effect", {"name": "one"}, title="Комплект", by=actor.user, at=NOW)
    run_jobs(at=NOW)

    with pytest.raises(Refused, match="уже закончено"):
        cancel_job(job, by=actor, at=NOW)


def test_today_shows_my_jobs_in_work_and_those_of_the_last_day(run_jobs: RunJobs) -> None:
    me, other = make_user(), make_user()
    enqueue("probe.effect", {"name": "old"}, title="Позавчерашнее", by=me, at=NOW - timedelta(days=2))
    run_jobs(at=NOW - timedelta(days=2))
    enqueue("probe.effect", {"name": "fresh"}, title="Свежее", by=me, at=NOW - timedelta(hours=2))
    run_jobs(at=NOW - timedelta(hours=2))
    enqueue("probe.effect", {"name": "now"}, title="Начатое", by=me, at=NOW)
    enqueue("probe.effect", {"name": "technical"}, by=me, at=NOW)
    enqueue("probe.effect", {"name": "foreign"}, title="Чужое", by=other, at=NOW)

    lines = jobs_for(me, at=NOW)

    assert [(line.title, str(line.status.text)) for line in lines] == [
        ("Начатое", "ждёт очереди"),
        ("Свежее", "выполнено"),
    ]


def test_old_jobs_are_forgotten_technical_ones_sooner_failed_ones_later(run_jobs: RunJobs) -> None:
    long_ago = NOW - timedelta(days=31)
    enqueue("probe.effect", {"name": "done"}, title="Готовое", at=long_ago)
    enqueue("probe.fail", {"name": "failed", "hopeless": True}, title="Неудача", at=long_ago)
    run_jobs(at=long_ago)
    enqueue("probe.effect", {"name": "technical"}, at=NOW - timedelta(days=3))
    run_jobs(at=NOW - timedelta(days=3))
    enqueue("probe.effect", {"name": "recent"}, at=NOW - timedelta(days=1))
    run_jobs(at=NOW - timedelta(days=1))
    enqueue("probe.effect", {"name": "waits"}, run_after=NOW + timedelta(days=1), at=long_ago)

    purged = purge_jobs(at=NOW)

    left = [job.arguments["name"] for job in Job.objects.order_by("created_at", "run_after")]
    assert (purged, left) == (2, ["failed", "waits", "recent"])
