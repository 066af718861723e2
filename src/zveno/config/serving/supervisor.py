"""Keeps child processes running and ends them together: on Ctrl+C, on SIGTERM, when it dies itself."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

from zveno.config.logs import logger
from zveno.config.sentences import Stop

PAUSES = (0.5, 1, 2, 5, 10, 30)
HEALTHY_AFTER = 30.0  # seconds of life that make earlier falls forgotten
FALLS_AT_START = 3
PATIENCE = 12.0  # seconds that children have to finish what they are at
TICK = 0.1

_log = logger("zveno.supervisor")


@dataclass
class Child:
    """A process that must run for as long as we do."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    vital: bool = True
    """Without it there is no server: if it cannot even start, the whole ends."""

    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    falls: int = 0
    start_again_at: float = 0.0

    def start(self) -> None:
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl+C of the terminal comes to us alone, and we tell the children
            preexec_fn=end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 -- one call
        )

    def look(self) -> None:
        """Start it, or start it again after a pause that grows with each fall."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.start_again_at:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            if now - self.started_at > HEALTHY_AFTER:
                self.falls = 0
            return
        _kill_group(self.process)  # its own processes would go on holding the port
        self.process = None
        self.falls += 1
        if self.vital and self.falls >= FALLS_AT_START:
            raise Stop(f"{self.name}: не удаётся запустить, попыток {self.falls}; причина – строками выше.")
        pause = PAUSES[min(self.falls, len(PAUSES)) - 1]
        self.start_again_at = now + pause
        _log.error("child ended", child=self.name, status=code, again_in=pause)


class Supervisor:
    def __init__(self, children: Sequence[Child], *, when_up: Callable[[], bool]) -> None:
        """`when_up` is asked until it says yes; it announces that the server answers."""
        self._children = children
        self._when_up = when_up
        self._told_to_stop = False

    def run(self) -> int:
        """Until told to stop; 0 when everybody ended in time."""
        before = {number: signal.signal(number, self._stop) for number in _stopping_signals()}
        try:
            up = False
            while not self._told_to_stop:
                for child in self._children:
                    if child.vital or up:  # what people wait for gets the processors first
                        child.look()
                up = up or self._when_up()
                time.sleep(TICK)
        finally:
            late = self._end_all()
            for number, handler in before.items():
                signal.signal(number, handler)
        return 1 if late else 0

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._told_to_stop = True

    def _end_all(self) -> list[str]:
        """Ask each to end, wait, then insist; the names of those who had to be killed."""
        alive = [child for child in self._children if child.process is not None]
        for child in alive:
            if child.process is not None and child.process.poll() is None:
                child.process.terminate()
        late = []
        deadline = time.monotonic() + PATIENCE
        for child in alive:
            if child.process is None:
                continue
            try:
                child.process.wait(timeout=max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                late.append(child.name)
            _kill_group(child.process)
            child.process.wait()
        return late


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """What is left of the child and of its own children, which share the session it began."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _stopping_signals() -> list[signal.Signals]:
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    return [getattr(signal, name) for name in names if hasattr(signal, name)]


def end_with_parent() -> None:
    """In the child, before exec: be told to end when the supervisor dies, even by kill -9."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)
