"""What people drop on the page: workbooks, folders of them, archives of them; each file on its own.

One that is not taken does not stop the others: it stands in the import with the reason.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _

from zveno.base.files.intake import Received, receive
from zveno.base.files.kinds import CSV, ODS, TEXT, XLS, XLSX
from zveno.base.files.refusal import FileRefused

ACCEPTED = (XLSX, XLS, ODS, CSV, TEXT)
MOST_FILES = 300
MOST_UNPACKED = 500 * 2**20
# Macros and archives in archives are refused by their own sentences.
SUFFIXES = (*(extension for kind in ACCEPTED for extension in kind.extensions), ".xlsm", ".zip")
# What Excel, Windows and macOS leave beside the files people made.
_LEFTOVER = re.compile(
    r"(^|/)(~\$|\.~lock\.|\._|__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE
)
_OFFICE_PARTS = frozenset({"[Content_Types].xml", "mimetype"})


@dataclass(frozen=True)
class Taken:
    """A file that was taken, or why it was not."""

    name: str
    received: Received | None = None
    refusal: str = ""


def take(uploads: Iterable[File[bytes]]) -> list[Taken]:
    """Call it outside of any transaction: it writes files and may ask a scanner."""
    taken: list[Taken] = []
    for upload in uploads:
        for name, file in _opened(upload):
            if _LEFTOVER.search(name):
                continue
            if len(taken) == MOST_FILES:
                told = _("Файлов больше %(most)d: остальные загрузите отдельно.") % {"most": MOST_FILES}
                return [*taken, Taken(name, refusal=told)]
            taken.append(_take_one(name, file))
    return taken


def _take_one(name: str, file: File[bytes] | FileRefused) -> Taken:
    if isinstance(file, FileRefused):
        return Taken(name, refusal=str(file))
    try:
        return Taken(name, receive(file, accepts=ACCEPTED))
    except FileRefused as refused:
        return Taken(name, refusal=str(refused))


def _opened(upload: File[bytes]) -> Iterator[tuple[str, File[bytes] | FileRefused]]:
    """The file itself, or the members of an archive."""
    name = _short(upload.name or "")
    if not _is_archive(upload):
        yield name, upload
        return
    try:
        with zipfile.ZipFile(upload) as archive:
            yield from _members(name, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        yield name, FileRefused(_("Архив повреждён или закрыт паролем. Упакуйте файлы заново."))


def _is_archive(upload: File[bytes]) -> bool:
    """Workbooks are zip archives too; they have parts that plain archives do not."""
    upload.seek(0)
    if upload.read(4) != b"PK\x03\x04":
        upload.seek(0)
        return False
    try:
        with zipfile.ZipFile(upload) as archive:
            return _OFFICE_PARTS.isdisjoint(archive.namelist())
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        return False
    finally:
        upload.seek(0)


def _members(archive_name: str, archive: zipfile.ZipFile) -> Iterator[tuple[str, File[bytes] | FileRefused]]:
    unpacked = 0
    for member in archive.infolist():
        name = _name_in(member)
        if member.is_dir() or _LEFTOVER.search(name):
            continue
        shown = f"{archive_name} / {name}"
        if not name.lower().endswith(SUFFIXES):
            yield shown, FileRefused(_("Это не таблица. Загружаются .xlsx, .xls, .ods и .csv."))
            continue
        content = _unpacked(archive, member)
        unpacked += len(content or b"")
        if content is None or unpacked > MOST_UNPACKED:
            yield (
                shown,
                FileRefused(_("Архив распаковывается в слишком большой объём. Загрузите файлы частями.")),
            )
            return
        if name.lower().endswith(".zip"):
            yield shown, FileRefused(_("Архив внутри архива не открываем. Загрузите его отдельно."))
            continue
        yield shown, File(io.BytesIO(content), name=PurePosixPath(name).name)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | None:
    """Not more than a file may have, whatever its header says."""
    with archive.open(member) as source:
        content = source.read(settings.UPLOAD_MAX_BYTES + 1)
    return content if len(content) <= settings.UPLOAD_MAX_BYTES else None


def _name_in(member: zipfile.ZipInfo) -> str:
    """Windows writes Russian names in its own old encoding and does not say so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("cp866")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member.filename


def _short(name: str) -> str:
    return name.replace("\\", "/").strip()[-200:]
