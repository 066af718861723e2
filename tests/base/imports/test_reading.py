"""Files of every format become the same rows; bad ones become a sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.support.workbooks import csv_text, endless_sheet, ods, xls, xlsx

from zveno.base.imports.reading.books import BookUnreadable, opened
from zveno.base.imports.reading.plain_text import encoding_of, separator_of

ROWS: list[list[Any]] = [
    ["ФИО", "Дата", "Число"],
    ["Ёлкин Пётр", date(2011, 5, 4), 5],
    [None, None, 2.5],
    ["ещё; строка", None, None],
]
READ = [["ФИО", "Дата", "Число"], ["Ёлкин Пётр", date(2011, 5, 4), 5], ["", "", 2.5], ["ещё; строка", "", ""]]


def read(path: Path, kind: str) -> list[tuple[int, list[Any]]]:
    with opened(path, kind) as sheets:
        return [(number, list(cells)) for sheet in sheets for number, cells in sheet.rows]


@pytest.mark.parametrize(
    ("kind", "content"), [("xlsx", xlsx({"Лист1": ROWS})), ("xls", xls(ROWS)), ("ods", ods(ROWS))]
)
def test_the_same_table_is_read_alike_from_every_format(tmp_path: Path, kind: str, content: bytes) -> None:
    path = tmp_path / "book"
    path.write_bytes(content)

    assert read(path, kind) == list(enumerate(READ, start=1))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1251", "cp866", "koi8-r", "utf-16", "mac-cyrillic"]
)
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_csv_is_read_in_any_of_its_encodings_and_separators(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(
        csv_text(
            [["ФИО", "Класс", "Дата"], ["Ёлкин Пётр Ильич", "5А", "04.05.2011"]] * 5,
            encoding=encoding,
            separator=separator,
        )
    )

    rows = read(path, "csv")

    assert rows[1] == (2, ["Ёлкин Пётр Ильич", "5А", "04.05.2011"])


def test_rows_keep_the_numbers_excel_shows_where_a_table_begins_lower(tmp_path: Path) -> None:
    path = tmp_path / "book"
    path.write_bytes(xlsx({"Лист1": [[], [], [None, "ФИО"], [None, "Ёлкин"]]}))

    assert [row for row in read(path, "xlsx") if any(row[1])] == [(3, [None, "ФИО"]), (4, [None, "Ёлкин"])]


def test_a_sheet_of_two_hundred_columns_is_a_table_as_any_other(tmp_path: Path) -> None:
    path = tmp_path / "wide"
    path.write_bytes(xlsx({"Лист1": [[f"Столбец {at}" for at in range(200)]]}))

    assert read(path, "xlsx")[0][1][199] == "Столбец 199"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (endless_sheet(), "слишком много ячеек"),
        (xlsx({"Лист1": [["а"]]})[:-200], "повреждён"),
        (b"not a workbook at all", "повреждён"),
        (b"", "повреждён"),
    ],
    ids=["endless", "cut", "other", "empty"],
)
def test_a_bad_workbook_is_a_sentence_and_this_process_lives(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "book"
    path.write_bytes(content)

    with pytest.raises(BookUnreadable, match=reason):
        read(path, "xlsx")


def test_text_that_a_spreadsheet_would_run_comes_back_as_we_sent_it_out(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Имя;Телефон\r\n'=cmd|' /C calc'!A0;'+7 900\r\n".encode())

    assert read(path, "csv")[1] == (2, ["=cmd|' /C calc'!A0", "+7 900"])


def test_a_guess_of_the_encoding_prefers_what_reads_like_russian() -> None:
    text = "Список обучающихся школы номер 3, класс 5А"

    assert [encoding_of(text.encode(name)) for name in ("cp1251", "cp866", "koi8-r")] == [
        "cp1251",
        "cp866",
        "koi8-r",
    ]


def test_commas_inside_words_do_not_make_columns() -> None:
    assert separator_of("ФИО;Адрес\nЁлкин;Лесная, 1\nСоснов;Полевая, 2, 3\n") == ";"
