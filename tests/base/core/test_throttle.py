"""Attempts are counted for as long as was said, however long the pause between them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from zveno.base.core import throttle
from zveno.base.core.throttle import attempts, seconds_left

HOUR = 3600


class Clock:
    """What `time.time` says."""

    def __init__(self) -> None:
        self.now = 500_000.0 * HOUR

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, db: None) -> Clock:
    cache.clear()
    made = Clock()
    monkeypatch.setattr(throttle, "time", made)
    return made


IN_THE_DATABASE = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}


def kept_until() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT expires FROM cache WHERE cache_key LIKE %s", ["%throttle:%"])
        (found,) = (row[0] for row in cursor.fetchall())
    moment = found if isinstance(found, datetime) else datetime.fromisoformat(found)
    return moment if moment.tzinfo else timezone.make_aware(moment, timezone.get_fixed_timezone(0))


@override_settings(CACHES=IN_THE_DATABASE)
def test_the_database_keeps_a_count_for_the_whole_stretch_after_each_attempt(clock: Clock) -> None:
    counted = [attempts("ask:one", seconds=HOUR) for _ in range(3)]

    assert counted == [1, 2, 3]
    assert kept_until() > timezone.now() + timedelta(seconds=HOUR - 60)


def test_the_next_stretch_and_another_caller_begin_anew(clock: Clock) -> None:
    attempts("ask:one", seconds=HOUR)
    clock.now += HOUR

    counted = [attempts("ask:one", seconds=HOUR), attempts("ask:two", seconds=HOUR)]

    assert counted == [1, 1]


def test_whoever_waits_is_told_when_counting_begins_anew(clock: Clock) -> None:
    clock.now += 15

    assert (seconds_left(60), seconds_left(HOUR)) == (45, HOUR - 15)
