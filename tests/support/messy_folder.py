"""A dozen workbooks of one district as schools send them, with every dirt that was ever met."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.support.workbooks import csv_text, endless_sheet, ods, xls, xlsm, xlsx

HEAD = ["№ п/п", "ФИО", "Дата рождения", "Пол", "СНИЛС", "Класс"]
GOOD_SNILS = "112-233-445 95"


def snils(number: int) -> str:
    """Eleven digits that agree."""
    nine = f"{number:09d}"
    weighed = sum(int(digit) * weight for digit, weight in zip(nine, range(9, 0, -1), strict=True))
    return f"{nine}{weighed % 101 % 100:02d}"


def dashed(digits: str) -> str:
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:9]} {digits[9:]}"


def _with_filters(_book: Any, page: Any) -> None:
    page.autofilter(0, 0, 3, 5)
    page.filter_column(1, "x == Иванова*")
    page.set_row(2, options={"hidden": True})


def _with_merged_head(book: Any, page: Any) -> None:
    head = book.add_format({"bold": True})
    page.merge_range(0, 0, 0, 6, "Список обучающихся на 01.09.2026", head)
    for column, title in enumerate(("№ п/п", "Фамилия", "Имя", "Отчество", "Дата рождения")):
        page.merge_range(2, column, 3, column, title, head)
    page.merge_range(2, 5, 2, 6, "Родитель", head)
    page.write_string(3, 5, "ФИО", head)
    page.write_string(3, 6, "Телефон", head)
    for row, values in enumerate(_MERGED_ROWS, start=5):
        for column, value in enumerate(values):
            if isinstance(value, date):
                page.write_datetime(row, column, value, book.add_format({"num_format": "dd.mm.yyyy"}))
            elif isinstance(value, int):
                page.write_number(row, column, value)
            elif value:
                page.write_string(row, column, value)
    for column in range(7):
        page.write_number(4, column, column + 1)


_MERGED_ROWS: Sequence[Sequence[Any]] = (
    (1, "Ёлкин", "Пётр", "Ильич", date(2011, 5, 4), "Ёлкина Анна Сергеевна", "8-900-111-22-33"),
    (2, "Ёлкина", "Вера", "Ильинична", date(2012, 6, 5), "Ёлкина Анна Сергеевна", "+79001112233"),
    (None, "Итого", None, None, None, None, "2"),
)

NUMBER = [snils(150_000_000 + step) for step in range(20)]

SOCIAL_PASSPORT = [
    ["ФИО", "Дата_рождения", "Серия_паспорта", "Номер_паспорта", "СНИЛС", "Статус_Сиротство", "Любимый цвет"],
    ["Дубов Иван Сергеевич", "12.03.2009", "4112", "123456", dashed(NUMBER[10]), "нет", "синий"],
    ["Клёнова Мария", "01.12.2008", "4112", "123457", NUMBER[11], "да", "зелёный"],
]


def messy_folder() -> dict[str, bytes]:
    """Names and contents; the names of files tell whose they are."""
    return {
        "СОШ 1/5А.xlsx": xlsx(
            {
                "Лист1": [
                    HEAD,
                    [1, "  Иванова   Анна Сергеевна ", date(2015, 3, 1), "ж", dashed(NUMBER[0]), "5 «А»"],
                    [2, "Алиев Вагиф Рашид оглы", "02.04.2015", "М", int(NUMBER[1]), "5а"],
                    [3, "ПЕТРОВ ПЁТР", "31.02.2015", "муж", NUMBER[2], "5-А"],
                    ["", "Итого: 3", None, None, None, None],
                ]
            },
            _with_filters,
        ),
        "СОШ 1/6Б.xls": xls(
            [
                HEAD,
                ["Выпадающий список…", "Выпадающий список…", None, "м/ж", None, None],
                [1, "Сидоров С. С.", date(2014, 1, 2), "м", None, "6Б"],
                [2, "Соснов Олег Игоревич", date(2014, 7, 8), "м", None, "6Б"],
            ]
        ),
        "СОШ 1/7.xlsx": xlsx({"7В": []}, _with_merged_head),
        "СОШ 1/8.ods": ods(
            [HEAD, [1, "Липов Антон Юрьевич", date(2012, 9, 9), "м", dashed(NUMBER[3]), "8Г"]]
        ),
        "СОШ 1/9.csv": csv_text(
            [HEAD, [1, "Вязов Юрий Петрович", "03.03.2011", "м", dashed(NUMBER[4]), "9А"]]
        ),
        "СОШ 1/10.csv": csv_text(
            [HEAD, [1, "Берёзова Яна Львовна", "04.04.2010", "ж", dashed(NUMBER[5]), "10А"]],
            encoding="cp866",
            separator=",",
        ),
        "СОШ 1/11.csv": csv_text(
            [HEAD, [1, "Рябинина Ева Глебовна", "05.05.2009", "ж", NUMBER[6], "11А"]],
            encoding="utf-16",
            separator="\t",
        ),
        "СОШ 1/соц. паспорт.xlsx": xlsx({"11Б": SOCIAL_PASSPORT}),
        "СОШ 1/~$5А.xlsx": b"\x05Admin" + bytes(60),
        "СОШ 1/с макросом.xlsm": xlsm([HEAD]),
        "СОШ 1/бесконечная.xlsx": endless_sheet(),
        "СОШ 1/не таблица.xlsx": b"PK\x03\x04 it only begins like one",
        "СОШ 1/читай меня.txt": "Иван, пришлю остальное завтра".encode("cp1251"),
    }
