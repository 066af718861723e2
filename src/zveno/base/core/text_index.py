"""Part of a word found in many rows without reading them all: one function, two implementations.

SQLite: an FTS5 table of trigrams beside the column, kept by triggers. PostgreSQL: a GIN index of pg_trgm,
used by a plain LIKE; where the extension may not be made, search reads the rows and `zveno doctor` says so.

A package names its column in `apps.py`: `text_index.keep(Person, "search_key")`. The index is looked after
whenever migrations have run (and a copy has been restored): Django remakes a table of SQLite to change it,
and the triggers go with the old one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig, apps
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from zveno.base.core.health import Finding, check, warning
from zveno.base.core.text import search_key

# Shorter parts of words have no trigram; they narrow what the longer ones found, or the rows are read.
TRIGRAM = 3
EXTENSION = "pg_trgm"


@dataclass(frozen=True)
class TextIndex:
    """The index of one column of folded text (a `SearchKeyField`)."""

    label: str
    column: str

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def name(self) -> str:
        return f"{self.table}_{self.column}_trigrams"

    def holds(self, typed: str, *, through: str = "") -> Q:
        """Every typed word occurs in the column; `through` is the way to its row («person»)."""
        words = search_key(typed).split()
        way = f"{through}__" if through else ""
        found = Q()
        if connections[DEFAULT_DB_ALIAS].vendor == "sqlite":
            long = [word for word in words if len(word) >= TRIGRAM]
            if long:
                found &= Q(**{f"{way}pk__in": self._matching(long)})
            words = [word for word in words if len(word) < TRIGRAM]
        for word in words:
            found &= Q(**{f"{way}{self.column}__contains": word})
        return found

    def _matching(self, words: list[str]) -> RawSQL:
        # What is typed is a parameter; a quotation mark inside it is doubled, as FTS5 wants it.
        wanted = " AND ".join('"{}"'.format(word.replace('"', '""')) for word in words)
        return RawSQL(f'SELECT rowid FROM "{self.name}" WHERE "{self.name}" MATCH %s', [wanted])  # noqa: S608, S611

    def stands(self, connection: BaseDatabaseWrapper) -> bool:
        """Is the whole of it there?"""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT to_regclass(%s)", [self.name])
                return cursor.fetchone()[0] is not None
            cursor.execute(
                "SELECT COUNT(*) FROM sqlite_master WHERE name = %s OR (type = 'trigger' AND name LIKE %s)",
                [self.name, f"{self.name}_on_%"],
            )
            return bool(cursor.fetchone()[0] == 1 + len(_EVENTS))

    def put_up(self, connection: BaseDatabaseWrapper) -> None:
        """Make it, filled with the rows that are there."""
        if connection.vendor == "postgresql":
            self._put_up_postgresql(connection)
            return
        with connection.cursor() as cursor:
            for statement in self._sqlite():
                cursor.execute(statement)

    def _sqlite(self) -> Iterator[str]:
        name, column = self.name, self.column
        yield (
            f"CREATE VIRTUAL TABLE IF NOT EXISTS \"{name}\" USING fts5({column}, content='{self.table}',"
            " content_rowid='id', tokenize='trigram case_sensitive 1')"
        )
        add = f'INSERT INTO "{name}"(rowid, {column}) VALUES (NEW.id, NEW.{column});'  # noqa: S608 -- names of ours
        take = f"""INSERT INTO "{name}"("{name}", rowid, {column}) VALUES ('delete', OLD.id, OLD.{column});"""  # noqa: S608
        changed = f"WHEN OLD.{column} <> NEW.{column} OR OLD.id <> NEW.id"
        does = {"insert": ("", add), "delete": ("", take), "update": (changed, take + add)}
        for event in _EVENTS:
            when, body = does[event]
            yield f'DROP TRIGGER IF EXISTS "{name}_on_{event}"'
            yield (
                f'CREATE TRIGGER "{name}_on_{event}" AFTER {event} ON "{self.table}" {when} BEGIN {body} END'
            )
        yield f"""INSERT INTO "{name}"("{name}") VALUES ('rebuild')"""  # noqa: S608

    def _put_up_postgresql(self, connection: BaseDatabaseWrapper) -> None:
        try:
            # Since PostgreSQL 13 the owner of a database may make this extension; if not, its administrator.
            with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {EXTENSION}")
        except DatabaseError:
            return
        with connection.cursor() as cursor:
            cursor.execute(
                f'CREATE INDEX IF NOT EXISTS "{self.name}" ON "{self.table}"'
                f" USING gin ({self.column} gin_trgm_ops) WITH (fastupdate = off)"
            )


_EVENTS = ("insert", "delete", "update")
_kept: dict[str, TextIndex] = {}


def keep(model: type[models.Model], column: str) -> TextIndex:
    """From now on the column is searched by its index, which is looked after at each migration."""
    index = TextIndex(model._meta.label_lower, column)
    if index.name not in _kept:
        _kept[index.name] = index
        post_migrate.connect(_look_after, sender=apps.get_app_config(model._meta.app_label))
    return index


def index_of(model: type[models.Model], column: str = "search_key") -> TextIndex:
    """The index that was promised by `keep`."""
    return _kept[TextIndex(model._meta.label_lower, column).name]


def _look_after(sender: AppConfig, using: str, **_options: Any) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
    for index in _kept.values():
        if index.model._meta.app_label != sender.label:
            continue
        if index.table in present and not index.stands(connection):
            index.put_up(connection)


@check("core.text_index", _("Поиск по части слова быстр"))
def _search_is_fast() -> Iterator[Finding]:
    connection = connections[DEFAULT_DB_ALIAS]
    for index in _kept.values():
        if not index.stands(connection):
            yield warning(
                _("Нет индекса %(name)s: поиск читает все строки.") % {"name": index.name},
                todo=_(
                    "В PostgreSQL администратор базы выполняет «CREATE EXTENSION pg_trgm», "
                    "затем запустите «zveno migrate»."
                ),
            )
