"""Working days by a production calendar. Its days are kept higher up; the base is told of them at start."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkCalendar:
    """Days off besides weekends, and Saturdays and Sundays that are worked."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.off)

    def after(self, day: date, working_days: int) -> date:
        """The last day of a term of so many working days that begins on the day after."""
        while working_days:
            day += ONE_DAY
            working_days -= self.is_working(day)
        return day

    def between(self, first: date, last: date) -> int:
        """Working days after the first day, up to the last one: 0 for the same day."""
        return sum(1 for _ in self._working(first, last))

    def _working(self, first: date, last: date) -> Iterable[date]:
        day = first
        while day < last:
            day += ONE_DAY
            if self.is_working(day):
                yield day


CalendarSource = Callable[[date], WorkCalendar]

_sources: list[CalendarSource] = []


def provide(source: CalendarSource) -> None:
    """Called once, from the `apps.py` of the package that keeps the production calendar."""
    _sources[:] = [source]


def work_calendar(first: date) -> WorkCalendar:
    """The calendar around a term that begins that day; until somebody keeps one, every weekday is worked."""
    return _sources[0](first) if _sources else WorkCalendar()
