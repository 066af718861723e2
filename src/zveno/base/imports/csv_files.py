"""A list as CSV that Russian Excel opens by a double click: semicolons, decimal commas, a mark of UTF-8."""

from __future__ import annotations

import csv
import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from django.utils.translation import gettext as _

from zveno.base.imports.spreadsheets import wall_time
from zveno.base.ui.components import Sheet

# A spreadsheet would run these as a formula; the apostrophe makes them text and shows in other programs.
_LIKE_A_FORMULA = re.compile(r"^[=+\-@\t\r]")


def write_csv(path: Path, sheet: Sheet) -> int:
    """Write the file row by row; the number of rows."""
    amount = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow([_written(title) for title in sheet.titles])
        for amount, row in enumerate(sheet.rows, start=1):  # noqa: B007 -- the last one is the amount
            writer.writerow([_written(value) for value in row])
    return amount


def _written(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("да") if value else _("нет")
        case int() | float() | Decimal():
            return str(value).replace(".", ",")
        case datetime():
            return f"{wall_time(value):%d.%m.%Y %H:%M}"
        case date():
            return f"{value:%d.%m.%Y}"
    text = str(value)
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text
