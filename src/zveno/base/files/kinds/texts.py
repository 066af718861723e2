"""Plain text: unpacked, undecorated, in one of the encodings offices use."""

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
# Excel saves «Текст Юникод» so; it begins with a mark, and every other byte of it may be zero.
WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
WIDE = "utf-16"
CHUNK = 2**16
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]")
# What a browser or a shell would run if it were opened by a double click.
_LIVE = re.compile(rb"^\s*(<!doctype|<html|<svg|<\?xml|<script|#!)", re.IGNORECASE)


def encoding_of(path: Path) -> str | None:
    """The encoding in which the whole file can be read, if it is text at all."""
    names = (WIDE,) if head(path, 2) in WIDE_MARKS else ENCODINGS
    return next((name for name in names if _decodes(path, name)), None)


def _decodes(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                if _CONTROL.search(decoder.decode(chunk)):
                    return False
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _named(*extensions: str) -> Callable[[Path, str], bool]:
    """Texts differ by their names only, so any other name is not taken for text."""
    return lambda path, extension: extension in extensions and _reads_as_text(head(path))


def _reads_as_text(start: bytes) -> bool:
    wide = start.startswith(WIDE_MARKS)
    return not _CONTROL.search(start.decode(WIDE if wide else "latin-1", "ignore"))


def examine(path: Path) -> None:
    if _LIVE.match(head(path, 256)):
        raise FileRefused(_("Это веб-страница или программа, а не текст: такие файлы не принимаем."))
    if encoding_of(path) is None:
        raise FileRefused(_("Не удалось прочитать текст. Сохраните файл в кодировке UTF-8 или Windows-1251."))


CSV = Kind("csv", "CSV", "text/csv", (".csv",), _named(".csv"), examine)
TEXT = Kind("text", gettext_lazy("текст (.txt)"), "text/plain", (".txt",), _named(".txt"), examine)
JSON = Kind("json", "JSON", "application/json", (".json",), _named(".json"), examine)
