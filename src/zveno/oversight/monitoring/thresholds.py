"""Traffic lights: which colour a figure has, by the threshold that was in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from zveno.base.ui.components import Tone
from zveno.oversight.monitoring.models import Better, Threshold
from zveno.oversight.monitoring.planning import Value


def in_force(on: date) -> Mapping[str, Threshold]:
    """The threshold of each indicator on that day; one query."""
    known = Threshold.objects.filter(since__lte=on).order_by("since")
    return {threshold.indicator: threshold for threshold in known}


def tone(value: Value, threshold: Threshold | None) -> Tone:
    """Without a number or a threshold there is no colour."""
    if threshold is None or value.number is None:
        return "plain"
    if _reaches(value.number, threshold.green, threshold):
        return "good"
    return "waits" if _reaches(value.number, threshold.yellow, threshold) else "late"


def _reaches(number: Fraction, bound: Decimal, threshold: Threshold) -> bool:
    exact = Fraction(bound)
    return number >= exact if threshold.better == Better.MORE else number <= exact
