"""Pictures of data: the server gives the numbers, `charts.js` draws, a table says the same in text.

Each picture knows its JSON (`data`) and its table (`sheet`); `key` names it on the page and in files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Protocol

from django.utils.translation import gettext as _

from zveno.base.ui.components import Sheet, Text, Tone
from zveno.base.ui.numbers import Number, written

Json = Mapping[str, object]


class Picture(Protocol):
    """What the tag `{% picture %}` draws."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> Text: ...
    @property
    def note(self) -> Text: ...
    @property
    def data(self) -> Json: ...
    @property
    def sheet(self) -> Sheet: ...


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


@dataclass(frozen=True)
class Donut:
    """Parts of a whole, at most eight."""

    key: str
    title: Text
    slices: Sequence[tuple[Text, Number]]
    unit: Text = ""
    note: Text = ""

    @property
    def data(self) -> Json:
        slices = [{"name": name, "value": value} for name, value in self.slices]
        return {"kind": "donut", "slices": slices, "unit": self.unit, "patterns": True}

    @property
    def sheet(self) -> Sheet:
        whole = sum(value for _name, value in self.slices)
        return Sheet(
            titles=["", str(self.unit) or _("Всего"), "%"],
            rows=[
                [str(name), value, round(float(value) / float(whole) * 100, 1) if whole else None]
                for name, value in self.slices
            ],
        )


@dataclass(frozen=True)
class Stage:
    """A node of a flow; `level` is its column from the left. Names are unique in one picture."""

    name: str
    level: int
    url: str = ""


@dataclass(frozen=True)
class Flow:
    source: str
    target: str
    value: Number


@dataclass(frozen=True)
class Sankey:
    """How many went from where to where: school → technikum → enterprise."""

    key: str
    title: Text
    stages: Sequence[Stage]
    flows: Sequence[Flow]
    unit: Text = ""
    note: Text = ""

    @property
    def data(self) -> Json:
        return {
            "kind": "sankey",
            "nodes": [asdict(stage) for stage in self.stages],
            "links": [asdict(flow) for flow in self.flows],
            "unit": self.unit,
        }

    @property
    def sheet(self) -> Sheet:
        return Sheet(
            titles=[_("Откуда"), _("Куда"), str(self.unit) or _("Сколько")],
            rows=[[flow.source, flow.target, flow.value] for flow in self.flows],
        )


@dataclass(frozen=True)
class Cell:
    """A cell of a heat table: the value and what it means. None is «нет данных» and has no tone."""

    value: Number | None
    tone: Tone = "plain"


@dataclass(frozen=True)
class HeatTable:
    """Rows × columns with traffic lights; the sign in the cell repeats its colour."""

    key: str
    title: Text
    rows: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[Sequence[Cell]]
    note: Text = ""

    @property
    def data(self) -> Json:
        return {
            "kind": "heat",
            "rows": self.rows,
            "columns": self.columns,
            "cells": [
                {
                    "row": row,
                    "column": column,
                    "text": "—" if cell.value is None else written(cell.value),
                    "tone": "plain" if cell.value is None else cell.tone,
                }
                for row, cells in enumerate(self.cells)
                for column, cell in enumerate(cells)
            ],
        }

    @property
    def sheet(self) -> Sheet:
        return Sheet(
            titles=["", *self.columns],
            rows=[
                [name, *(cell.value for cell in cells)]
                for name, cells in zip(self.rows, self.cells, strict=True)
            ],
        )


@dataclass(frozen=True)
class Node:
    """An organisation in the network. Its place is computed beforehand, in any units; grey is silent."""

    id: str
    name: str
    x: float
    y: float
    group: int
    size: int = 20
    silent: bool = False
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Tie:
    """`group` numbers the natures of ties: their colours and dashes; a press opens `url`."""

    source: str
    target: str
    weight: float
    note: str = ""
    url: str = ""
    group: int = 0


@dataclass(frozen=True)
class Network:
    """Who works with whom: thickness is intensity, shape and colour are the group; so are dashes of ties."""

    key: str
    title: Text
    groups: Sequence[Text]
    nodes: Sequence[Node]
    ties: Sequence[Tie]
    note: Text = field(default="")

    @property
    def data(self) -> Json:
        return {
            "kind": "network",
            "groups": self.groups,
            "nodes": [asdict(node) for node in self.nodes],
            "links": [asdict(tie) for tie in self.ties],
        }

    @property
    def sheet(self) -> Sheet:
        names = {node.id: node.name for node in self.nodes}
        return Sheet(
            titles=[_("Кто"), _("С кем"), _("Сколько раз")],
            rows=[[names[tie.source], names[tie.target], tie.weight] for tie in self.ties],
        )
