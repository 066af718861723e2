"""Who works with whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from zveno.base.ui.components import Sheet, Text
from zveno.base.ui.pictures.picture import Json


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
            "nodes": [vars(node) for node in self.nodes],
            "links": [vars(tie) for tie in self.ties],
        }

    @property
    def sheet(self) -> Sheet:
        names = {node.id: node.name for node in self.nodes}
        return Sheet(
            titles=[_("Кто"), _("С кем"), _("Сколько раз")],
            rows=[[names[tie.source], names[tie.target], tie.weight] for tie in self.ties],
        )
