"""The two workbooks an import gives back: an empty one to fill in, and what is wrong with comments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from zveno.base.imports.importers import Importer
from zveno.base.imports.models import Import, ImportFile, Problem
from zveno.base.imports.parsing import shown
from zveno.base.imports.reading.books import BookUnreadable, Cell, opened
from zveno.base.imports.running import NotYetScanned, path_of, understanding_of
from zveno.base.imports.spreadsheets import sheet_name

ROWS_TO_FILL = 5000
LONGEST_LIST = 255
MOST_ROWS = 5000
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_template(path: Path, importer: Importer) -> None:
    """Headings with hints, lists to choose from; text stays text, so that no code becomes a date."""
    needed = {code for group in importer.needs for code in group[:1]}
    with xlsxwriter.Workbook(path, OPTIONS) as workbook:
        page = workbook.add_worksheet(sheet_name(str(importer.title)))
        head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        must = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
        text = workbook.add_format({"num_format": "@"})
        for at, field in enumerate(importer.fields):
            title = str(field.title)
            page.write_string(0, at, title, must if field.code in needed else head)
            page.set_column(at, at, max(14, min(len(title) + 4, 40)), text if field.is_text else None)
            hint = " ".join(
                part for part in (_("Обязательно.") if field.code in needed else "", str(field.hint)) if part
            )
            if hint:
                page.write_comment(0, at, hint, {"x_scale": 2})
            words = [str(choice) for choice in field.choices]
            if words and len(",".join(words)) <= LONGEST_LIST:
                page.data_validation(
                    1, at, ROWS_TO_FILL, at,
                    {"validate": "list", "source": words, "error_type": "warning"},
                )  # fmt: skip
        page.freeze_panes(1, 0)


def write_problems(path: Path, made: Import, problems: Iterable[Problem]) -> int:
    """A list of all that is wrong, and the rows themselves with a comment in each wrong cell.

    Only columns that are loaded are copied: what was dropped stays with whoever has it. Rows put right here
    may be loaded again; the others are known already.
    """
    told = list(problems)
    with xlsxwriter.Workbook(path, OPTIONS) as workbook:
        _write_list(workbook, told)
        page = _RowsPage(workbook, made)
        by_file: dict[int, list[Problem]] = {}
        for problem in told:
            by_file.setdefault(problem.file_id, []).append(problem)
        for file in made.files.select_related("stored").filter(pk__in=by_file):
            page.copy(file, by_file[file.pk])
    return len(told)


def _write_list(workbook: Any, problems: Sequence[Problem]) -> None:
    page = workbook.add_worksheet(sheet_name(_("Что исправить")))
    head = workbook.add_format({"bold": True, "bottom": 1})
    text = workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    columns: Sequence[tuple[str, int, Callable[[Problem], str | int | None]]] = (
        (_("Файл"), 30, lambda one: one.file.name),
        (_("Лист"), 16, lambda one: one.sheet_name),
        (_("Строка"), 8, lambda one: one.row or None),
        (_("Столбец"), 9, lambda one: one.column),
        (_("Написано"), 26, lambda one: one.value),
        (_("Что не так"), 60, lambda one: one.sentence),
        (_("Похоже, имелось в виду"), 26, lambda one: one.offer),
        (_("Исправлено на"), 26, lambda one: one.repair),
    )
    for at, (title, width, _value) in enumerate(columns):
        page.write_string(0, at, title, head)
        page.set_column(at, at, width)
    for row, problem in enumerate(problems, start=1):
        for at, (_title, _width, value) in enumerate(columns):
            written = value(problem)
            if isinstance(written, int):
                page.write_number(row, at, written)
            else:
                page.write_string(row, at, written or "", text)
    page.freeze_panes(1, 0)
    if problems:
        page.autofilter(0, 0, len(problems), len(columns) - 1)


class _RowsPage:
    """The sheet of rows as they were sent, under the titles of our fields."""

    def __init__(self, workbook: Any, made: Import) -> None:
        self._made = made
        self._codes = [
            field.code for field in made.importer.fields if field.code in set(made.columns.values())
        ]
        self._page = workbook.add_worksheet(sheet_name(_("Строки")))
        self._text = workbook.add_format({"num_format": "@"})
        self._wrong = workbook.add_format({"num_format": "@", "bg_color": "#FFE3DC", "border": 1})
        head = workbook.add_format({"bold": True, "bottom": 1})
        for at, code in enumerate(self._codes):
            self._page.write_string(0, at, str(made.importer.field(code).title), head)
            self._page.set_column(at, at, 18)
        self._page.freeze_panes(1, 0)
        self._row = 0

    def copy(self, file: ImportFile, problems: Sequence[Problem]) -> None:
        wanted: dict[tuple[int, int], list[Problem]] = {}
        for problem in problems:
            if problem.row:
                wanted.setdefault((problem.sheet, problem.row), []).append(problem)
        told = {sheet["index"]: sheet for sheet in file.sheets}
        try:
            with opened(path_of(file), file.stored.kind if file.stored else "") as sheets:
                for sheet in sheets:
                    if sheet.index not in told:
                        continue
                    at = understanding_of(self._made, file, told[sheet.index]).at
                    for number, cells in sheet.rows:
                        faults = wanted.get((sheet.index, number))
                        if faults and self._row < MOST_ROWS:
                            self._copy_row([cells[at[c]] if at.get(c, len(cells)) < len(cells) else None
                                            for c in self._codes], faults)  # fmt: skip
        except (BookUnreadable, NotYetScanned):
            return  # the list of what is wrong is whole without the rows

    def _copy_row(self, cells: Sequence[Cell], problems: Sequence[Problem]) -> None:
        self._row += 1
        by_code = {problem.field: problem for problem in problems}
        for at, (code, cell) in enumerate(zip(self._codes, cells, strict=True)):
            problem = by_code.get(code)
            written = problem.repair or shown(cell) if problem else shown(cell)
            self._page.write_string(self._row, at, written, self._wrong if problem else self._text)
            if problem:
                comment = problem.sentence + (f"\n→ {problem.offer}" if problem.offer else "")
                self._page.write_comment(self._row, at, comment, {"x_scale": 2})
