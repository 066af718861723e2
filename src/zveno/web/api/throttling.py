"""How often one caller may ask: `core.throttle` in the words of ninja."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from zveno.base.core.throttle import attempts, seconds_left
from zveno.web.api.requests import ApiRequest

MINUTE = 60


class RateOfCaller(BaseThrottle):
    """So many requests in each minute, counted for a key (or for a person's session) over all processes.

    ninja's own classes keep the caller in the throttle itself, which threads share; this one keeps nothing.
    """

    def __init__(self, a_minute: int) -> None:
        self.a_minute = a_minute

    def allow_request(self, request: HttpRequest) -> bool:
        return attempts(f"api:{_caller(cast('ApiRequest', request))}", seconds=MINUTE) <= self.a_minute

    def wait(self) -> float:
        return seconds_left(MINUTE)


def _caller(request: ApiRequest) -> str:
    return f"key:{request.key.pk}" if request.key else f"person:{request.actor.user.pk}"
