"""Installations on either database. These tests start processes and choose databases themselves."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests.ops.installation import Installation
from tests.support import postgres

Make = Callable[[str], Installation]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/ops" in item.path.as_posix():
            item.add_marker(pytest.mark.system)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    if postgres.programs() is None and os.environ.get("CI") != "true":
        pytest.skip(postgres.HOW_TO_GET_IT)
    with postgres.server() as url:
        yield url


@pytest.fixture
def make(tmp_path: Path, request: pytest.FixtureRequest) -> Make:
    """`make("sqlite")`, `make("postgresql")`: a new installation with an empty database."""

    def make_one(vendor: str) -> Installation:
        name = f"z{uuid.uuid4().hex[:12]}"
        home = tmp_path / name
        if vendor == "sqlite":
            return Installation(home)
        server = request.getfixturevalue("postgres_server")
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return Installation(home, f"{server.rpartition('/')[0]}/{name}")

    return make_one


@pytest.fixture
def installation(make: Make) -> Installation:
    """A new one on SQLite."""
    return make("sqlite")
