"""How often one caller may ask."""

from __future__ import annotations

import time
from typing import cast

from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from zveno.web.api.requests import ApiRequest

MINUTE = 60


class RateOfCaller(BaseThrottle):
    """So many requests in each minute, counted for a key (or for a person's session) over all processes.

    ninja's own classes keep the caller in the throttle itself, which threads share; this one keeps nothing.
    The shared cache may count two requests of one moment as one: a limit of this kind bears that.
    """

    def __init__(self, a_minute: int) -> None:
        self.a_minute = a_minute

    def allow_request(self, request: HttpRequest) -> bool:
        counter = f"api:{_caller(cast('ApiRequest', request))}:{int(time.time()) // MINUTE}"
        if cache.add(counter, 1, timeout=2 * MINUTE):
            return True
        try:
            asked = cache.incr(counter)
        except ValueError:  # culled between the two lines
            return True
        return asked <= self.a_minute

    def wait(self) -> float:
        return MINUTE - time.time() % MINUTE


def _caller(request: ApiRequest) -> str:
    return f"key:{request.key.pk}" if request.key else f"person:{request.actor.user.pk}"
