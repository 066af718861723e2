"""Places where a worker waits while a file stands in its way."""

from __future__ import annotations

import os
import time
from pathlib import Path


def folder() -> Path | None:
    found = os.environ.get("ZVENO_PROBE_GATES")
    return Path(found) if found else None


def pass_gate(name: str) -> None:
    """Say that we are here, and wait while the gate is closed."""
    place = folder()
    if place is None:
        return
    closed = place / f"{name}.closed"
    if closed.exists():
        (place / f"{name}.reached").touch()
    while closed.exists():
        time.sleep(0.01)
