"""A request of a program or of somebody signed in."""

from __future__ import annotations

from zveno.base.accounts.models import ApiToken
from zveno.network.organisations.requests import ActorRequest


class ApiRequest(ActorRequest):
    """What operations receive; `key` is None for a browser's session."""

    key: ApiToken | None
