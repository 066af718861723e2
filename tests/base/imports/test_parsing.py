"""Cells as values: what people write is understood or refused with a sentence, never by an exception."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.messy_folder import dashed, snils

from zveno.base.imports import parsing
from zveno.base.imports.importers import Field
from zveno.base.imports.parsing import BadValue, CodeAndName, FullName
from zveno.base.imports.reading.books import Cell
from zveno.network.organisations.importers import ORGANISATIONS
from zveno.network.people.importers import CONTINGENT

CELLS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789.,-/ №«»АБВгдеё;", max_size=25),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.datetimes(),
    st.booleans(),
)
FIELDS = [*ORGANISATIONS.fields, *CONTINGENT.fields]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.code)
@given(cell=CELLS)
def test_no_cell_breaks_a_parser_and_every_offer_is_accepted(field: Field, cell: Any) -> None:
    try:
        field.parse(cell)
    except BadValue as bad:
        said = bad
    else:
        return

    assert str(said)
    if said.offer:
        field.parse(said.offer)


@given(day=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_is_the_same_day_however_it_is_written(day: date) -> None:
    written: list[Cell] = [
        day,
        datetime.combine(day, time()),
        f"{day:%d.%m.%Y}",
        f"{day:%Y-%m-%d}",
        f" {day:%d/%m/%Y} г.",
    ]

    assert {parsing.day(cell) for cell in written} == {day}


@given(number=st.integers(2_000_000, 999_999_999))
def test_both_spellings_of_a_snils_are_one_number(number: int) -> None:
    digits = snils(number)

    assert {parsing.snils(cell) for cell in (digits, dashed(digits), int(digits), float(int(digits)))} == {
        digits
    }


@given(code=st.from_regex(r"(0[1-9]|[12][0-9])\.(0[1-9]|1[0-2])\.(0[1-9]|[1-5][0-9])", fullmatch=True))
def test_a_code_that_excel_turned_into_a_date_is_offered_as_it_was(code: str) -> None:
    day, month, year = map(int, code.split("."))
    try:
        turned = date(2000 + year if year < 50 else 1900 + year, month, day)
    except ValueError:
        return  # Excel would have left it alone

    with pytest.raises(BadValue) as bad:
        parsing.dotted_code(turned)

    assert (bad.value.kind, bad.value.offer) == ("code-as-date", code)
    assert parsing.dotted_code(bad.value.offer) == code


@pytest.mark.parametrize(
    ("parse", "cell", "value"),
    [
        (parsing.day, "1 сентября 2026 г.", date(2026, 9, 1)),
        (parsing.day, "«01» сентября 2026 года", date(2026, 9, 1)),
        (parsing.day, "01.09.26", date(2026, 9, 1)),
        (parsing.day, "5.6.58", date(1958, 6, 5)),
        (parsing.day, 40000, date(2009, 7, 6)),
        (parsing.full_name, "  иванова   АННА Сергеевна", FullName("Иванова", "Анна", "Сергеевна")),
        (parsing.full_name, "Иванов Иван", FullName("Иванов", "Иван")),
        (parsing.full_name, "Алиев Вагиф Рашид оглы", FullName("Алиев", "Вагиф", "Рашид оглы")),
        (
            parsing.full_name,
            "Салтыков-Щедрин Михаил Евграфович",
            FullName("Салтыков-Щедрин", "Михаил", "Евграфович"),
        ),
        (parsing.full_name, "Ле; Тхи Хоа; Ань", FullName("Ле", "Тхи Хоа", "Ань")),
        (
            parsing.code_and_name,
            "15.01.05 Сварщик (ручной сварки)",
            CodeAndName("15.01.05", "Сварщик (ручной сварки)"),
        ),
        (parsing.code_and_name, "Сварщик, 15.01.05", CodeAndName("15.01.05", "Сварщик,")),
        (parsing.code_and_name, "15.01.05", CodeAndName("15.01.05", "")),
        (parsing.code_and_name, "Сварщик", CodeAndName("", "Сварщик")),
        (parsing.phone, 89001234567.0, "+7 900 123-45-67"),
        (parsing.phone, "(81363) 2-22-33", "(81363) 2-22-33"),
        (parsing.website, "zavod.example.ru", "https://zavod.example.ru"),
        (parsing.whole_number(0, 100), 25.0, 25),
    ],
)
def test_what_people_write_is_understood(parse: Callable[[Any], Any], cell: Any, value: Any) -> None:
    assert parse(cell) == value


@pytest.mark.parametrize(
    ("parse", "cell", "kind", "offer"),
    [
        (parsing.day, "31.02.2015", "impossible-date", ""),
        (parsing.day, "вчера", "date", ""),
        (parsing.full_name, "Иванов И. И.", "initials", ""),
        (parsing.full_name, "Иванов ИИ", "initials", ""),
        (parsing.full_name, "Ле Тхи Хоа Ань", "many-names", "Ле; Тхи; Хоа Ань"),
        (parsing.full_name, "Иванов", "full-name", ""),
        (parsing.snils, "112-233-445 96", "snils-check", ""),
        (parsing.snils, "1122334459", "snils", ""),
        (parsing.dotted_code, "8.2.1", "code", "08.02.01"),
        (parsing.dotted_code, "08.02.2001", "code-as-date", "08.02.01"),
        (parsing.dotted_code, 36930, "code-as-date", "08.02.01"),
        (parsing.whole_number(0, 100), "12 чел.", "number", "12"),
        (parsing.email, "пишите на a@example.ru!", "email", "a@example.ru"),
        (parsing.text(100), "#Н/Д", "formula", ""),
    ],
)
def test_what_is_wrong_is_named_and_what_was_meant_is_offered(
    parse: Callable[[Any], Any], cell: Any, kind: str, offer: str
) -> None:
    with pytest.raises(BadValue) as bad:
        parse(cell)

    assert (bad.value.kind, bad.value.offer) == (kind, offer)


@pytest.mark.parametrize("cell", [None, "", "  ", "-", "—", "н/д", "ЛОЖЬ", False, "\u200b", "нет данных"])
def test_nothing_is_nothing_however_it_is_written(cell: Any) -> None:
    assert parsing.is_blank(cell)


@pytest.mark.parametrize("cell", [0, "0", "нет", "Ёлкин", True])
def test_a_zero_and_a_no_say_something(cell: Any) -> None:
    assert not parsing.is_blank(cell)
