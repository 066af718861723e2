"""Workers killed with SIGKILL in the middle of a task, on each of the three deliveries."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.support.waiting import until

pytestmark = pytest.mark.system

DELIVERIES = ["sqlite", "postgresql", "rabbitmq"]


@dataclass
class Installation:
    """A database with the product's tables, a delivery, and the workers of the test."""

    folder: Path
    database: str
    environment: dict[str, str]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def python(self, *words: str) -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen([sys.executable, *words], env=self.environment, stdout=log, stderr=log)

    def worker(self, *jobs: tuple[str, dict[str, Any]]) -> subprocess.Popen[bytes]:
        """A worker that first asks for these jobs."""
        words = [word for work, arguments in jobs for word in (work, json.dumps(arguments))]
        process = self.python("-m", "tests.support.probe.worker", *words)
        self.workers.append(process)
        return process

    def close(self, gate: str) -> None:
        (self.folder / f"{gate}.closed").touch()

    def open(self, gate: str) -> None:
        (self.folder / f"{gate}.closed").unlink()

    def wait_at(self, gate: str) -> None:
        until((self.folder / f"{gate}.reached").exists, says=self.log)

    def wait_until_all_is_done(self) -> None:
        until(
            lambda: (
                self.rows("SELECT count(*) FROM tasks_job WHERE state <> 'done' AND title = ''") == [(0,)]
                and self.rows("SELECT count(*) FROM tasks_job") != [(0,)]
            ),
            says=self.log,
        )

    def effects(self) -> list[str]:
        return [name for (name,) in self.rows("SELECT name FROM probe_effect ORDER BY id")]

    def attempts(self) -> list[int]:
        return [
            count
            for (count,) in self.rows(
                "SELECT attempts FROM tasks_job WHERE work LIKE 'probe.%' ORDER BY created_at"
            )
        ]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        if self.database.startswith("sqlite"):
            connection = sqlite3.connect(self.database.removeprefix("sqlite:///"))
            try:
                return connection.execute(query).fetchall()
            finally:
                connection.close()
        with psycopg.connect(self.database) as server:
            return server.execute(query).fetchall()

    def log(self) -> str:
        return (self.folder / "log").read_text()


@pytest.fixture(scope="module", params=DELIVERIES)
def migrated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    folder = tmp_path_factory.mktemp(request.param)
    database = f"sqlite:///{folder / 'zveno.sqlite3'}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.support.probe.settings",
        "ZVENO_HOME": str(folder),
        "ZVENO_PROBE_GATES": str(folder),
        "ZVENO_TASKS": "database",
    }
    if request.param != "sqlite":
        database = request.getfixturevalue("postgres_url").replace("/zveno", f"/{request.param}")
        with psycopg.connect(request.getfixturevalue("postgres_url"), autocommit=True) as server:
            server.execute(f"CREATE DATABASE {request.param}")
    if request.param == "rabbitmq":
        environment |= {"ZVENO_TASKS": "celery", "ZVENO_BROKER_URL": request.getfixturevalue("broker_url")}
    made = Installation(folder, database, {**environment, "DATABASE_URL": database})
    process = made.python("-m", "django", "migrate", "--run-syncdb", "--verbosity=0")
    assert process.wait(timeout=120) == 0, made.log()
    return made


@pytest.fixture
def installation(migrated: Installation) -> Iterator[Installation]:
    yield migrated
    for worker in migrated.workers:
        worker.kill()
        worker.wait()
    migrated.workers.clear()


def test_a_job_killed_before_its_commit_takes_effect_once(installation: Installation) -> None:
    installation.close("before.inside")
    worker = installation.worker(("probe.effect", {"name": "before"}))
    installation.wait_at("before.inside")

    worker.kill()
    worker.wait()
    effects_of_the_killed = installation.effects().count("before")
    installation.open("before.inside")
    installation.worker()
    installation.wait_until_all_is_done()

    assert (effects_of_the_killed, installation.effects().count("before")) == (0, 1)


def test_a_job_killed_between_its_commit_and_the_acknowledgement_takes_effect_once(
    installation: Installation,
) -> None:
    installation.close("after.committed")
    worker = installation.worker(("probe.effect", {"name": "after"}))
    installation.wait_at("after.committed")

    worker.kill()
    worker.wait()
    effects_of_the_killed = installation.effects().count("after")
    installation.open("after.committed")
    # The message comes again, if the delivery repeats it; another job shows that the queue moves on.
    installation.worker(("probe.effect", {"name": "next"}))
    installation.wait_until_all_is_done()
    until(lambda: "next" in installation.effects())

    assert (effects_of_the_killed, installation.effects().count("after")) == (1, 1)


def test_a_long_job_killed_in_a_step_resumes_there_and_makes_each_step_once(
    installation: Installation,
) -> None:
    names = ["one", "two", "three"]
    installation.close("two.inside")
    worker = installation.worker(("probe.steps", {"names": names}))
    installation.wait_at("two.inside")

    worker.kill()
    worker.wait()
    effects_of_the_killed = [name for name in installation.effects() if name in names]
    installation.open("two.inside")
    installation.worker()
    installation.wait_until_all_is_done()

    assert effects_of_the_killed == ["one"]
    assert [name for name in installation.effects() if name in names] == names


def test_every_request_takes_effect_once_though_workers_are_killed_again_and_again(
    installation: Installation,
) -> None:
    names = [f"many-{number}" for number in range(12)]
    for name in names[::4]:
        installation.close(f"{name}.inside")
    asked = [("probe.effect", {"name": name}) for name in names]

    first = installation.worker(*asked)
    for name in names[::4]:
        worker = first if name == names[0] else installation.worker()
        installation.wait_at(f"{name}.inside")
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        installation.open(f"{name}.inside")
    installation.worker()
    installation.wait_until_all_is_done()

    assert sorted(name for name in installation.effects() if name in names) == sorted(names)


def test_a_worker_told_to_end_finishes_what_it_is_at(installation: Installation) -> None:
    installation.close("polite.inside")
    worker = installation.worker(("probe.effect", {"name": "polite"}))
    installation.wait_at("polite.inside")

    worker.terminate()
    installation.open("polite.inside")

    assert (worker.wait(timeout=20), installation.effects().count("polite")) == (0, 1)


def test_a_worker_told_to_end_gives_a_long_job_back_at_its_next_step(installation: Installation) -> None:
    names = ["left", "right"]
    earlier = installation.log().count("worker goes home")
    installation.close("left.inside")
    worker = installation.worker(("probe.steps", {"names": names}))
    installation.wait_at("left.inside")

    worker.terminate()
    until(lambda: installation.log().count("worker goes home") > earlier, says=installation.log)
    installation.open("left.inside")
    code = worker.wait(timeout=20)
    effects_of_the_polite = [name for name in installation.effects() if name in names]
    installation.worker()
    installation.wait_until_all_is_done()

    assert (code, effects_of_the_polite) == (0, ["left"])
    assert [name for name in installation.effects() if name in names] == names
