"""What an indicator is: its passport, and how its facts are collected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from django.utils.functional import Promise

from zveno.oversight.monitoring.ground import Ground

Text = str | Promise
Measure = Literal["count", "sum", "share", "mean", "median"]
Records = Literal["organisations", "events", "questions"]


@dataclass(frozen=True)
class Fact:
    """One record as the indicator sees it; `value` None is «nobody told»."""

    record: int
    organisation: int
    value: int | None = 1
    on: date | None = None


@dataclass(frozen=True)
class Collected:
    """`organisations` are those the indicator concerns; from the `silent` among them nothing came."""

    organisations: Sequence[int]
    facts: Sequence[Fact]
    silent: Sequence[int] = ()


@dataclass(frozen=True)
class Indicator:
    """`records` says what its facts are; `least` is the smallest group of people that may be shown."""

    code: str
    position: int
    title: Text
    formula: Text
    unit: Text
    source: Text
    measure: Measure
    records: Records
    collect: Callable[[Ground], Collected]
    least: int = field(default=0)
