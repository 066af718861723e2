"""A request of somebody signed in."""

from __future__ import annotations

from zveno.base.core.requests import ZvenoRequest
from zveno.network.organisations.actors import Actor


class ActorRequest(ZvenoRequest):
    """What views behind sign-in receive (LoginRequiredMiddleware lets nobody else through)."""

    actor: Actor
