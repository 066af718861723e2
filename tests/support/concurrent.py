"""A database that several connections may write at once, for tests of threads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, connections


@pytest.fixture
def shared_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """On PostgreSQL the test database itself; on SQLite a copy of it in a file, as the product has it.

    An in-memory database locks whole tables between its connections, which the product never meets.
    """
    if connection.vendor == "postgresql":
        yield
        return
    path = str(tmp_path / "zveno.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [path])
    in_memory = connections["default"]
    settings = connections.settings["default"]
    name = settings["NAME"]
    settings["NAME"] = path
    connections["default"] = in_memory.copy()
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = in_memory
        settings["NAME"] = name
