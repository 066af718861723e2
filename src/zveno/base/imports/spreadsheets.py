"""A list as an Excel workbook: every value of its own type, and a sheet that says where it came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.imports.notes import Note
from zveno.base.ui.components import Sheet

LONGEST_SHEET_NAME = 31
NARROWEST, WIDEST = 8, 60
MOST_ROWS = 1_048_576 - 1
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
# Excel shows these as text only because the cell says so; the mark keeps it so when somebody edits the cell.
_LIKE_A_FORMULA = re.compile(r"^[=+\-@\t\r]")


def write_workbook(path: Path, title: str, sheet: Sheet, note: Note) -> int:
    """Write the file with a constant amount of memory; the number of rows."""
    import xlsxwriter  # noqa: PLC0415 -- a twentieth of the server's start, for a rare wish

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": False,
    }
    with xlsxwriter.Workbook(path, options) as workbook:
        workbook.set_properties({"title": title, "comments": note.source})
        page = _Page(workbook, sheet_name(title))
        amount = page.write(sheet)
        _write_note(workbook, note, amount)
    return amount


def sheet_name(title: str) -> str:
    """As Excel allows: 31 signs, without some of them."""
    name = _NOT_IN_SHEET_NAMES.sub(" ", title)[:LONGEST_SHEET_NAME].strip(" '")
    return name or _("Список")


class _Page:
    """The sheet of rows; widths follow what is written."""

    def __init__(self, workbook: Any, name: str) -> None:
        self._page = workbook.add_worksheet(name)
        self._head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._day = workbook.add_format({"num_format": "dd.mm.yyyy"})
        self._moment = workbook.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        self._text = workbook.add_format({"num_format": "@"})
        self._quoted = workbook.add_format({"num_format": "@", "quote_prefix": True})

    def write(self, sheet: Sheet) -> int:
        widths = [min(len(title) + 3, WIDEST) for title in sheet.titles]
        for column, title in enumerate(sheet.titles):
            self._page.write_string(0, column, title, self._head)
        amount = 0
        for amount, row in enumerate(sheet.rows, start=1):
            for column, value in enumerate(row):
                widths[column] = max(widths[column], self._cell(amount, column, value))
        for column, width in enumerate(widths):
            self._page.set_column(column, column, min(max(width, NARROWEST), WIDEST))
        self._page.freeze_panes(1, 0)
        if amount:
            self._page.autofilter(0, 0, amount, len(sheet.titles) - 1)
        return amount

    def _cell(self, row: int, column: int, value: object) -> int:
        """Write one value by its own type; the width it wants."""
        match value:
            case None | "":
                return 0
            case bool():
                self._page.write_string(row, column, _("да") if value else _("нет"), self._text)
                return NARROWEST
            case int() | float() | Decimal():
                self._page.write_number(row, column, value)
                return len(str(value)) + 2
            case datetime():
                self._page.write_datetime(row, column, wall_time(value), self._moment)
                return 17
            case date():
                self._page.write_datetime(row, column, value, self._day)
                return 12
        text = str(value)
        self._page.write_string(
            row, column, text, self._quoted if _LIKE_A_FORMULA.match(text) else self._text
        )
        return max(map(len, text.split("\n"))) + 2


def _write_note(workbook: Any, note: Note, amount: int) -> None:
    page = workbook.add_worksheet(sheet_name(_("О выгрузке")))
    label = workbook.add_format({"bold": True, "valign": "top"})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    lines: Sequence[tuple[str, str]] = [*note.lines(), (_("Строк"), str(amount))]
    for row, (name, text) in enumerate(lines):
        page.write_string(row, 0, name, label)
        page.write_string(row, 1, text, wrapped)
    page.set_column(0, 0, 22)
    page.set_column(1, 1, 80)


def wall_time(moment: datetime) -> datetime:
    """Spreadsheets know no zones: the time on the installation's wall."""
    return timezone.localtime(moment).replace(tzinfo=None) if timezone.is_aware(moment) else moment
