"""Drawn parts of pages that are kept: a menu is drawn once for everybody who has the same menu.

What differs from answer to answer within a kept part (the token of forms, the page to come back to) is a
mark there, exchanged when the part is given out.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock

MOST = 2000


class Kept:
    """Drawings by what they were drawn from. Full, it forgets those drawn longest ago."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._drawn: dict[Hashable, str] = {}
        self._lock = Lock()

    def drawn(self, key: Hashable, draw: Callable[[], str]) -> str:
        found = self._drawn.get(key)
        if found is None:
            found = draw()
            with self._lock:
                while len(self._drawn) >= self._most:
                    del self._drawn[next(iter(self._drawn))]
                self._drawn[key] = found
        return found


KEPT = Kept()
