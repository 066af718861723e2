"""How old somebody is, which decides who signs for him."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def age_on(born: date | None, on: date) -> int | None:
    """Full years; somebody born on 29 February is a year older from 1 March."""
    if born is None:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def months_after(on: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))
