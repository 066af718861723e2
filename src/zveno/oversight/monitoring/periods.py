"""School years, calendar years and quarters, as they stand in the address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

SEPTEMBER = 9
MONTHS_IN_QUARTER = 3
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """`code` is «s2026» (school year from September 2026), «y2026», or «q2026-3»."""

    code: str
    title: str
    first: date
    last: date


def school_year(year: int) -> Period:
    title = _("%(year)d/%(next)02d учебный год") % {"year": year, "next": (year + 1) % 100}
    return Period(f"s{year}", title, date(year, SEPTEMBER, 1), date(year + 1, SEPTEMBER, 1) - ONE_DAY)


def calendar_year(year: int) -> Period:
    return Period(f"y{year}", _("%(year)d год") % {"year": year}, date(year, 1, 1), date(year, 12, 31))


def quarter(year: int, number: int) -> Period:
    first = date(year, MONTHS_IN_QUARTER * number - 2, 1)
    following = date(year + number // 4, 1 if number == 4 else first.month + MONTHS_IN_QUARTER, 1)  # noqa: PLR2004
    title = _("%(number)s квартал %(year)d года") % {
        "number": ("I", "II", "III", "IV")[number - 1],
        "year": year,
    }
    return Period(f"q{year}-{number}", title, first, following - ONE_DAY)


def current(today: date) -> Period:
    """The school year of that day: what the network counts by."""
    return school_year(today.year if today.month >= SEPTEMBER else today.year - 1)


def parsed(code: str, *, today: date) -> Period:
    """What the address says; nonsense is the current school year."""
    found = re.fullmatch(r"(s|y)(20\d\d)|q(20\d\d)-([1-4])", code)
    if not found:
        return current(today)
    if found[3]:
        return quarter(int(found[3]), int(found[4]))
    return (school_year if found[1] == "s" else calendar_year)(int(found[2]))


def previous(period: Period) -> Period:
    """The one of the same length before it."""
    before = period.first - ONE_DAY
    if period.code.startswith("s"):
        return school_year(before.year - 1)
    if period.code.startswith("y"):
        return calendar_year(before.year)
    return quarter(before.year, (before.month + 2) // MONTHS_IN_QUARTER)


def choices(today: date) -> list[Period]:
    """Three school years, two calendar years, five quarters: newest first in each."""
    school = current(today)
    last_quarter = quarter(today.year, (today.month + 2) // MONTHS_IN_QUARTER)
    quarters = [last_quarter]
    while len(quarters) < 5:  # noqa: PLR2004
        quarters.append(previous(quarters[-1]))
    years = [school_year(school.first.year - back) for back in range(3)]
    return [*years, calendar_year(today.year), calendar_year(today.year - 1), *quarters]
