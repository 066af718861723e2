"""An installation as an administrator has it: a home, a database, the command `zveno` in its own process."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "достаточно длинный пароль"


@dataclass(frozen=True)
class Installation:
    home: Path
    database_url: str = ""
    more: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        ours = ("ZVENO_", "DATABASE_URL", "DJANGO_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        url = {"DATABASE_URL": self.database_url} if self.database_url else {}
        return {
            **kept,
            **url,
            "ZVENO_HOME": str(self.home),
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "PYTHONDONTWRITEBYTECODE": "1",
            **self.more,
        }

    def zveno(self, *words: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run the command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "zveno", *map(str, words)],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            **options,
        )

    def did(self, *words: str | Path) -> str:
        """Run the command, which must succeed; what it said."""
        done = self.zveno(*words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def given(self, **more: str) -> Installation:
        """The same one with more said in its environment."""
        return Installation(self.home, self.database_url, {**self.more, **more})

    def begin(self) -> None:
        """Tables, and the first administrator."""
        self.did("migrate")
        admin = ("--email", "admin@example.ru", "--name", "Первов Пётр", "--organisation", "Отдел")
        self.given(ZVENO_ADMIN_PASSWORD=PASSWORD).did("create-admin", *admin)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with self.connection() as connection:
            return [tuple(row) for row in connection.execute(query).fetchall()]

    @contextmanager
    def connection(self) -> Iterator[Any]:
        if self.database_url:
            with psycopg.connect(self.database_url) as connection:
                yield connection
        else:
            file = sqlite3.connect(self.home / "zveno.sqlite3")
            try:
                yield file
                file.commit()
            finally:
                file.close()
