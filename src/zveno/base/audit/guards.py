"""Triggers that keep the journal append-only against SQL too, on both databases.

INSERT stays free, so a backup is loaded by inserting rows into empty tables. An entry may be deleted
only where a written `Purge` covers its place in the chain; nothing else may be changed or deleted.
A hand that may drop triggers can still get past them: that is what the chain is for.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("audit_entry", "audit_seal", "audit_purge")
COVERED_BY_A_PURGE = (
    "EXISTS (SELECT 1 FROM audit_seal WHERE audit_seal.entry_number = OLD.id"
    " AND audit_seal.position <= (SELECT COALESCE(MAX(last_position), 0) FROM audit_purge))"
)
SAYS = "the journal is append-only"


def _sqlite() -> Iterator[str]:
    for table in TABLES:
        unless = f" WHEN NOT {COVERED_BY_A_PURGE}" if table == "audit_entry" else ""
        refusal = f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
        yield f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} {refusal}"
        yield f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table}{unless} {refusal}"


# 23514 is check_violation: Django raises IntegrityError, as it does for SQLite's ABORT.
_REFUSE = f"RAISE EXCEPTION '{SAYS}' USING ERRCODE = '23514';"
_FUNCTIONS = {
    "audit_refuse": f"BEGIN {_REFUSE} END",
    "audit_refuse_uncovered": f"BEGIN IF {COVERED_BY_A_PURGE} THEN RETURN OLD; END IF; {_REFUSE} END",
    "audit_refuse_truncate": f"""
        DECLARE filled boolean;
        BEGIN
            EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', TG_TABLE_NAME) INTO filled;
            IF filled THEN {_REFUSE} END IF;
            RETURN NULL;
        END""",  # noqa: S608 -- constants of this module only
}


def _postgresql() -> Iterator[str]:
    for name, body in _FUNCTIONS.items():
        yield f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"
    for table in TABLES:
        refusal = "audit_refuse_uncovered" if table == "audit_entry" else "audit_refuse"
        for event, each, function in (
            ("update", "ROW", "audit_refuse"),
            ("delete", "ROW", refusal),
            ("truncate", "STATEMENT", "audit_refuse_truncate"),
        ):
            yield (
                f"CREATE TRIGGER {table}_{event} BEFORE {event} ON {table}"
                f" FOR EACH {each} EXECUTE FUNCTION {function}()"
            )


def _names(vendor: str) -> list[tuple[str, str]]:
    """Each trigger with its table."""
    events = ("update", "delete", "truncate") if vendor == "postgresql" else ("update", "delete")
    return [(f"{table}_{event}", table) for table in TABLES for event in events]


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers anew; a migration that remakes one of the tables calls this at its end."""
    take_down(connection)
    with connection.cursor() as cursor:
        for statement in _postgresql() if connection.vendor == "postgresql" else _sqlite():
            cursor.execute(statement)


def take_down(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for name, table in _names(connection.vendor):
            where = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Triggers that should stand and do not."""
    asks = (
        "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(asks)
        standing = {name for (name,) in cursor.fetchall()}
    return [name for name, _table in _names(connection.vendor) if name not in standing]


@contextmanager
def lowered(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Emptying a whole database (a restore over an old one, tests) is the one honest reason."""
    take_down(connection)
    try:
        yield
    finally:
        put_up(connection)
