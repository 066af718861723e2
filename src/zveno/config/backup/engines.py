"""What each database does in its own way while a copy is loaded: the same promise, two implementations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model


@contextmanager
def without_triggers() -> Iterator[None]:
    """The journal refuses every change of its rows but an addition; a restore is not a change of the past."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
            yield
            for _name, sql in triggers:
                cursor.execute(sql)
            return
        cursor.execute(
            "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE NOT t.tgisinternal AND n.nspname = current_schema()"
        )
        tables = [connection.ops.quote_name(row[0]) for row in cursor.fetchall()]
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        # With a check still pending the table could not be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@contextmanager
def later_constraints() -> Iterator[None]:
    """Rows may come before the rows they point to; at the end everything must fit."""
    if connection.vendor == "sqlite":
        # Django makes its foreign keys deferred here; the commit checks them, this says which do not fit.
        yield
        connection.check_constraints()
        return
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def clear_postgresql() -> None:
    """Drop our tables and what our triggers call; other people's tables in the same schema stay."""
    with connection.cursor() as cursor:
        # Migrations run in one transaction here: a pending check would stop the next change of a table.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        ours = {*connection.introspection.django_table_names(), "django_migrations"}
        present = [name for name in connection.introspection.table_names(cursor) if name in ours]
        for name in present:
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)} CASCADE")
        cursor.execute(
            "SELECT p.oid::regprocedure::text FROM pg_proc p"
            " JOIN pg_namespace n ON n.oid = p.pronamespace"
            " WHERE n.nspname = current_schema() AND p.prorettype = 'trigger'::regtype"
            " AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgfoid = p.oid)"
            " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
        )
        for (function,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION {function}")


def raise_sequence(cursor: CursorWrapper, model: type[Model], given: int) -> None:
    """The next number of the table is above `given`, and above every number in it."""
    table = model._meta.db_table
    if connection.vendor == "sqlite":
        cursor.execute("UPDATE sqlite_sequence SET seq = MAX(seq, %s) WHERE name = %s", [given, table])
        if cursor.rowcount == 0:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, given])
        return
    key = str(model._meta.pk.column)
    quoted = connection.ops.quote_name(table)
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [quoted, key])
    (sequence,) = cursor.fetchone()
    if sequence:
        column = connection.ops.quote_name(key)
        cursor.execute(
            f"SELECT setval(%s, GREATEST((SELECT COALESCE(MAX({column}), 1) FROM {quoted}), %s))",  # noqa: S608
            [sequence, given],
        )
