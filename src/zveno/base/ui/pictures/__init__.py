"""Pictures of data: the server gives the numbers, `charts.js` draws, a table says the same in text.

Each picture knows its JSON (`data`) and its table (`sheet`); `key` names it on the page and in files.
"""

from zveno.base.ui.pictures.axes import Bars, Lines, Radar, Series
from zveno.base.ui.pictures.flows import Flow, Sankey, Stage
from zveno.base.ui.pictures.heat import Cell, HeatTable
from zveno.base.ui.pictures.networks import Network, Node, Tie
from zveno.base.ui.pictures.parts import Donut
from zveno.base.ui.pictures.picture import Json, Picture
from zveno.base.ui.pictures.schedule import Gantt, Span

__all__ = [
    "Bars",
    "Cell",
    "Donut",
    "Flow",
    "Gantt",
    "HeatTable",
    "Json",
    "Lines",
    "Network",
    "Node",
    "Picture",
    "Radar",
    "Sankey",
    "Series",
    "Span",
    "Stage",
    "Tie",
]
