"""A request of somebody signed in."""

from __future__ import annotations

from zveno.base.core.requests import ZvenoRequest
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Membership


class ActorRequest(ZvenoRequest):
    """What views behind sign-in receive (LoginRequiredMiddleware lets nobody else through)."""

    actor: Actor
    seats: list[Membership]
