"""Several workers and several requests at one moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connections
from django.test import override_settings
from django_tasks_db.models import DBTaskResult
from tests.support.probe.models import Effect

from zveno.base.notifications.models import Letter
from zveno.base.notifications.services import write_letter
from zveno.base.tasks.models import Job
from zveno.base.tasks.registry import LANES
from zveno.base.tasks.running import perform
from zveno.base.tasks.schedule import Slot
from zveno.base.tasks.services import deliver_due, enqueue, make_scheduled

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
HANDS = 6
T = TypeVar("T")

pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(act: Callable[[], T]) -> list[T]:
    barrier = Barrier(HANDS)

    def hand() -> T:
        barrier.wait(timeout=30)
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(HANDS) as pool:
        return [future.result() for future in [pool.submit(hand) for _ in range(HANDS)]]


def test_many_workers_told_of_one_job_do_it_once(shared_database: None) -> None:
    job = enqueue("probe.effect", {"name": "one"}, at=NOW)

    all_at_once(lambda: perform(job.pk, worker="test", clock=lambda: NOW))

    job.refresh_from_db()
    assert (Effect.objects.count(), job.attempts) == (1, 1)


def test_many_requests_with_one_key_are_one_job_and_one_letter(shared_database: None) -> None:
    jobs = all_at_once(lambda: enqueue("probe.effect", {"name": "one"}, key="one", at=NOW).pk)
    letters = all_at_once(
        lambda: write_letter(to="a@example.ru", subject="Тема", body="Текст", key="one", at=NOW).pk
    )

    assert (len(set(jobs)), len(set(letters)), Letter.objects.count()) == (1, 1, 1)


@override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": [*LANES]}})
def test_many_tickers_make_a_slot_once_and_tell_of_it_once(shared_database: None) -> None:
    slot = Slot("probe.effect", NOW)

    all_at_once(lambda: make_scheduled([slot], at=NOW))
    all_at_once(lambda: deliver_due(at=NOW + timedelta(seconds=1)))

    assert (Job.objects.count(), DBTaskResult.objects.count()) == (1, 1)
