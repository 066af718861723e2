"""The product as its own processes on a database of its own, for tests that kill them."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.support.waiting import until


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
                self.rows("SELECT count(*) FROM tasks_job WHERE state <> 'done' AND work LIKE 'probe.%'")
                == [(0,)]
            ),
            says=self.log,
        )

    def effects(self) -> list[str]:
        return [name for (name,) in self.rows("SELECT name FROM probe_effect ORDER BY id")]

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

    def execute(self, statement: str) -> None:
        if self.database.startswith("sqlite"):
            connection = sqlite3.connect(self.database.removeprefix("sqlite:///"), timeout=20)
            with connection:
                connection.execute(statement)
            connection.close()
        else:
            with psycopg.connect(self.database) as server:
                server.execute(statement)

    def end(self) -> None:
        """No worker outlives its test."""
        for worker in self.workers:
            worker.kill()
            worker.wait()
        self.workers.clear()


def install(folder: Path, database: str, **environment: str) -> Installation:
    """Make the tables, so that workers can begin."""
    made = Installation(
        folder,
        database,
        {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.support.probe.settings",
            "ZVENO_HOME": str(folder),
            "ZVENO_PROBE_GATES": str(folder),
            "ZVENO_TASKS": "database",
            "DATABASE_URL": database,
            **environment,
        },
    )
    process = made.python("-m", "django", "migrate", "--run-syncdb", "--verbosity=0")
    assert process.wait(timeout=120) == 0, made.log()
    return made


def sqlite_in(folder: Path) -> str:
    return f"sqlite:///{folder / 'zveno.sqlite3'}"
