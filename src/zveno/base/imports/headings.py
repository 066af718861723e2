"""Where a table begins in a sheet and what its columns are called, however the sheet was decorated."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zveno.base.imports.parsing.cells import clean, is_blank, shown
from zveno.base.imports.parsing.choices import folded
from zveno.base.imports.reading.books import Cell, Cells, Merged

LOOKED_AT = 40
FEWEST = 2
BETWEEN = " / "
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
# «№ п/п», which says nothing of the row and stands beside empty ones too.
ORDINALS = frozenset({"пп", "номер", "n", "nпп", "номерпп", "порядковыйномер", "no", "ппn"})
_TOTAL = re.compile(r"(итог|итого|всего|сумма|общий итог)\b", re.IGNORECASE)
_SAMPLE = re.compile(
    r"(выпадающий список|выберите из списка|выбрать из списка|образец|пример заполнения)", re.IGNORECASE
)
_SIGNATURE = re.compile(
    r"(_{3,}|\bм\. ?п\.|^(директор|руководитель|заместитель|исполнитель|исп\.|ответственный|примечание"
    r"|дата составления|подпись|начальник|секретарь)\b)",
    re.IGNORECASE,
)
MOST_OF_A_NOTE = 2
FIRST_CELLS = 3
_SAMPLE_LETTERS = frozenset("вВоОпП ")
FEWEST_NUMBERS = 3
WIDE_TITLE = 0.6


@dataclass(frozen=True)
class Column:
    at: int
    title: str
    key: str


@dataclass(frozen=True)
class Heading:
    """Rows from `top` to `bottom` (numbers as Excel shows them) name the columns."""

    top: int
    bottom: int
    columns: Sequence[Column]


def key_of(title: str) -> str:
    """«Дата_рождения», «дата рождения » and «Дата рождения» are one heading."""
    return folded(title)


def bare_key_of(title: str) -> str:
    """Without what is explained in brackets."""
    return folded(_IN_BRACKETS.sub("", title))


def find_heading(
    rows: Sequence[tuple[int, Cells]], merged: Merged | None, known: AbstractSet[str]
) -> Heading | None:
    """Among the first rows: the one that names most of what is known, with those it is merged with.

    Where nothing is known, the first row of words above rows of anything, so that a person can say what
    its columns are.
    """
    scores = [(_score(cells, known), -place) for place, (_number, cells) in enumerate(rows)]
    best, place = max(scores, default=(0, 0))
    place = -place if best >= FEWEST else _first_row_of_words(rows)
    if place < 0:
        return None
    top, bottom = _merged_block(rows, place, merged)
    if bottom == place:
        bottom += _goes_on_below(rows, place)
    titles = _titles(rows, top, bottom, merged)
    columns = [Column(at, title, key_of(title)) for at, title in enumerate(titles) if title]
    return Heading(rows[top][0], rows[bottom][0], columns)


def _score(cells: Cells, known: AbstractSet[str]) -> int:
    return len(
        {
            key
            for cell in cells
            if isinstance(cell, str) and cell
            for key in (key_of(cell), bare_key_of(cell))
            if key in known
        }
    )


def _first_row_of_words(rows: Sequence[tuple[int, Cells]]) -> int:
    widest = max((_filled(cells) for _number, cells in rows), default=0)
    for place, (_number, cells) in enumerate(rows[:-1]):
        words = sum(isinstance(cell, str) and not is_blank(cell) for cell in cells)
        if words >= FEWEST and words == _filled(cells) and words >= WIDE_TITLE * widest:
            return place
    return -1


def _filled(cells: Cells) -> int:
    return sum(not is_blank(cell) for cell in cells)


def _merged_block(rows: Sequence[tuple[int, Cells]], place: int, merged: Merged | None) -> tuple[int, int]:
    """The rows that merged cells tie to this one: names over groups of columns, names two rows high."""
    if not merged:
        return place, place
    first = rows[0][0] - 1
    last = len(rows) - 1
    width = max(_filled(rows[place][1]), 1)
    top = bottom = place
    grown = True
    while grown:
        grown = False
        for (start, left), (end, right) in merged:
            above, below = start - first, end - first
            spans_rows = end > start and above <= bottom and below >= top
            is_group_name = (
                above == below == top - 1 and left < right and right - left + 1 < WIDE_TITLE * width
            )
            if not (spans_rows or is_group_name):
                continue
            # A title over the whole table is no name of columns.
            if right - left + 1 >= max(WIDE_TITLE * width, 2) and right > left:
                continue
            if above < top and above >= 0:
                top, grown = above, True
            if bottom < below <= last:
                bottom, grown = below, True
    return top, bottom


def _goes_on_below(rows: Sequence[tuple[int, Cells]], place: int) -> int:
    """Formats that tell nothing of merged cells: the next row only fills the gaps this one left."""
    if place + 1 >= len(rows):
        return 0
    upper, lower = rows[place][1], rows[place + 1][1]
    gaps = {at for at, cell in enumerate(upper) if is_blank(cell)} | set(range(len(upper), len(lower)))
    filled = {at for at, cell in enumerate(lower) if not is_blank(cell)}
    beside = {at - 1 for at in gaps}
    are_words = all(isinstance(lower[at], str) and not any(map(str.isdigit, str(lower[at]))) for at in filled)
    fits = bool(filled & gaps) and filled <= gaps | beside and len(filled) < _filled(upper)
    return 1 if fits and are_words and len(filled) >= FEWEST else 0


def _titles(rows: Sequence[tuple[int, Cells]], top: int, bottom: int, merged: Merged | None) -> list[str]:
    first = rows[0][0] - 1
    width = max(len(rows[place][1]) for place in range(top, bottom + 1))
    block: list[list[Cell]] = [
        [*rows[place][1], *[None] * (width - len(rows[place][1]))] for place in range(top, bottom + 1)
    ]
    for (start, left), (end, right) in merged or ():
        inside = range(max(start - first, top), min(end - first, bottom) + 1)
        if start - first < top or start - first > bottom:
            continue
        for place in inside:
            for at in range(left, min(right, width - 1) + 1):
                block[place - top][at] = block[start - first - top][left]
    if merged is None and bottom > top:
        _spread_to_the_right(block)
    return [_joined([shown(row[at]) for row in block]) for at in range(width)]


def _spread_to_the_right(block: list[list[Cell]]) -> None:
    """The name over a group stands in its first cell; the group is where the row below goes on."""
    upper, lower = block[0], block[-1]
    for at in range(1, len(upper)):
        if is_blank(upper[at]) and not is_blank(lower[at]):
            upper[at] = upper[at - 1]


def _joined(parts: Sequence[str]) -> str:
    told: list[str] = []
    for part in parts:
        if part and (not told or told[-1] != part):
            told.append(part)
    return BETWEEN.join(told)


class Sieve:
    """Tells rows of data from what people and forms put among them; made once for a heading."""

    def __init__(self, heading: Heading) -> None:
        self._width = len(heading.columns)
        self._ordinals = {column.at for column in heading.columns if column.key in ORDINALS or not column.key}
        self._titles = {column.at: column.title.rpartition(BETWEEN)[2] for column in heading.columns}

    def why_not(self, cells: Cells) -> str:
        """A word for the reason why a row is no data; empty for data, which nearly all rows are."""
        place = next(
            (at for at, cell in enumerate(cells) if at not in self._ordinals and not is_blank(cell)), None
        )
        if place is None:
            return "blank"
        first = cells[place]
        if not isinstance(first, str) or first.isdecimal():
            return (
                "numbers" if _are_numbers_of_columns([cell for cell in cells if not is_blank(cell)]) else ""
            )
        if _TOTAL.match(first.lstrip()):
            return "total"
        for cell in cells[place : place + FIRST_CELLS]:
            if isinstance(cell, str) and cell[:1] in _SAMPLE_LETTERS and _SAMPLE.match(clean(cell)):
                return "sample"
        if self._titles.get(place) == first.strip() and self._is_heading_again(cells):
            return "heading"
        return "note" if _SIGNATURE.search(clean(first)) and self._is_short(cells) else ""

    def _is_heading_again(self, cells: Cells) -> bool:
        told = [(at, cell) for at, cell in enumerate(cells) if not is_blank(cell)]
        same = sum(isinstance(cell, str) and self._titles.get(at) == cell.strip() for at, cell in told)
        return same >= FEWEST and same * 2 > len(told)

    def _is_short(self, cells: Cells) -> bool:
        told = sum(at not in self._ordinals and not is_blank(cell) for at, cell in enumerate(cells))
        return told <= MOST_OF_A_NOTE < self._width


def _are_numbers_of_columns(cells: Sequence[Cell]) -> bool:
    """1, 2, 3 … under the names, as forms have it."""
    numbers = []
    for cell in cells:
        written = shown(cell)
        if not written.isdecimal() or len(written) >= FEWEST_NUMBERS:
            return False
        numbers.append(int(written))
    if len(numbers) < FEWEST_NUMBERS or numbers[0] > 1:
        return False
    return all(after - before == 1 for before, after in pairwise(numbers))


SKIPPED: Mapping[str, str | Promise] = {
    "numbers": _("номера столбцов"),
    "total": _("итоги"),
    "sample": _("образец заполнения"),
    "heading": _("заголовок ещё раз"),
    "note": _("подпись или примечание"),
}
