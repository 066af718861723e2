"""Addresses of records, for lists: `reverse` once for a page, not once for a row."""

from __future__ import annotations

from functools import cache

from django.urls import reverse

_MARK = 7_000_000_000


def address_of(page: str, *numbers: int) -> str:
    """As `reverse(page, args=numbers)`; the addresses of pages never change while the server runs."""
    return _pattern(page, len(numbers)) % numbers


@cache
def _pattern(page: str, amount: int) -> str:
    """«/organisations/%d/»."""
    marks = [_MARK + place for place in range(amount)]
    pattern = reverse(page, args=marks).replace("%", "%%")
    for mark in marks:
        pattern = pattern.replace(str(mark), "%d", 1)
    return pattern
