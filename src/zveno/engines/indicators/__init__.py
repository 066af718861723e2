"""Figures from records: counts, sums, shares, means and medians, with the records behind each."""

from zveno.engines.indicators.explain import explain
from zveno.engines.indicators.model import (
    VERSION,
    Cell,
    Fact,
    Indicator,
    Measure,
    Outcome,
    Period,
    Problem,
    Row,
    State,
)
from zveno.engines.indicators.solve import solve
from zveno.engines.indicators.verify import faults

__all__ = [
    "VERSION",
    "Cell",
    "Fact",
    "Indicator",
    "Measure",
    "Outcome",
    "Period",
    "Problem",
    "Row",
    "State",
    "explain",
    "faults",
    "solve",
]
