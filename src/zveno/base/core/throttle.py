"""How often a stranger may do something, counted in the cache that all workers share."""

from __future__ import annotations

import hashlib
import time

from django.core.cache import cache


def attempts(what: str, *, seconds: int) -> int:
    """Count one more attempt and tell how many there were in this stretch of time.

    Not by `cache.incr`: kept in a database it forgets the lifetime and counts on with the default of five
    minutes. The cache may count two attempts of one moment as one: limits of this kind bear that.
    """
    named = hashlib.sha256(what.casefold().encode()).hexdigest()
    key = f"throttle:{int(time.time()) // seconds}:{named}"
    amount = int(cache.get(key, 0)) + 1
    cache.set(key, amount, timeout=seconds)
    return amount


def seconds_left(seconds: int) -> float:
    """Until counting begins anew."""
    return seconds - time.time() % seconds
