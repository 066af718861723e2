"""A line for each step, with its time; and stamps, so that what is done is not done again."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class Stop(Exception):
    """Cannot go on; the text is one sentence: what happened and what to do."""


@contextmanager
def step(says: str) -> Iterator[None]:
    start = time.monotonic()
    print(f"• {says}…", end="", flush=True)
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f" {time.monotonic() - start:.1f} с", flush=True)


def fingerprint(paths: Iterable[Path], *more: str) -> str:
    """Of the contents: times change with every checkout."""
    found = hashlib.sha256("\n".join(more).encode())
    for path in sorted(paths):
        found.update(f"\n{path.relative_to(ROOT).as_posix()}\n".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


class Stamp:
    """Says that a step was finished, and from what. Written last and at once, so a half step leaves none."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def says(self, value: str) -> bool:
        return self._path.is_file() and self._path.read_text() == value

    def exists(self) -> bool:
        return self._path.is_file()

    def write(self, value: str) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=self._path.parent)
        with os.fdopen(descriptor, "w") as file:
            file.write(value)
        Path(temporary).replace(self._path)

    def remove(self) -> None:
        self._path.unlink(missing_ok=True)


def speak_utf8() -> None:
    """A console of an old Windows or the C locale must not fall over Russian."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
