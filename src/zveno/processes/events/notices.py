"""Who is told when a published event changes."""

from __future__ import annotations

from datetime import datetime

from zveno.network.organisations.actors import Actor
from zveno.processes.events.models import Event


def tell_moved(event: Event, *, by: Actor, at: datetime) -> None:
    return


def tell_cancelled(event: Event, *, by: Actor, at: datetime) -> None:
    return
