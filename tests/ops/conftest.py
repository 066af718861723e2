"""Installations on either database. These tests start processes and choose databases themselves."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import psycopg
import pytest

from tests.ops.installation import Installation
from tests.support import postgres
from tests.support.servers import started

Make = Callable[[str], Installation]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/ops" in item.path.as_posix():
            item.add_marker(pytest.mark.system)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    yield from started(postgres.server)


@pytest.fixture(scope="session")
def begun(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Callable[[str], Installation]:
    """One installation with an administrator on each database, made once and copied for each test."""

    @cache
    def begun_on(vendor: str) -> Installation:
        installation = Installation(tmp_path_factory.mktemp("begun") / "home")
        if vendor == "postgresql":
            server = request.getfixturevalue("postgres_server")
            installation = Installation(installation.home, new_database(server))
        installation.begin()
        return installation

    return begun_on


def new_database(server: str, template: str = "template1") -> str:
    name = f"z{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return f"{server.rpartition('/')[0]}/{name}"


@pytest.fixture
def make(tmp_path: Path, request: pytest.FixtureRequest) -> Make:
    """`make("sqlite")`, `make("postgresql")`: a new installation with an empty database."""

    def make_one(vendor: str) -> Installation:
        home = tmp_path / f"home-{uuid.uuid4().hex[:6]}"
        if vendor == "sqlite":
            return Installation(home)
        return Installation(home, new_database(request.getfixturevalue("postgres_server")))

    return make_one


@pytest.fixture
def make_begun(tmp_path: Path, begun: Callable[[str], Installation], request: pytest.FixtureRequest) -> Make:
    """As `make`, with tables and an administrator."""

    def make_one(vendor: str) -> Installation:
        original = begun(vendor)
        home = tmp_path / f"home-{uuid.uuid4().hex[:6]}"
        shutil.copytree(original.home, home)
        if vendor == "sqlite":
            return Installation(home)
        server = request.getfixturevalue("postgres_server")
        return Installation(home, new_database(server, original.database_url.rpartition("/")[2]))

    return make_one


@pytest.fixture
def installation(make_begun: Make) -> Installation:
    """One with an administrator, on SQLite."""
    return make_begun("sqlite")
