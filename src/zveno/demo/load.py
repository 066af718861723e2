"""Makes the whole demonstration: the same seed and the same day give the same district."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from random import Random

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from zveno.base.audit.services import inspect, seal
from zveno.base.tasks.models import Job
from zveno.base.tasks.running import perform
from zveno.demo import (
    admission,
    consents,
    events,
    interactions,
    learners,
    organisations,
    papers,
    people,
    programmes,
    questions,
    traces,
)
from zveno.demo.world import World

SEED = 20_260_901


@transaction.atomic
def load(*, at: datetime | None = None) -> None:
    """Fill an empty database as if the network had worked for a year; all or nothing."""
    world = World(at=at or timezone.now(), random=Random(SEED))  # noqa: S311 -- to be the same each time
    people.name_everybody(world)
    organisations.plan(world)
    people.plan(
        world, {member.code: member.joined for member in organisations.MEMBERS if not member.by_request}
    )
    admission.plan(world)
    learners.plan(world)
    consents.plan(world)
    programmes.plan(world)
    interactions.plan(world)
    events.plan(world)
    questions.plan(world)
    papers.plan(world)
    traces.plan(world)
    world.live()
    with _letters_go_nowhere():
        _do_jobs(world)
    seal(at=world.at, everything=True)
    inspect(at=world.at)


def _do_jobs(world: World) -> None:
    """The worker had a year for what was asked of it: each job is done a moment after it was due."""
    for job in Job.objects.due(world.at).order_by("run_after", "created_at", "pk"):
        perform(job.pk, worker="demo", clock=partial(_moment_after, job.run_after))


@contextmanager
def _letters_go_nowhere() -> Iterator[None]:
    """They left in a past that was not: neither a mail server nor the folder of letters gets them, where
    they would go on naming the address at which the demonstration was once built.
    """
    usual = settings.LETTERS_BACKEND
    settings.LETTERS_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    try:
        yield
    finally:
        settings.LETTERS_BACKEND = usual


def _moment_after(due: datetime) -> datetime:
    return due + timedelta(seconds=3)
