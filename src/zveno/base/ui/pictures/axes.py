"""Bars, lines and profiles: numbers over categories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from zveno.base.ui.components import Sheet, Text
from zveno.base.ui.numbers import Number
from zveno.base.ui.pictures.picture import Json


@dataclass(frozen=True)
class Series:
    """A row of numbers; None is «нет данных» and leaves a gap."""

    name: Text
    values: Sequence[Number | None]


@dataclass(frozen=True)
class _Axes:
    """What bars and lines share: categories and series over them."""

    key: str
    title: Text
    categories: Sequence[Text]
    series: Sequence[Series]
    unit: Text = ""
    note: Text = ""

    @property
    def sheet(self) -> Sheet:
        return Sheet(
            titles=["", *(str(series.name) for series in self.series)],
            rows=[
                [str(category), *(series.values[place] for series in self.series)]
                for place, category in enumerate(self.categories)
            ],
        )

    def _data(self, kind: str) -> dict[str, object]:
        return {
            "kind": kind,
            "categories": self.categories,
            "series": [asdict(series) for series in self.series],
            "unit": self.unit,
            "patterns": len(self.series) > 1,
        }


@dataclass(frozen=True)
class Bars(_Axes):
    """Compare; `horizontal` for long names, `stacked` when the sum means something."""

    horizontal: bool = False
    stacked: bool = False

    @property
    def data(self) -> Json:
        return {**self._data("bar"), "horizontal": self.horizontal, "stacked": self.stacked}


@dataclass(frozen=True)
class Lines(_Axes):
    """Change over time."""

    @property
    def data(self) -> Json:
        return self._data("line")


@dataclass(frozen=True)
class Radar(_Axes):
    """A profile: `categories` are the sides, each up to `maximum`."""

    maximum: Number = 100

    @property
    def data(self) -> Json:
        return {**self._data("radar"), "axes": self.categories, "maximum": self.maximum, "patterns": False}
