"""Rows × columns with traffic lights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zveno.base.ui.components import Sheet, Text, Tone
from zveno.base.ui.numbers import Number, written
from zveno.base.ui.pictures.picture import Json


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
