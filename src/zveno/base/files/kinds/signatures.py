"""Detached electronic signatures: a CMS container, as bytes or as text."""

from __future__ import annotations

import base64
import binascii
import re
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.files.kinds.kind import Kind, head
from zveno.base.files.refusal import FileRefused

# SEQUENCE { OBJECT IDENTIFIER 1.2.840.113549.1.7.2 (signedData) …
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_EXTENSIONS = (".sig", ".p7s", ".sgn")
_SEQUENCE = 0x30
_INDEFINITE = 0x80
_ARMOUR = re.compile(rb"-----(BEGIN|END) [A-Z0-9 ]+-----")
MOST_BYTES = 5 * 2**20


def recognise(path: Path, extension: str) -> bool:
    start = head(path, 64)
    armoured = re.match(rb"-----BEGIN (PKCS7|CMS|SIGNED)", start) is not None
    return _SIGNED_DATA in start[:24] or armoured or extension in _EXTENSIONS


def examine(path: Path) -> None:
    """The container's frame only: whose signature it is and of what, is asked where it is used."""
    size = path.stat().st_size
    content = head(path, MOST_BYTES + 1)
    if size > MOST_BYTES or not _is_signed_data(container(content)):
        raise FileRefused(
            _("Это не файл электронной подписи. Приложите файл .sig или .p7s, созданный программой подписи.")
        )


def container(content: bytes) -> bytes:
    """The bytes of the container, whether it was given as bytes, as base64 or between dashes."""
    if content[:1] == bytes([_SEQUENCE]):
        return content
    try:
        return base64.b64decode(b"".join(_ARMOUR.sub(b"", content).split()), validate=True)
    except binascii.Error:
        return b""


def _is_signed_data(der: bytes) -> bool:
    header = _header(der)
    if header is None:
        return False
    start, length = header
    whole = length is None or start + length == len(der)
    return whole and der[start : start + len(_SIGNED_DATA)] == _SIGNED_DATA


def _header(der: bytes) -> tuple[int, int | None] | None:
    """Where the outermost sequence begins and how long it says it is (None: until its end mark)."""
    if len(der) < len(_SIGNED_DATA) + 2 or der[0] != _SEQUENCE:
        return None
    first = der[1]
    if first < _INDEFINITE:
        return 2, first
    digits = first - _INDEFINITE
    return 2 + digits, int.from_bytes(der[2 : 2 + digits], "big") if digits else None


SIGNATURE = Kind(
    "signature",
    gettext_lazy("электронная подпись (.sig, .p7s)"),
    "application/pkcs7-signature",
    _EXTENSIONS,
    recognise,
    examine,
)
