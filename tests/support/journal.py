"""Emptying the database after a transactional test meets the triggers of the journal."""

from __future__ import annotations

from django.db import connection
from django.test import TransactionTestCase

from zveno.base.audit import guards

_empty_tables = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]


def _empty_tables_with_guards_lowered(case: TransactionTestCase) -> None:
    with guards.lowered(connection):
        _empty_tables(case)


def let_tests_empty_it() -> None:
    """Tests that commit are followed by a flush, which deletes every row of every table."""
    TransactionTestCase._fixture_teardown = _empty_tables_with_guards_lowered  # type: ignore[attr-defined]
