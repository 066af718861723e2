"""`zveno worker`: background jobs only."""

from __future__ import annotations

from argparse import Namespace

from zveno.base.tasks.worker import run_worker
from zveno.config.serving.server import require_migrated


def run(options: Namespace) -> int:
    require_migrated()
    return run_worker()
