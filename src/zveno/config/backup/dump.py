"""Make a copy: every table as of one moment, and the files that its rows name."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Model
from django.utils.duration import duration_iso_string

from zveno import __version__
from zveno.config import environment
from zveno.config.backup.archive import Manifest, Writer, written
from zveno.config.backup.state import columns, file_columns, state_of_database

Progress = Callable[[str], None]


def dump(path: Path, *, at: datetime, progress: Progress) -> Manifest:
    """Write the archive. Others go on reading and writing; what they write after the start is not in it."""
    with snapshot():
        state = state_of_database()
        manifest = Manifest(
            version=__version__,
            made_at=at.isoformat(),
            database=connection.vendor,
            migrations=state.migrations,
            key_mark=key_mark(settings.SECRET_KEY),
        )
        with written(path, manifest) as writer:
            files: set[str] = set()
            for model in state.models:
                files |= _table(writer, model)
            manifest.sequences = _sequences({model._meta.db_table for model in state.models})
            rows = sum(part.rows or 0 for part in manifest.parts)
            progress(f"таблиц {len(manifest.parts)}, строк {rows}")
            for name in sorted(files):
                _file(writer, name)
            progress(f"файлов {len(manifest.files())}")
            if not environment.text("ZVENO_SECRET_KEY"):
                writer.add_secret(settings.SECRET_KEY)
    return manifest


@contextmanager
def snapshot() -> Iterator[None]:
    """All reads inside see the database as of one moment; nobody waits for us."""
    if connection.vendor == "sqlite":
        # Django would begin IMMEDIATE and keep every writer waiting; a deferred transaction of WAL only
        # reads, and its moment is that of its first read.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                cursor.execute("SELECT COUNT(*) FROM sqlite_master")
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def _table(writer: Writer, model: type[Model]) -> set[str]:
    """Write the table; the names of files that its rows name."""
    names = [field.attname for field in columns(model)]
    places = [names.index(name) for name in file_columns(model)]
    found: set[str] = set()

    def lines() -> Iterator[str]:
        rows = model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=1000)
        for row in rows:
            found.update(str(row[place]) for place in places if row[place])
            # Sorted, because the two databases keep the keys of a JSON value in different orders.
            yield json.dumps(row, default=_plain, ensure_ascii=False, sort_keys=True)

    writer.add_table(model._meta.label_lower, names, lines())
    return found


def key_mark(key: str) -> str:
    return hashlib.sha256(f"zveno.backup:{key}".encode()).hexdigest()[:16]


def _file(writer: Writer, name: str) -> None:
    try:
        with default_storage.open(name, "rb") as source:
            writer.add_file(name, source)
    except FileNotFoundError:
        writer.manifest.missing_files.append(name)


def _plain(value: Any) -> str:
    """What JSON has no word for, in the form that the field's `to_python` reads back."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    raise TypeError(f"no plain form of {type(value)}")


def _sequences(tables: set[str]) -> dict[str, int]:
    """Table → the highest number ever given in it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
        else:
            cursor.execute(
                "SELECT c.relname, s.last_value FROM pg_sequences s"
                " JOIN pg_class q ON q.relname = s.sequencename AND q.relkind = 'S'"
                " JOIN pg_depend d ON d.objid = q.oid AND d.deptype IN ('a', 'i')"
                " JOIN pg_class c ON c.oid = d.refobjid"
                " WHERE s.schemaname = current_schema() AND s.last_value IS NOT NULL"
            )
        return {table: number for table, number in cursor.fetchall() if table in tables}
