"""School years: named by the calendar year in which they begin."""

from __future__ import annotations

from datetime import date

SEPTEMBER = 9


def school_year(on: date) -> int:
    """The school year to which the day belongs; summer belongs to the year before it."""
    return on.year if on.month >= SEPTEMBER else on.year - 1


def first_day(year: int) -> date:
    return date(year, SEPTEMBER, 1)


def year_title(year: int) -> str:
    """«2026/27»."""
    return f"{year}/{(year + 1) % 100:02d}"
