"""Terms in working days."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from zveno.base.core.workdays import WorkCalendar

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
CALENDARS = st.builds(
    WorkCalendar, off=st.frozensets(DAYS, max_size=40), worked=st.frozensets(DAYS, max_size=9)
)


def test_a_term_begins_on_the_next_day_and_skips_weekends_and_holidays() -> None:
    unity = WorkCalendar(off=frozenset({date(2026, 11, 4)}))

    assert unity.after(date(2026, 11, 3), 1) == date(2026, 11, 5)
    assert unity.after(date(2026, 10, 30), 5) == date(2026, 11, 9)
    assert unity.between(date(2026, 10, 30), date(2026, 11, 9)) == 5
    assert unity.between(date(2026, 10, 30), date(2026, 11, 1)) == 0


def test_a_worked_saturday_counts() -> None:
    moved = WorkCalendar(off=frozenset({date(2025, 11, 3)}), worked=frozenset({date(2025, 11, 1)}))

    assert moved.after(date(2025, 10, 31), 1) == date(2025, 11, 1)
    assert moved.after(date(2025, 11, 1), 1) == date(2025, 11, 4)


@given(CALENDARS, DAYS, st.integers(0, 20))
def test_a_term_of_so_many_days_holds_so_many_working_days(
    calendar: WorkCalendar, first: date, days: int
) -> None:
    last = calendar.after(first, days)

    assert calendar.between(first, last) == days
    assert days == 0 or calendar.is_working(last)
    assert days == 0 or calendar.between(first, last - timedelta(days=1)) == days - 1
