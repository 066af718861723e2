"""`zveno migrate`: the database gets the shape this version expects."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection

from zveno.config.installation import pending_migrations

LOCK = 5_263_747  # any number: it only has to be ours


def run(options: Namespace) -> int:
    with one_at_a_time():
        waiting = pending_migrations(connection)
        call_command("migrate", *options.where, interactive=False, verbosity=0)
    print(f"Выполнено миграций: {len(waiting)}." if waiting else "База данных уже этой версии.")
    return 0


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two hosts that start together do not migrate together. On SQLite its own write lock does this."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
