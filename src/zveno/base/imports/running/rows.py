"""Rows of an import as values of its fields, with what a person has put right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from zveno.base.imports.headings import Heading, Sieve
from zveno.base.imports.importers import Fault, Line, Place
from zveno.base.imports.models import Import, ImportFile, Problem
from zveno.base.imports.parsing import BadValue, is_blank, shown
from zveno.base.imports.reading.books import Cell, Cells, SheetRows, opened
from zveno.base.imports.running.looking import heading_of, kind_of, letter, path_of
from zveno.base.imports.states import ProblemState

MOST_REMEMBERED = 1000
LONGEST_VALUE = 300


@dataclass
class Repairs:
    """What was said about cells and rows that were wrong."""

    cells: Mapping[tuple[int, int, int, str], str]
    left_out: frozenset[tuple[int, int, int]]


def repairs_of(made: Import) -> Repairs:
    said = Problem.objects.filter(of=made).exclude(state=ProblemState.OPEN)
    cells, left_out = {}, set()
    for problem in said.iterator():
        if problem.state == ProblemState.LEFT_OUT:
            left_out.add(problem.place)
        elif problem.field:
            cells[*problem.place, problem.field] = problem.repair
    return Repairs(cells, frozenset(left_out))


@dataclass(frozen=True)
class Understanding:
    """How the rows of one sheet are read: which column is which field, and what is the same in all rows."""

    heading: Heading
    at: Mapping[str, int]
    same: Mapping[str, str]

    def column_of(self, code: str) -> str:
        return letter(self.at[code]) if code in self.at else ""


def understanding_of(made: Import, file: ImportFile, sheet: Mapping[str, Any]) -> Understanding:
    importer = made.importer
    heading = heading_of(sheet)
    at: dict[str, int] = {}
    for column in heading.columns:
        code = made.columns.get(column.key, "")
        if code and code not in at:
            at[code] = column.at
    same = {code: text for code, text in file.given.items() if text and code not in at}
    for one in importer.fields:
        if one.given_by == "sheet" and one.code not in at and sheet["name"] and not _is_plain(sheet["name"]):
            same.setdefault(one.code, sheet["name"])
    return Understanding(heading, at, same)


def _is_plain(name: str) -> bool:
    """A name that the program gave."""
    return name.casefold().rstrip("0123456789 ") in {"лист", "sheet", "таблица", "table"}


@dataclass(slots=True)
class Read:
    """A row as it was understood, with what is wrong in its cells."""

    line: Line
    faults: list[Fault]
    is_left_out: bool = False


# Code of the field, its column, its parser, what was understood already.
_Reader = tuple[str, int, Callable[[Cell], Any], dict[str, Any]]


class Rows:
    """The rows of an import as values of its fields, with repairs put in."""

    def __init__(self, made: Import, files: Sequence[ImportFile]) -> None:
        self._made = made
        self._importer = made.importer
        self._files = files
        self._repairs = repairs_of(made)
        self._fields = {one.code: one for one in self._importer.fields}
        self.sheets: dict[tuple[int, int], tuple[str, Understanding]] = {}
        self.lacking: list[tuple[Place, Fault]] = []
        """Sheets that have no column for what every row needs."""

    def __iter__(self) -> Iterator[Read]:
        for file in self._files:
            if not file.refusal:
                yield from self._rows_of(file)

    def _rows_of(self, file: ImportFile) -> Iterator[Read]:
        told = {sheet["index"]: sheet for sheet in file.sheets if sheet["rows"]}
        with opened(path_of(file), kind_of(file)) as sheets:
            for sheet in sheets:
                if sheet.index in told:
                    yield from self._rows_of_sheet(file, told[sheet.index], sheet)

    def _rows_of_sheet(self, file: ImportFile, told: Mapping[str, Any], sheet: SheetRows) -> Iterator[Read]:
        how = understanding_of(self._made, file, told)
        self.sheets[file.pk, sheet.index] = (sheet.name, how)
        lacks = self._lacks(how)
        if lacks:
            self.lacking.append((Place(file.pk, sheet.index, 0), lacks))
            return
        same, wrong = self._parsed_once(how.same)
        columns: list[_Reader] = [
            (code, place, self._fields[code].parse, {}) for code, place in how.at.items()
        ]
        sieve = Sieve(how.heading)
        for number, cells in sheet.rows:
            if number > how.heading.bottom and not sieve.why_not(cells):
                yield self._row(Place(file.pk, sheet.index, number), cells, columns, same, wrong)

    def _lacks(self, how: Understanding) -> Fault | None:
        for group in self._importer.needs:
            if not any(code in how.at or code in how.same for code in group):
                title = self._fields[group[0]].title
                return Fault(
                    "",
                    "no-column",
                    _("Нет столбца «%(title)s»: строки этого листа не загрузятся.") % {"title": title},
                )
        return None

    def _parsed_once(self, same: Mapping[str, str]) -> tuple[dict[str, Any], list[Fault]]:
        values, faults = {}, []
        for code, written in same.items():
            try:
                values[code] = self._fields[code].parse(written)
            except BadValue as error:
                faults.append(Fault(code, error.kind, str(error), written, error.offer))
        return values, faults

    def _row(
        self,
        place: Place,
        cells: Cells,
        columns: Sequence[_Reader],
        same: Mapping[str, Any],
        wrong: Sequence[Fault],
    ) -> Read:
        values, faults = dict(same), list(wrong)
        key = (place.file, place.sheet, place.row)
        width = len(cells)
        repaired = self._repairs.cells
        for code, at, parse, seen in columns:
            cell = cells[at] if at < width else None
            if repaired and (*key, code) in repaired:
                cell = repaired[*key, code]
            # Class, programme, sex: the same few words in every row are understood once.
            if isinstance(cell, str) and cell in seen:
                values[code] = seen[cell]
                continue
            if is_blank(cell):
                continue
            try:
                values[code] = parse(cell)
            except BadValue as error:
                faults.append(Fault(code, error.kind, str(error), shown(cell)[:LONGEST_VALUE], error.offer))
                continue
            if isinstance(cell, str) and len(seen) < MOST_REMEMBERED:
                seen[cell] = values[code]
        if repaired:
            self._put_in(key, values, faults, {code for code, *_rest in columns})
        told = values.keys() | {fault.field for fault in faults}
        faults += [
            Fault(group[0], "missing", _("Пусто: «%(title)s».") % {"title": self._fields[group[0]].title})
            for group in self._importer.needs
            if told.isdisjoint(group)
        ]
        return Read(Line(place, values), faults, key in self._repairs.left_out)

    def _put_in(
        self, key: tuple[int, int, int], values: dict[str, Any], faults: list[Fault], read: set[str]
    ) -> None:
        """What was said of fields that have no column of their own here."""
        for code in self._fields:
            written = self._repairs.cells.get((*key, code))
            if code in read or written is None:
                continue
            faults[:] = [fault for fault in faults if fault.field != code]
            try:
                values[code] = self._fields[code].parse(written)
            except BadValue as error:
                faults.append(Fault(code, error.kind, str(error), written, error.offer))
