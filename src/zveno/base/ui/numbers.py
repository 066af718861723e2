"""Figures as people write them: «1 234,5» in Russian, «1,234.5» in English."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language

Number = int | float | Decimal

_RUSSIAN = str.maketrans({",": "\N{NO-BREAK SPACE}", ".": ",", "-": "\N{MINUS SIGN}"})


def number_writer() -> Callable[[Number], str]:
    """The writer of the current language: asked once for a whole table."""
    return _in_english if get_language() == "en" else _in_russian


def written(value: Number) -> str:
    return number_writer()(value)


def written_date(value: date | datetime) -> str:
    """«21.11.2026» or «21.11.2026, 10:05» in local time, in both languages as in the papers."""
    if not isinstance(value, datetime):
        return f"{value.day:02}.{value.month:02}.{value.year}"
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{local.day:02}.{local.month:02}.{local.year}, {local.hour:02}:{local.minute:02}"


def _in_english(value: Number) -> str:
    if isinstance(value, float):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{value:,}"


def _in_russian(value: Number) -> str:
    return _in_english(value).translate(_RUSSIAN)
