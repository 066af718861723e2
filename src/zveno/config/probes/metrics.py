"""Counters of requests, summed over all processes of the server, in Prometheus' text form.

Each process writes its own small memory-mapped file of numbers; a scrape sums the files. A file outlives
its process, so a counter never goes back while the server runs; `zveno serve` empties the folder at start.
"""

from __future__ import annotations

import mmap
import os
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

CLASSES = (1, 2, 3, 4, 5)
BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
NUMBERS = len(CLASSES) + len(BOUNDS) + 2  # … and the count and the sum of seconds
SIZE = NUMBERS * 8
COUNT, SECONDS = NUMBERS - 2, NUMBERS - 1


def folder() -> Path:
    return Path(settings.HOME) / "run" / "metrics"


class Metrics:
    """The numbers of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pid = 0
        self._memory: mmap.mmap | None = None

    def observe(self, status: int, seconds: float) -> None:
        """One answered request."""
        with self._lock:
            memory = self._opened()
            self._add(memory, status // 100 - 1, 1)
            for place, bound in enumerate(BOUNDS, len(CLASSES)):
                if seconds <= bound:
                    self._add(memory, place, 1)
            self._add(memory, COUNT, 1)
            self._add(memory, SECONDS, seconds)

    def _opened(self) -> mmap.mmap:
        """Opened at the first request of this process: a forked child must not write into its parent's."""
        if self._memory is None or self._pid != os.getpid():
            self._pid = os.getpid()
            self._memory = _mapped(folder() / f"{self._pid}.bin")
        return self._memory

    @staticmethod
    def _add(memory: mmap.mmap, place: int, amount: float) -> None:
        (before,) = struct.unpack_from("<d", memory, place * 8)
        struct.pack_into("<d", memory, place * 8, before + amount)


def _mapped(path: Path) -> mmap.mmap:
    """A file of zeroes in memory; where nothing can be written, memory alone: then one process is seen."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with path.open("w+b") as file:
            file.write(bytes(SIZE))
            file.flush()
            return mmap.mmap(file.fileno(), SIZE)
    except OSError:
        return mmap.mmap(-1, SIZE)


METRICS = Metrics()


def totals() -> tuple[float, ...]:
    """The sums over all processes."""
    sums = [0.0] * NUMBERS
    for path in sorted(folder().glob("*.bin")):
        numbers = path.read_bytes()
        if len(numbers) == SIZE:
            sums = [
                total + one for total, one in zip(sums, struct.unpack(f"<{NUMBERS}d", numbers), strict=True)
            ]
    return tuple(sums)


def forget() -> None:
    """Begin at zero: called once, before the server's processes start."""
    for path in folder().glob("*.bin"):
        path.unlink(missing_ok=True)


def lines() -> Iterator[str]:
    """The counters in Prometheus' text form."""
    sums = totals()
    yield "# HELP zveno_requests_total Answered requests by class of status."
    yield "# TYPE zveno_requests_total counter"
    for place, status in enumerate(CLASSES):
        yield f'zveno_requests_total{{status="{status}xx"}} {sums[place]:.0f}'
    yield "# HELP zveno_request_seconds How long requests took."
    yield "# TYPE zveno_request_seconds histogram"
    for place, bound in enumerate(BOUNDS, len(CLASSES)):
        yield f'zveno_request_seconds_bucket{{le="{bound:g}"}} {sums[place]:.0f}'
    yield f'zveno_request_seconds_bucket{{le="+Inf"}} {sums[COUNT]:.0f}'
    yield f"zveno_request_seconds_sum {sums[SECONDS]:.6f}"
    yield f"zveno_request_seconds_count {sums[COUNT]:.0f}"
