"""Parts of a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from zveno.base.ui.components import Sheet, Text
from zveno.base.ui.numbers import Number
from zveno.base.ui.pictures.picture import Json


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
