"""Figures in words: a number is written with its unit, the absence of one is never a zero."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _

from zveno.base.ui.numbers import written
from zveno.oversight.monitoring.passport import Indicator
from zveno.oversight.monitoring.planning import Value

PERCENT = 100


def number_of(value: Value, indicator: Indicator) -> float | int | None:
    """For the screen and for Excel: shares in per cent, one decimal."""
    if value.number is None:
        return None
    scaled: Fraction = value.number * PERCENT if indicator.measure == "share" else value.number
    return scaled.numerator if scaled.denominator == 1 else round(float(scaled), 1)


def short(value: Value, indicator: Indicator) -> str:
    """«75 %», «12», or one of the three absences."""
    number = number_of(value, indicator)
    if number is None:
        return absence(value)
    return f"{written(number)}\N{NO-BREAK SPACE}%" if indicator.measure == "share" else written(number)


def mark(value: Value) -> str:
    """The absence in a narrow cell, whose title says it in full."""
    if value.is_hidden:
        return _("скрыто")
    return _("н/д") if value.is_unknown else _("н/п")


def absence(value: Value) -> str:
    if value.is_hidden:
        return _("скрыто")
    return _("нет данных") if value.is_unknown else _("не применимо")
