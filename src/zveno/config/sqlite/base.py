"""Django looks for `base.DatabaseWrapper` in the package that a database's ENGINE names."""

from __future__ import annotations

import threading
from collections import defaultdict
from typing import Any

from django.db.backends.sqlite3 import base

# One for each file: whoever begins a transaction in this process waits for his turn here.
_TURNS: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


class DatabaseWrapper(base.DatabaseWrapper):
    """Threads of one process wait for the writer's place in a queue instead of asking again and again.

    SQLite has one writer. Whoever finds the place taken sleeps up to a tenth of a second and asks again:
    the disk idles meanwhile, and the unlucky starve. Every transaction of ours is IMMEDIATE, so the whole
    of it is a writer's, and its beginning is the place to wait. Other processes (the worker of tasks)
    still meet SQLite's own waiting, and so does whoever has waited here for the whole timeout.
    """

    _has_turn = False

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        begun = False
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
            begun = True
        finally:
            if not begun:
                self._give_turn()

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._give_turn()  # not if it failed: a rollback follows

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _take_turn(self) -> None:
        timeout: Any = self.settings_dict["OPTIONS"].get("timeout", 5)
        self._has_turn = self._turn.acquire(timeout=timeout)

    def _give_turn(self) -> None:
        if self._has_turn:
            self._has_turn = False
            self._turn.release()

    @property
    def _turn(self) -> threading.Lock:
        return _TURNS[str(self.settings_dict["NAME"])]
