"""An import at work: files are looked into, rows are understood and planned. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from zveno.base.core.people import Acting
from zveno.base.files import folder
from zveno.base.files.states import State
from zveno.base.imports.headings import LOOKED_AT, Column, Heading, Sieve, find_heading
from zveno.base.imports.importers import Fault, Importer, Intake, Line, Place, Plan
from zveno.base.imports.matching import How, known_keys, understand
from zveno.base.imports.models import Import, ImportFile, Problem
from zveno.base.imports.parsing import BadValue, is_blank, shown
from zveno.base.imports.reading.books import BookUnreadable, Cell, Cells, SheetRows, opened
from zveno.base.imports.states import ProblemState

AT_ONCE = 1000
MOST_ROWS = 50_000
MOST_PROBLEMS = 10_000
MOST_SAMPLES = 3
MOST_SKIPPED = 30
MOST_SHOWN_CHANGES = 200
LONGEST_VALUE = 300

Tell = Callable[[int, int], None]
"""How many rows are done, of how many."""


class NotYetScanned(Exception):
    """The scanner is silent: the file may be opened later."""


# Reading ----------------------------------------------------------------------------------------------


@dataclass
class Look:
    """What was found in a file."""

    sheets: list[dict[str, Any]] = field(default_factory=list)
    refusal: str = ""

    @property
    def rows(self) -> int:
        return sum(sheet["rows"] for sheet in self.sheets)


def path_of(file: ImportFile) -> Path:
    if file.stored is None:
        raise BookUnreadable(_("Файл уже удалён: загрузите его ещё раз."))
    if file.stored.state == State.QUARANTINED:
        raise NotYetScanned
    if file.stored.state == State.INFECTED:
        raise BookUnreadable(_("В файле найден вирус, он закрыт."))
    return folder.path_of(file.stored.sha256)


def look_into(file: ImportFile, importer: Importer, remembered: Mapping[str, str]) -> Look:
    """Sheets, their headings and columns, how many rows of data; or why the file is not read."""
    known = known_keys(importer, remembered)
    found = Look()
    try:
        with opened(path_of(file), _kind_of(file)) as sheets:
            for sheet in sheets:
                found.sheets.append(_look_at_sheet(sheet, known))
                if found.rows > MOST_ROWS:
                    told = _("Строк больше %(most)d. Разделите файл на части.") % {"most": MOST_ROWS}
                    return Look(refusal=told)
    except BookUnreadable as error:
        return Look(refusal=str(error))
    if not any(sheet["rows"] for sheet in found.sheets):
        found.refusal = _("Таблицы с названиями столбцов и строками под ними в файле нет.")
    return found


def _kind_of(file: ImportFile) -> str:
    return file.stored.kind if file.stored else ""


def _look_at_sheet(sheet: SheetRows, known: frozenset[str]) -> dict[str, Any]:
    first = list(islice(sheet.rows, LOOKED_AT))
    heading = find_heading(first, sheet.merged, known)
    about: dict[str, Any] = {
        "name": sheet.name,
        "index": sheet.index,
        "rows": 0,
        "columns": [],
        "skipped": [],
    }
    if heading is None:
        return {**about, "top": 0, "bottom": 0}
    samples: dict[int, list[str]] = {column.at: [] for column in heading.columns}
    rows, unnamed, sieve = 0, set[int](), Sieve(heading)
    for number, cells in (row for part in (first, sheet.rows) for row in part):
        if number <= heading.bottom:
            continue
        why = sieve.why_not(cells)
        if why:
            if why != "blank" and len(about["skipped"]) < MOST_SKIPPED:
                about["skipped"].append([number, why])
            continue
        rows += 1
        if rows > MOST_ROWS:
            break
        if rows < LOOKED_AT:
            _sample(cells, samples, unnamed)
    about["columns"] = [
        [column.at, column.title, column.key, samples[column.at]] for column in heading.columns
    ]
    about["unnamed"] = [letter(at) for at in sorted(unnamed)]
    return {**about, "rows": rows, "top": heading.top, "bottom": heading.bottom}


def _sample(cells: Cells, samples: dict[int, list[str]], unnamed: set[int]) -> None:
    for at, cell in enumerate(cells):
        if is_blank(cell):
            continue
        if at not in samples:
            unnamed.add(at)
            continue
        written = shown(cell)[:60]
        if len(samples[at]) < MOST_SAMPLES and written not in samples[at]:
            samples[at].append(written)


def letter(at: int) -> str:
    """«A» for the first column, as Excel calls it."""
    name, rest = "", at + 1
    while rest:
        rest, one = divmod(rest - 1, 26)
        name = chr(ord("A") + one) + name
    return name


def heading_of(sheet: Mapping[str, Any]) -> Heading:
    columns = [Column(at, title, key) for at, title, key, _samples in sheet["columns"]]
    return Heading(sheet["top"], sheet["bottom"], columns)


def proposed_columns(
    importer: Importer, files: Sequence[ImportFile], remembered: Mapping[str, str]
) -> dict[str, tuple[str, How]]:
    """For every heading of all tables: its field, and how that is known."""
    found: dict[str, tuple[str, How]] = {}
    for file in files:
        for sheet in file.sheets:
            columns = heading_of(sheet).columns
            for key, understood in understand(importer, columns, remembered).items():
                earlier = found.get(key)
                if earlier is None or (understood.field and not earlier[0]):
                    found[key] = (understood.field, understood.how)
    return found


# Rows -------------------------------------------------------------------------------------------------


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
        with opened(path_of(file), _kind_of(file)) as sheets:
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
            if isinstance(cell, str) and len(seen) < AT_ONCE:
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


# Planning ---------------------------------------------------------------------------------------------


@dataclass
class Outcome:
    """What a check found."""

    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("new", "changed", "same", "wrong", "left_out"), 0)
    )
    problems: list[Problem] = field(default_factory=list)
    untold: int = 0
    """Problems beyond those that are kept."""
    changes: list[dict[str, Any]] = field(default_factory=list)

    def summary(self) -> dict[str, Any]:
        return {**self.counts, "untold": self.untold, "changes": self.changes}


def plans_of(
    intake: Intake, reads: Iterable[Read], *, total: int, tell: Tell | None = None
) -> Iterator[tuple[Sequence[Plan], int]]:
    """Plans of the rows some hundreds at a time, and how many of these a person left out."""
    done, source = 0, iter(reads)
    while some := list(islice(source, AT_ONCE)):
        yield _plans(intake, some)
        done += len(some)
        if tell:
            tell(min(done, total), total)


def _plans(intake: Intake, some: Sequence[Read]) -> tuple[list[Plan], int]:
    wrong = [
        Plan(read.line, "wrong", faults=read.faults) for read in some if read.faults and not read.is_left_out
    ]
    clean = [read.line for read in some if not read.faults and not read.is_left_out]
    left_out = sum(read.is_left_out for read in some)
    return [*wrong, *intake.plan(clean)], left_out


def target_of(made: Import) -> models.Model:
    target = made.target
    if target is None:
        raise BookUnreadable(_("Того, для кого загружают, уже нет."))
    return target


def amount_of_rows(files: Iterable[ImportFile]) -> int:
    return sum(sheet["rows"] for file in files for sheet in file.sheets)


def dry_run(made: Import, *, by: Acting, at: datetime, tell: Tell | None = None) -> Outcome:
    """Everything but writing."""
    files = list(made.files.select_related("stored"))
    rows, outcome = Rows(made, files), Outcome()
    intake = made.importer.begin(target_of(made), by=by, at=at)
    for plans, left_out in plans_of(intake, rows, total=amount_of_rows(files), tell=tell):
        outcome.counts["left_out"] += left_out
        for plan in plans:
            outcome.counts[plan.action] += 1
            for fault in plan.faults:
                _note(outcome, made, rows, plan.line.place, fault)
            if plan.action == "changed" and len(outcome.changes) < MOST_SHOWN_CHANGES:
                outcome.changes.append(
                    {"name": plan.name, "changes": {str(k): v for k, v in plan.changes.items()}}
                )
    for place, fault in rows.lacking:
        _note(outcome, made, rows, place, fault)
    return outcome


def _note(outcome: Outcome, made: Import, rows: Rows, place: Place, fault: Fault) -> None:
    if len(outcome.problems) >= MOST_PROBLEMS:
        outcome.untold += 1
        return
    name, how = rows.sheets[place.file, place.sheet]
    outcome.problems.append(
        Problem(
            of=made,
            file_id=place.file,
            sheet=place.sheet,
            sheet_name=name[:100],
            row=place.row,
            column=how.column_of(fault.field),
            field=fault.field,
            kind=fault.kind,
            value=fault.value[:LONGEST_VALUE],
            sentence=fault.sentence[:500],
            offer=fault.offer[:LONGEST_VALUE],
            is_notice=fault.is_notice,
        )
    )
