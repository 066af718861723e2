"""Where a table begins, what its columns are called, which rows are no data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from zveno.base.imports.headings import Heading, Sieve, find_heading, key_of
from zveno.base.imports.reading.books import Merged

KNOWN = frozenset(map(key_of, ("ФИО", "Фамилия", "Имя", "Дата рождения", "Класс", "СНИЛС", "№ п/п")))


def heading(rows: Sequence[Sequence[Any]], merged: Merged | None = None) -> Heading:
    found = find_heading(list(enumerate(rows, start=1)), merged, KNOWN)
    assert found
    return found


def titles(found: Heading) -> list[str]:
    return [column.title for column in found.columns]


def test_the_row_that_names_most_is_the_heading_whatever_stands_above() -> None:
    found = heading(
        [
            ["Список обучающихся"],
            ["на 01.09.2026", "класс"],
            [],
            ["№ п/п", "ФИО", "Класс"],
            [1, "Ёлкин Пётр", "5А"],
        ]
    )

    assert (found.top, found.bottom, titles(found)) == (4, 4, ["№ п/п", "ФИО", "Класс"])


def test_merged_names_of_groups_stand_before_the_names_under_them() -> None:
    rows: list[list[Any]] = [
        ["Список", None, None, None],
        ["ФИО", "Дата рождения", "Родитель", None],
        [None, None, "ФИО", "Телефон"],
        ["Ёлкин Пётр", "04.05.2011", "Ёлкина Анна", "8900"],
    ]
    merged = [((0, 0), (0, 3)), ((1, 0), (2, 0)), ((1, 1), (2, 1)), ((1, 2), (1, 3))]

    found = heading(rows, merged)

    assert (found.top, found.bottom) == (2, 3)
    assert titles(found) == ["ФИО", "Дата рождения", "Родитель / ФИО", "Родитель / Телефон"]


def test_without_marks_of_merging_a_second_row_is_known_by_filling_the_gaps() -> None:
    rows: list[list[Any]] = [
        ["ФИО", "Дата рождения", "Родитель", None],
        [None, None, "ФИО", "Телефон"],
        ["Ёлкин", "04.05.2011", "Анна", "8"],
    ]

    assert titles(heading(rows)) == ["ФИО", "Дата рождения", "Родитель / ФИО", "Родитель / Телефон"]


def test_a_table_with_foreign_names_is_still_a_table() -> None:
    found = heading([["Report"], ["Surname", "Birth", "Form"], ["Yolkin", "2011-05-04", "5A"]])

    assert titles(found) == ["Surname", "Birth", "Form"]


def test_a_letter_is_no_table() -> None:
    assert find_heading([(1, ["Добрый день!"]), (2, ["Остальное завтра"])], [], KNOWN) is None


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ([1, "Ёлкин Пётр", "5А", None], ""),
        ([None, None, None, None], "blank"),
        ([7, None, None, None], "blank"),
        ([7, " ", "-", None], "blank"),
        ([1, 2, 3, 4], "numbers"),
        ([None, "Итого: 25", None, None], "total"),
        ([None, "ВСЕГО", None, 25], "total"),
        ([None, "Итогов Пётр", "5А", None], ""),
        (["Выпадающий список…", "Выпадающий список…", None, None], "sample"),
        ([None, "Ёлкин Пётр", "Выпадающий список классов", None], "sample"),
        (["№ п/п", "ФИО", "Класс", None], "heading"),
        ([None, "Директор школы ____________", None, None], "note"),
        ([None, "Исполнитель: Иванова, 2-22-33", None, None], "note"),
    ],
)
def test_rows_that_are_no_data_are_known_by_what_they_say(row: Sequence[Any], why: str) -> None:
    sieve = Sieve(heading([["№ п/п", "ФИО", "Класс", "Дата рождения"], [1, "Ёлкин", "5А", "04.05.2011"]]))

    assert sieve.why_not(row) == why
