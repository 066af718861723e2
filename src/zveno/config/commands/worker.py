"""`zveno worker`: background jobs only."""

from __future__ import annotations

from argparse import Namespace

from django.core.management import call_command


def run(options: Namespace) -> int:
    call_command("db_worker", reload=False)
    return 0
