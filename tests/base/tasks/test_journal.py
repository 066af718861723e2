"""The journal is sealed and inspected by itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone
from tests.support.jobs import RunJobs

from zveno.base.audit.models import Entry, Inspection, Seal
from zveno.base.audit.services import record
from zveno.base.tasks.schedule import slots
from zveno.base.tasks.services import make_scheduled

pytestmark = pytest.mark.django_db


def test_a_minute_later_an_entry_is_in_the_chain(run_jobs: RunJobs) -> None:
    now = timezone.now()
    entry = record("system.backup", None, by=None, at=now)

    make_scheduled([slot for slot in slots(now) if slot.work == "journal.seal"], at=now)
    run_jobs(at=now)

    assert list(Seal.objects.values_list("entry_number", flat=True)) == [entry.pk]


def test_at_night_the_chain_is_walked_along(run_jobs: RunJobs) -> None:
    now = timezone.now()
    record("system.backup", None, by=None, at=datetime(2026, 1, 1, tzinfo=UTC))

    make_scheduled([slot for slot in slots(now) if slot.work == "journal.inspect"], at=now)
    [job] = run_jobs(at=now)

    found = Inspection.objects.get()
    assert (found.position, found.faults, job.result) == (
        Entry.objects.count(), [], {"position": 1, "faults": 0},
    )  # fmt: skip
