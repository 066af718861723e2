"""Periods as they stand in the address."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from zveno.oversight.monitoring import periods

NOVEMBER = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("code", "first", "last", "title"),
    [
        ("s2026", date(2026, 9, 1), date(2027, 8, 31), "2026/27 учебный год"),
        ("y2026", date(2026, 1, 1), date(2026, 12, 31), "2026 год"),
        ("q2026-1", date(2026, 1, 1), date(2026, 3, 31), "I квартал 2026 года"),
        ("q2026-4", date(2026, 10, 1), date(2026, 12, 31), "IV квартал 2026 года"),
    ],
)
def test_a_period_has_its_days_and_its_name(code: str, first: date, last: date, title: str) -> None:
    period = periods.parsed(code, today=NOVEMBER)

    assert (period.code, period.first, period.last, period.title) == (code, first, last, title)


@pytest.mark.parametrize("code", ["", "s1999", "q2026-5", "y20261", "x", "q2026-"])
def test_nonsense_in_the_address_is_the_current_school_year(code: str) -> None:
    assert periods.parsed(code, today=NOVEMBER) == periods.school_year(2026)
    assert periods.parsed(code, today=date(2026, 8, 31)) == periods.school_year(2025)


def test_every_period_on_offer_follows_without_a_gap_on_the_one_before_it() -> None:
    for period in periods.choices(NOVEMBER):
        before = periods.previous(period)

        assert before.last + timedelta(days=1) == period.first
        assert before.code[0] == period.code[0]
        assert periods.parsed(before.code, today=NOVEMBER) == before
