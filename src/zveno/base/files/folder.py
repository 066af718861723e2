"""Where bytes lie: under ZVENO_HOME/files, each under its own hash, readable by the server alone.

A file is written beside its place, synced, and takes its name in one step: whole or not there at all.
"""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from zveno.base.files.refusal import FileRefused

CHUNK = 2**20
INCOMING = ".incoming"
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def root() -> Path:
    return Path(default_storage.path(""))


def place_of(sha256: str) -> str:
    """The name in the storage, which the row keeps and the backup follows."""
    return f"{sha256[:2]}/{sha256}"


def path_of(sha256: str) -> Path:
    return root() / place_of(sha256)


@contextmanager
def incoming() -> Iterator[Path]:
    """An empty file on the disk of the store; gone at the end unless it was put into its place."""
    folder = root() / INCOMING
    with _told_if_full():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=folder)  # mkstemp makes it 0600
    os.close(descriptor)
    path = Path(name)
    try:
        with _told_if_full():
            yield path
    finally:
        path.unlink(missing_ok=True)


def fill(path: Path, chunks: Iterable[bytes], *, most: int) -> None:
    """Write what comes, and stop at the limit whatever was promised about the size."""
    size = 0
    with path.open("wb") as target:
        for chunk in chunks:
            size += len(chunk)
            if size > most:
                raise FileRefused(
                    _("Файл больше %(limit)d МБ. Уменьшите его или разделите на части.")
                    % {"limit": most // 2**20}
                )
            target.write(chunk)


def put(path: Path) -> tuple[str, int]:
    """Move the file to its place; its hash and size. An equal one there is replaced by its twin."""
    with path.open("rb") as source:
        os.fsync(source.fileno())
        sha256 = hashlib.file_digest(source, "sha256").hexdigest()
        size = source.seek(0, os.SEEK_END)
    target = path_of(sha256)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Replacing renews its age too, so that `sweep` leaves it to the transaction that is about to name it.
    path.chmod(0o600)
    os.utime(path)
    path.replace(target)
    _sync_folder(target.parent)
    return sha256, size


def digest(sha256: str) -> str | None:
    """The hash of what lies there now; None when nothing does."""
    try:
        with path_of(sha256).open("rb") as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def older_than(moment: datetime) -> Iterator[Path]:
    """What nobody has touched since, leftovers of a fallen process among them."""
    for path in root().glob("*/*"):
        if path.is_file() and path.stat().st_mtime < moment.timestamp():
            yield path


def take_away(path: Path, *, before: datetime) -> bool:
    """Delete the file, unless its twin has come in its place meanwhile."""
    aside = root() / INCOMING / f"{path.name}.going"
    aside.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        path.rename(aside)
    except FileNotFoundError:
        return False
    if aside.stat().st_mtime >= before.timestamp():
        aside.rename(path)
        return False
    aside.unlink()
    return True


def _sync_folder(folder: Path) -> None:
    """After a power cut the name must be there too, not only the bytes."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _told_if_full() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_SPACE:
            raise
        raise FileRefused(
            _("На сервере кончилось место, файл не сохранён. Сообщите администратору и повторите позже.")
        ) from error
