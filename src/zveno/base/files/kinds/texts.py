"""Plain text: unpacked, undecorated, in one of the two encodings offices use."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.files.kinds.kind import Kind, head
from zveno.base.files.refusal import FileRefused

ENCODINGS = ("utf-8-sig", "cp1251")
CHUNK = 2**16
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]")
# What a browser or a shell would run if it were opened by a double click.
_LIVE = re.compile(rb"^\s*(<!doctype|<html|<svg|<\?xml|<script|#!)", re.IGNORECASE)


def encoding_of(path: Path) -> str | None:
    """The encoding in which the whole file can be read, if it is text at all."""
    return next((name for name in ENCODINGS if _decodes(path, name)), None)


def _decodes(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                if _CONTROL.search(chunk):
                    return False
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _named(*extensions: str) -> Callable[[Path, str], bool]:
    """Texts differ by their names only, so any other name is not taken for text."""
    return lambda path, extension: extension in extensions and not _CONTROL.search(head(path))


def examine(path: Path) -> None:
    if _LIVE.match(head(path, 256)):
        raise FileRefused(_("Это веб-страница или программа, а не текст: такие файлы не принимаем."))
    if encoding_of(path) is None:
        raise FileRefused(_("Не удалось прочитать текст. Сохраните файл в кодировке UTF-8 или Windows-1251."))


CSV = Kind("csv", "CSV", "text/csv", (".csv",), _named(".csv"), examine)
TEXT = Kind("text", gettext_lazy("текст (.txt)"), "text/plain", (".txt",), _named(".txt"), examine)
