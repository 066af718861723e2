"""A file comes in: streamed, recognised, cleaned, scanned. No transaction is open while that lasts.

received = receive(form.cleaned_data["scan"], accepts=SCANS)      # FileRefused says why not
scan = services.keep(received, by=actor.user, at=now)             # a row, in the caller's transaction
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _

from zveno.base.files import folder
from zveno.base.files.inspection import inspect
from zveno.base.files.kinds import KINDS, Kind
from zveno.base.files.refusal import FileRefused
from zveno.base.files.scanner import Scanner, ScannerUnavailable, scanner

LONGEST_NAME = 150
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u202a-\u202e\u2066-\u2069]')


@dataclass(frozen=True)
class Received:
    """Bytes that lie in their place and that no row names yet; swept away if none ever does."""

    sha256: str
    size: int
    name: str
    kind: Kind
    is_scanned: bool


def receive(upload: File[bytes], *, accepts: Sequence[Kind] = tuple(KINDS.values())) -> Received:
    """Take what somebody gave, or raise `FileRefused` and keep nothing."""
    given = _clean_name(upload.name or "")
    with folder.incoming() as path:
        folder.fill(path, upload.chunks(), most=settings.UPLOAD_MAX_BYTES)
        kind = inspect(path, given, accepts=accepts)
        is_scanned = _scanned(path, scanner())
        sha256, size = folder.put(path)
    return Received(sha256, size, _name_for(given, kind), kind, is_scanned)


def receive_own(content: bytes, *, name: str, kind: Kind) -> Received:
    """Take what the product itself has made: there is nothing to doubt in it."""
    with folder.incoming() as path:
        folder.fill(path, [content], most=len(content))
        sha256, size = folder.put(path)
    return Received(sha256, size, _name_for(_clean_name(name), kind), kind, is_scanned=True)


def _scanned(path: Path, by: Scanner | None) -> bool:
    """Without a scanner everything counts as looked at; with a silent one it stays in quarantine."""
    if by is None:
        return True
    try:
        virus = by.find(path)
    except ScannerUnavailable:
        return False
    if virus:
        raise FileRefused(
            _("В файле найден вирус (%(virus)s), он не сохранён. Проверьте компьютер, с которого он пришёл.")
            % {"virus": virus}
        )
    return True


def _clean_name(given: str) -> str:
    """The last part of whatever path came, without what other systems stumble over."""
    name = PurePosixPath(given.replace("\\", "/")).name
    name = _UNSAFE.sub("", unicodedata.normalize("NFC", name)).strip(" .")
    return name or _("файл")


def _name_for(name: str, kind: Kind) -> str:
    """With the extension of what it is, so that a double click opens the right program."""
    stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix.lower()
    return stem[:LONGEST_NAME] + (suffix if suffix in kind.extensions else kind.extensions[0])
