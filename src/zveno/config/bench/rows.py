"""What a measurement says, and how it is printed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Row:
    """One figure. `ratio` compares it with `against`; `goal` is a bound on the ratio (or on the value)."""

    name: str
    value: float
    unit: str
    against: str = ""
    ratio: float | None = None
    goal: str = ""
    met: bool | None = None


def at_least(bound: float, ratio: float) -> tuple[str, bool]:
    return f"≥ {bound:g}", ratio >= bound


def at_most(bound: float, ratio: float) -> tuple[str, bool]:
    return f"≤ {bound:g}", ratio <= bound


def as_json(row: Row) -> str:
    return json.dumps(asdict(row), ensure_ascii=False)


def as_line(row: Row) -> str:
    verdict = {True: "met", False: "NOT MET", None: ""}[row.met]
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}×"
    measured = f"{row.name:<34} {row.value:>12,.2f} {row.unit:<9} {ratio:>8}"
    return f"{measured} {row.goal:<8} {verdict:<8} {row.against}"


def heading() -> str:
    return f"{'kernel':<34} {'value':>12} {'unit':<9} {'ratio':>8} {'goal':<8} {'':<8} against"


def summary(rows: Iterable[Row]) -> str:
    judged = [row for row in rows if row.met is not None]
    return f"{sum(bool(row.met) for row in judged)} of {len(judged)} goals met"
