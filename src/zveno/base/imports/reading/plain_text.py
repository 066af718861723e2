"""CSV as offices really send it: any of their encodings, any of their separators."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OLD_ENCODINGS = ("cp1251", "cp866", "koi8-r", "mac-cyrillic")
SEPARATORS = ";\t,|"
LOOKED_AT = 200_000
LONGEST_CELL = 2**17
# The letters every Russian text is full of, and what only a wrong guess puts into one.
_COMMON = frozenset("оеаинтсрвлкмдпуяыьгзбчй")
_STRANGE = re.compile(r"[\u2500-\u259f\u0402-\u040f\u0452-\u045f†‡‰ўџ¤¦¬®]|[а-яё][А-ЯЁ]")
# Excel and our own exports put an apostrophe before what a spreadsheet would run as a formula.
_QUOTED_FORMULA = re.compile(r"^'(?=[=+\-@])")


class UnreadableText(Exception):
    """No encoding known here makes text of these bytes."""


def encoding_of(content: bytes) -> str:
    """By its mark, else UTF-8 where it is, else the old encoding in which it reads most like Russian."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return name
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        # A letter of UTF-8 may be cut in the middle by whoever gave only the beginning.
        if _is_cut_utf8(content):
            return "utf-8"
    else:
        return "utf-8"
    readable = [(score, name) for name in OLD_ENCODINGS if (score := _likeness(content, name)) is not None]
    if not readable:
        raise UnreadableText
    return max(readable, key=lambda pair: pair[0])[1]


def _is_cut_utf8(content: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(content, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _likeness(content: bytes, name: str) -> int | None:
    try:
        text = content[:LOOKED_AT].decode(name)
    except UnicodeDecodeError:
        return None
    return sum(letter in _COMMON for letter in text) - 5 * len(_STRANGE.findall(text))


def separator_of(text: str) -> str:
    """The one that cuts most of the first lines into equally many cells."""
    best, found = 0, ";"
    for separator in SEPARATORS:
        widths = Counter(
            len(row)
            for _number, row in zip(
                range(100), csv.reader(io.StringIO(text), delimiter=separator), strict=False
            )
            if row
        )
        width, times = max(
            widths.items(), key=lambda pair: (pair[1] * (pair[0] > 1), pair[0]), default=(1, 0)
        )
        if width > 1 and times * (width - 1) > best:
            best, found = times * (width - 1), separator
    return found


def rows_of_text(path: Path) -> Iterator[list[str | None]]:
    """Rows as they are written; an empty cell is None."""
    with path.open("rb") as file:
        encoding = encoding_of(file.read(LOOKED_AT))
    csv.field_size_limit(LONGEST_CELL)
    try:
        with path.open(encoding=encoding, newline="") as file:
            separator = separator_of(file.read(LOOKED_AT))
            file.seek(0)
            for row in csv.reader(file, delimiter=separator):
                yield [_QUOTED_FORMULA.sub("", cell) or None for cell in row]
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableText from error
