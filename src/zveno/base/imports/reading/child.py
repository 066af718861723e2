"""The process that opens what people sent: `python -m zveno.base.imports.reading.child FILE KIND`.

It knows neither Django nor the product and is given little memory: a workbook of five kilobytes that says
it has seventeen milliards of cells kills this process and nothing else. It prints a line of JSON for each
sheet, then its rows by the hundred; a line that is no list and no sheet is the end, or what is wrong.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from zveno.base.imports.reading.plain_text import UnreadableText, rows_of_text

MEMORY = 1024 * 2**20
SECONDS = 120
MOST_CELLS = 10_000_000
MOST_COLUMNS = 1_000
AT_ONCE = 200


class TooLarge(Exception):
    """More cells than any list of people or organisations has."""


def limit_this_process() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 -- there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def lines(path: Path, kind: str) -> Iterator[Any]:
    """What is printed: sheets and their rows, then how it ended."""
    try:
        yield from _text(path) if kind in {"csv", "text"} else _workbook(path)
    except PasswordError:
        yield {"wrong": "password"}
    except TooLarge:
        yield {"wrong": "size"}
    except UnreadableText:
        yield {"wrong": "text"}
    except (CalamineError, MemoryError):
        yield {"wrong": "broken"}
    else:
        yield {"end": True}


def _text(path: Path) -> Iterator[Any]:
    yield {"sheet": "", "index": 0, "left": 0, "merged": None, "hidden": False}
    yield from _by_hundred(rows_of_text(path), 0)


def _workbook(path: Path) -> Iterator[Any]:
    with CalamineWorkbook.from_path(path) as workbook:
        for index, about in enumerate(workbook.sheets_metadata):
            sheet = workbook.get_sheet_by_index(index)
            if sheet.height * sheet.width > MOST_CELLS or sheet.width > MOST_COLUMNS:
                raise TooLarge
            yield {
                "sheet": about.name,
                "index": index,
                "left": sheet.start[1] if sheet.start else 0,
                "merged": sheet.merged_cell_ranges,
                "hidden": about.visible is not SheetVisibleEnum.Visible,
            }
            if sheet.start is not None:
                yield from _by_hundred(sheet.iter_rows(), sheet.start[1])


def _by_hundred(rows: Iterator[list[Any]], left: int) -> Iterator[list[list[Any]]]:
    margin: list[Any] = [None] * left
    some = []
    for row in rows:
        some.append(margin + row if left else row)
        if len(some) == AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _plain(value: object) -> Any:
    match value:
        case datetime():
            if value.time() == time():
                return {"d": value.date().isoformat()}
            return {"m": value.isoformat()}
        case date():
            return {"d": value.isoformat()}
        case time():
            return value.isoformat()
        case timedelta():
            return str(value)
    raise TypeError(type(value).__name__)


def main(path: str, kind: str) -> None:
    limit_this_process()
    for line in lines(Path(path), kind):
        sys.stdout.write(json.dumps(line, default=_plain, ensure_ascii=False, separators=(",", ":")))
        sys.stdout.write("\n")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    main(*sys.argv[1:3])
