"""The school year: from 1 September to 31 August."""

from __future__ import annotations

from datetime import date

SEPTEMBER = 9


def school_year_of(day: date) -> int:
    """The year in which it began."""
    return day.year if day.month >= SEPTEMBER else day.year - 1


def school_year_days(year: int) -> tuple[date, date]:
    return date(year, SEPTEMBER, 1), date(year + 1, SEPTEMBER - 1, 31)


def months_before(day: date, months: int) -> date:
    """So many months earlier, on the same day or the last one of that month."""
    whole = day.year * 12 + day.month - 1 - months
    year, month = divmod(whole, 12)
    for last in range(day.day, 0, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")
