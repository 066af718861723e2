"""What is asked, and what is answered: plain values, exact numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

VERSION = 1


class Measure(Enum):
    """How a figure is made of the values of its facts."""

    COUNT = "count"
    """How many facts have a value other than 0."""
    SUM = "sum"
    SHARE = "share"
    """Facts with a value other than 0, among all with a known value."""
    MEAN = "mean"
    MEDIAN = "median"


class State(Enum):
    NUMBER = "number"
    NO_DATA = "no data"
    """Nobody told; never shown as 0."""
    NOT_APPLICABLE = "not applicable"
    """Nothing to divide by, or the indicator does not concern the organisation."""
    SUPPRESSED = "suppressed"
    """Known, but so few people stand behind it, or behind its neighbour, that it is not shown."""


@dataclass(frozen=True)
class Period:
    """Both days belong to it."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends before it begins")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Fact:
    """One record as the indicator sees it.

    `value` None is «nobody told»: it stands in no figure, and is counted apart. `on` None is a state
    of affairs at the end of the period, which belongs to every period.
    """

    record: int
    organisation: int
    value: int | Fraction | None = 1
    on: date | None = None


@dataclass(frozen=True)
class Indicator:
    """`organisations` are those it concerns; from the `silent` among them nothing came.

    `least` is the smallest group of people whose figure may be shown; 0 when it is not about people.
    """

    code: str
    measure: Measure
    organisations: tuple[int, ...]
    facts: tuple[Fact, ...] = ()
    silent: tuple[int, ...] = ()
    least: int = 0

    def __post_init__(self) -> None:
        concerned, silent = set(self.organisations), set(self.silent)
        if len(concerned) != len(self.organisations):
            raise ValueError(f"{self.code}: an organisation is named twice")
        if not silent <= concerned:
            raise ValueError(f"{self.code}: a silent organisation is not concerned")
        if any(fact.organisation not in concerned or fact.organisation in silent for fact in self.facts):
            raise ValueError(f"{self.code}: a fact of an organisation from which nothing is expected")


@dataclass(frozen=True)
class Problem:
    """Rows of the answer follow `indicators`, cells follow `organisations`."""

    organisations: tuple[int, ...]
    period: Period
    indicators: tuple[Indicator, ...]

    def __post_init__(self) -> None:
        known = set(self.organisations)
        codes = [indicator.code for indicator in self.indicators]
        if len(known) != len(self.organisations) or len(set(codes)) != len(codes):
            raise ValueError("an organisation or an indicator is named twice")
        if any(not known.issuperset(indicator.organisations) for indicator in self.indicators):
            raise ValueError("an indicator concerns an organisation that is not asked about")


@dataclass(frozen=True)
class Cell:
    """A figure and the records behind it, in the order of their numbers; a hidden one carries nothing.

    `numerator` holds the records that were counted or added up; `denominator` those they are divided by
    (empty for counts and sums); `unknown` those that belong here, but nobody told their value.
    """

    state: State
    value: Fraction | None = None
    numerator: tuple[int, ...] = ()
    denominator: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()


@dataclass(frozen=True)
class Row:
    code: str
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True)
class Outcome:
    rows: tuple[Row, ...]
    version: int = VERSION
