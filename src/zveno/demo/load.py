"""Makes the whole demonstration: the same seed and the same day give the same district."""

from __future__ import annotations

from datetime import datetime
from random import Random

from django.db import transaction
from django.utils import timezone

from zveno.base.audit.services import inspect, seal
from zveno.demo import admission, events, organisations, papers, people, questions, traces
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
    events.plan(world)
    questions.plan(world)
    papers.plan(world)
    traces.plan(world)
    world.live()
    seal(at=world.at, everything=True)
    inspect(at=world.at)
