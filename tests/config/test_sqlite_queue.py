"""Writers of one process stand in a queue before SQLite's only place."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler
from pytest_django.plugin import DjangoDbBlocker

from zveno.config import environment

SHORT = 0.2


@pytest.fixture
def handler(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker
) -> Iterator[ConnectionHandler]:
    """Connections, one for each thread, to an SQLite file as the product opens it."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    settings = environment.database(tmp_path)
    found = ConnectionHandler({"default": settings})
    with django_db_blocker.unblock():
        with found["default"].cursor() as cursor:
            cursor.execute("CREATE TABLE counter (value INTEGER NOT NULL)")
            cursor.execute("INSERT INTO counter VALUES (0)")
        yield found
        found["default"].close()


def begin(connection: BaseDatabaseWrapper) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def count_up(connection: BaseDatabaseWrapper) -> None:
    """Read, then write what was read: a lost turn would lose a step."""
    begin(connection)
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM counter")
        cursor.execute("UPDATE counter SET value = %s", [cursor.fetchone()[0] + 1])
    connection.commit()
    connection.set_autocommit(True)


def value(connection: BaseDatabaseWrapper) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM counter")
        found: int = cursor.fetchone()[0]
        return found


def test_every_step_of_many_threads_is_kept(handler: ConnectionHandler) -> None:
    def steps() -> None:
        for _ in range(20):
            count_up(handler["default"])
        handler["default"].close()

    with ThreadPoolExecutor(8) as threads:
        for done in [threads.submit(steps) for _ in range(8)]:
            done.result()

    assert value(handler["default"]) == 160


def test_who_waits_does_not_ask_the_database(handler: ConnectionHandler) -> None:
    asked, waiting, order = threading.Event(), threading.Event(), []

    def notice(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        if sql.startswith("BEGIN"):
            asked.set()
        return execute(sql, params, many, context)

    def second() -> None:
        connection = handler["default"]
        connection.ensure_connection()
        waiting.set()
        with connection.execute_wrapper(notice):
            count_up(connection)
        order.append("second")
        connection.close()

    begin(handler["default"])
    with ThreadPoolExecutor(1) as threads:
        done = threads.submit(second)
        waiting.wait()
        was_asked_meanwhile = asked.wait(SHORT)
        order.append("first")
        handler["default"].rollback()
        handler["default"].set_autocommit(True)
        done.result()

    assert not was_asked_meanwhile
    assert order == ["first", "second"]


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_the_place_is_free_after_each_end(handler: ConnectionHandler, end: str) -> None:
    connection = handler["default"]
    begin(connection)

    getattr(connection, end)()

    def another() -> None:
        count_up(handler["default"])
        handler["default"].close()

    with ThreadPoolExecutor(1) as threads:
        threads.submit(another).result(timeout=10)
    assert value(handler["default"]) == 1


def test_who_has_waited_the_whole_timeout_is_told_and_takes_nobodys_turn(handler: ConnectionHandler) -> None:
    handler.settings["default"]["OPTIONS"]["timeout"] = SHORT
    begin(handler["default"])

    def impatient() -> None:
        try:
            with pytest.raises(OperationalError, match="locked"):
                begin(handler["default"])
        finally:
            handler["default"].close()

    with ThreadPoolExecutor(1) as threads:
        threads.submit(impatient).result()
    handler["default"].rollback()
    handler["default"].set_autocommit(True)

    count_up(handler["default"])
    assert value(handler["default"]) == 1
