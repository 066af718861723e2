"""A file is looked into: its sheets, where their tables begin, what their columns are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from zveno.base.files import folder
from zveno.base.files.states import State
from zveno.base.imports.headings import LOOKED_AT, Column, Heading, Sieve, find_heading
from zveno.base.imports.importers import Importer
from zveno.base.imports.matching import How, known_keys, understand
from zveno.base.imports.models import ImportFile
from zveno.base.imports.parsing import is_blank, shown
from zveno.base.imports.reading.books import BookUnreadable, Cells, SheetRows, opened

MOST_ROWS = 50_000
MOST_SAMPLES = 3
MOST_SKIPPED = 30


class NotYetScanned(Exception):
    """The scanner is silent: the file may be opened later."""


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
        with opened(path_of(file), kind_of(file)) as sheets:
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


def kind_of(file: ImportFile) -> str:
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
