"""What is known of a kind of file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.utils.functional import Promise


def _as_it_is(path: Path) -> None:
    """Most kinds are kept byte for byte."""


@dataclass(frozen=True)
class Kind:
    """`recognise` looks only whether it is meant to be this kind; `examine` raises `FileRefused` where the
    content is broken or carries what we do not take; `clean` rewrites the file in place.
    """

    code: str
    title: str | Promise
    media_type: str
    extensions: tuple[str, ...]
    """The first one is given to the name of a file that came with another."""
    recognise: Callable[[Path, str], bool]
    """Of the file, and the extension it came with: texts differ by nothing else."""
    examine: Callable[[Path], None]
    clean: Callable[[Path], None] = _as_it_is


def head(path: Path, size: int = 4096) -> bytes:
    with path.open("rb") as file:
        return file.read(size)


def tail(path: Path, size: int = 4096) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - size))
        return file.read(size)
