"""`zveno load_demo` (asked by `zveno demo`): tables and the demonstration district into an empty database."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection, transaction

from zveno import demo
from zveno.config.commands.migrate import one_at_a_time
from zveno.config.installation import collect_static, pending_migrations


def run(options: Namespace) -> int:
    load_if_empty()
    with _step("статические файлы"):
        collect_static()
    return 0


def load_if_empty() -> None:
    """Everything in one transaction: an interrupted load leaves an empty database, not half a district."""
    with one_at_a_time():
        if pending_migrations(connection):
            with _step("таблицы базы данных"):
                call_command("migrate", interactive=False, verbosity=0)
        if not get_user_model().objects.exists():
            with _step("организации, люди и события"), transaction.atomic():
                demo.load()


@contextmanager
def _step(name: str) -> Iterator[None]:
    start = time.monotonic()
    print(f"  • {name}…", end="", flush=True)
    yield
    print(f" {time.monotonic() - start:.1f} с", flush=True)
