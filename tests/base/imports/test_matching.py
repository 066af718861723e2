"""Which column is which field, and whose a file is."""

from __future__ import annotations

import pytest

from zveno.base.imports.headings import Column, key_of
from zveno.base.imports.matching import guess_by_name, understand
from zveno.network.people.importers import CONTINGENT

SCHOOLS = ["СОШ № 1", "СОШ № 15", "Гимназия", "Озёрская СОШ № 1"]


def meanings(*titles: str, remembered: dict[str, str] | None = None) -> dict[str, tuple[str, str]]:
    columns = [Column(at, title, key_of(title)) for at, title in enumerate(titles)]
    found = understand(CONTINGENT, columns, remembered or {})
    return {column.title: (found[column.key].field, found[column.key].how) for column in columns}


def test_columns_are_known_by_any_of_their_names_however_they_are_decorated() -> None:
    assert meanings("Ф. И. О.", "Дата_рождения", "СНИЛС (без пробелов)", "КЛАСС") == {
        "Ф. И. О.": ("full_name", "known"),
        "Дата_рождения": ("birth_date", "known"),
        "СНИЛС (без пробелов)": ("snils", "known"),
        "КЛАСС": ("group", "known"),
    }


def test_what_somebody_said_goes_before_what_is_known() -> None:
    assert meanings("Класс", "Кружок", remembered={"кружок": "group", "класс": ""}) == {
        "Класс": ("", "remembered"),
        "Кружок": ("group", "remembered"),
    }


def test_a_parent_under_a_common_name_is_not_taken_for_the_child() -> None:
    assert meanings("ФИО", "Родитель / ФИО", "Родитель / Телефон") == {
        "ФИО": ("full_name", "known"),
        "Родитель / ФИО": ("parent_name", "known"),
        "Родитель / Телефон": ("parent_phone", "known"),
    }


def test_one_field_stands_under_one_heading_and_the_rest_is_named() -> None:
    found = meanings(
        "ФИО", "ФИО обучающегося", "Серия_паспорта", "Любимый цвет", "Дата рождения ребёнка по документу"
    )

    assert found == {
        "ФИО": ("full_name", "known"),
        "ФИО обучающегося": ("", "unknown"),
        "Серия_паспорта": ("", "unwanted"),
        "Любимый цвет": ("", "unknown"),
        "Дата рождения ребёнка по документу": ("birth_date", "guessed"),
    }


@pytest.mark.parametrize(
    ("name", "school"),
    [
        ("район.zip / СОШ 1/5А.xlsx", "СОШ № 1"),
        ("СОШ №15.xls", "СОШ № 15"),
        ("Контингент Гимназия 2026.xlsx", "Гимназия"),
        ("озерская сош №1.xlsx", "Озёрская СОШ № 1"),
        ("список.xlsx", ""),
        ("СОШ 1 и Гимназия вместе СОШ 15.xlsx", ""),
    ],
)
def test_whose_a_file_is_its_name_tells(name: str, school: str) -> None:
    assert guess_by_name(name, SCHOOLS) == school
