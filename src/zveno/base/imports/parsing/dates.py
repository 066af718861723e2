"""Days as people and programs write them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from zveno.base.imports.parsing.cells import BadValue, shown
from zveno.base.imports.reading.books import Cell

_DAY_FIRST = re.compile(
    r"([0-9]{1,2})[./\-, ]+([0-9]{1,2})[./\-, ]+([0-9]{4}|[0-9]{2})(?:\s*г\.?(?:ода)?)?(?:\s+0?0:00(:00)?)?"
)
_YEAR_FIRST = re.compile(r"([0-9]{4})[.\-/]([0-9]{1,2})[.\-/]([0-9]{1,2})(?:[T ].*)?")
_IN_WORDS = re.compile(
    r"[«\"]?([0-9]{1,2})[»\"]?\s+([а-яё]+)\.?\s+([0-9]{4})(?:\s*г\.?(?:ода)?)?", re.IGNORECASE
)
_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_GLUED = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
# Excel counts days from here; 20 000 is 1954 and 60 000 is 2064.
_EXCEL_ZERO = date(1899, 12, 30)
_SERIALS = range(20_000, 60_000)
_YEARS = range(1900, 2101)
_TWO_DIGITS_OF_THIS_CENTURY = 40


def day(cell: Cell) -> date:
    """A date cell, a number that Excel forgot to draw as a date, or text in one of the usual forms."""
    match cell:
        case datetime():
            return _plausible(cell.date())
        case date():
            return _plausible(cell)
        case bool():
            raise _not_a_date()
        case int() | float() if int(cell) in _SERIALS:
            return _EXCEL_ZERO + timedelta(days=int(cell))
    written = shown(cell)
    if written.isdecimal() and int(written) in _SERIALS:
        return _EXCEL_ZERO + timedelta(days=int(written))
    year, month, number = _parts(written)
    try:
        return _plausible(date(year, month, number))
    except ValueError as error:
        raise BadValue(
            "impossible-date",
            _("Такого дня не бывает: %(written)s. Проверьте по документу.") % {"written": written},
        ) from error


def _parts(written: str) -> tuple[int, int, int]:
    if found := _DAY_FIRST.fullmatch(written):
        return _century(found[3]), int(found[2]), int(found[1])
    if found := _YEAR_FIRST.fullmatch(written):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _GLUED.fullmatch(written):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _IN_WORDS.fullmatch(written):
        word = found[2].casefold()
        for month, beginning in enumerate(_MONTHS, start=1):
            if word.startswith(beginning):
                return int(found[3]), month, int(found[1])
    raise _not_a_date()


def _century(written: str) -> int:
    """«12» is 2012 and «58» is 1958: whoever is written so is alive."""
    year = int(written)
    if len(written) > 2:  # noqa: PLR2004 -- two digits
        return year
    return year + (2000 if year < _TWO_DIGITS_OF_THIS_CENTURY else 1900)


def _plausible(found: date) -> date:
    if found.year not in _YEARS:
        raise BadValue(
            "impossible-date", _("Год %(year)d не бывает. Проверьте по документу.") % {"year": found.year}
        )
    return found


def _not_a_date() -> BadValue:
    return BadValue("date", _("Здесь должна быть дата, например 01.09.2026."))
