"""Waiting for what other processes do: on a condition, never for a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def until(condition: Callable[[], T], *, seconds: float = 60.0, says: Callable[[], str] = str) -> T:
    """The first answer of the condition that is true; after `seconds` a failure with what `says` knows."""
    deadline = time.monotonic() + seconds
    while not (answer := condition()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds:g} s: {says()}")
        time.sleep(0.02)
    return answer
