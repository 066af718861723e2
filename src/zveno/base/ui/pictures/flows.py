"""Flows from level to level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from zveno.base.ui.components import Sheet, Text
from zveno.base.ui.numbers import Number
from zveno.base.ui.pictures.picture import Json


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
