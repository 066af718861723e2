"""A workbook as this side sees it: sheets one after another, rows while they come."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Cell = str | int | float | bool | date | datetime | None
Cells = Sequence[Cell]
Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]

WRONG: dict[str, str | Promise] = {
    "password": _("Файл закрыт паролем. Снимите пароль и загрузите файл ещё раз."),
    "size": _("В файле слишком много ячеек. Удалите пустые столбцы и строки или разделите файл на части."),
    "text": _("Не удалось прочитать текст. Сохраните файл в Excel как .xlsx и загрузите ещё раз."),
    "broken": _("Файл повреждён или это не таблица. Откройте его, сохраните заново как .xlsx и повторите."),
}


class BookUnreadable(Exception):
    """A sentence for whoever sent the file."""


@dataclass(frozen=True)
class SheetRows:
    """One sheet. Its rows can be gone through once, before the next sheet is asked for."""

    name: str
    index: int
    is_hidden: bool
    merged: Merged | None
    """None where the format does not tell."""
    rows: Iterator[tuple[int, Cells]]
    """Numbers as Excel shows them, from 1."""


@contextmanager
def opened(path: Path, kind: str) -> Iterator[Iterator[SheetRows]]:
    """The sheets of a file; raises `BookUnreadable` at the place where reading stops."""
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    process = subprocess.Popen(
        [sys.executable, "-m", "zveno.base.imports.reading.child", str(path), kind],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a backtrace of a killed reader says nothing to anybody
        encoding="utf-8",
        env=environment,
    )
    try:
        yield _sheets(process)
    finally:
        process.kill()
        process.communicate()


def _sheets(process: subprocess.Popen[str]) -> Iterator[SheetRows]:
    if process.stdout is None:
        raise BookUnreadable(str(WRONG["broken"]))
    lines = _Lines(process.stdout)
    while (line := lines.take()) is not None:
        if "sheet" in line:
            rows = _rows(lines)
            merged = None if line["merged"] is None else [(tuple(a), tuple(b)) for a, b in line["merged"]]
            yield SheetRows(line["sheet"], line["index"], line["hidden"], merged, rows)
            for _row in rows:  # what nobody wanted is still on the way
                pass
        elif "end" in line:
            return
        else:
            raise BookUnreadable(str(WRONG[line["wrong"]]))
    raise BookUnreadable(str(WRONG["size"]))


def _rows(lines: _Lines) -> Iterator[tuple[int, Cells]]:
    number = 0
    while isinstance(some := lines.peek(), list):
        lines.take()
        for cells in some:
            number += 1
            yield number, cells


class _Lines:
    """Lines of the other process with one of them seen ahead."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._ahead: Any = None

    def peek(self) -> Any:
        if self._ahead is None:
            line = self._stream.readline()
            # A reader that was killed in the middle of a line leaves half of it.
            self._ahead = json.loads(line, object_hook=_typed) if line.endswith("\n") else None
        return self._ahead

    def take(self) -> Any:
        line, self._ahead = self.peek(), None
        return line


def _typed(found: dict[str, Any]) -> Any:
    if "d" in found:
        return date.fromisoformat(found["d"])
    if "m" in found:
        return datetime.fromisoformat(found["m"])
    return found
