"""Lists as files: read back by another program, with the types they had."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client, RequestFactory
from python_calamine import CalamineWorkbook
from tests.factories.accounts import make_account
from tests.factories.organisations import make_actor
from tests.support.district import District

from zveno.base.accounts.models import User
from zveno.base.audit.models import Entry
from zveno.base.imports.csv_files import write_csv
from zveno.base.imports.exports import export_response
from zveno.base.imports.notes import Note
from zveno.base.imports.spreadsheets import sheet_name, write_workbook
from zveno.base.ui.components import Export, Sheet
from zveno.network.organisations.roles import Role

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
NOTE = Note("Список", AT, "Кузнецова Мария", "http://127.0.0.1:8000/x/?q=1", (("Вид", "школа"),))
TITLES = ["Код", "Название", "Мест", "Доля", "Дата", "Когда", "Своя", "Пусто"]
ROW = ["08.02.01", "Ёлка «№ 1»", 25, Decimal("0.5"), date(2026, 9, 1), AT, True, None]
LIKE_FORMULAS = ["=1+1", "+7 900 123-45-67", "-5 °C", "@SUM(A1)", "\t=1+1", "\r=1", '=HYPERLINK("http://x")']


def sheets_of(content: bytes) -> dict[str, list[list[Any]]]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def xlsx(path: Path, sheet: Sheet, title: str = "Список") -> bytes:
    write_workbook(path / "list.xlsx", title, sheet, NOTE)
    return (path / "list.xlsx").read_bytes()


def test_every_value_keeps_its_type_in_excel(tmp_path: Path) -> None:
    rows = sheets_of(xlsx(tmp_path, Sheet(TITLES, [ROW])))["Список"]

    assert rows[0] == TITLES
    assert rows[1] == [
        "08.02.01", "Ёлка «№ 1»", 25, 0.5, date(2026, 9, 1), datetime(2026, 11, 21, 12, 30), "да", "",  # noqa: DTZ001 -- as on the wall
    ]  # fmt: skip


def test_a_second_sheet_says_where_the_file_came_from(tmp_path: Path) -> None:
    sheets = sheets_of(xlsx(tmp_path, Sheet(TITLES, [ROW, ROW])))

    assert sheets["О выгрузке"] == [
        ["Список", "Список"],
        ["Выгружено", "21.11.2026, 12:30"],
        ["Кем", "Кузнецова Мария"],
        ["Источник", "http://127.0.0.1:8000/x/?q=1"],
        ["Отбор: Вид", "школа"],
        ["Строк", "2"],
    ]


def test_the_head_stays_in_sight_and_can_be_filtered(tmp_path: Path) -> None:
    with ZipFile(io.BytesIO(xlsx(tmp_path, Sheet(TITLES, [ROW])))) as archive:
        page = archive.read("xl/worksheets/sheet1.xml").decode()

    assert '<pane ySplit="1" topLeftCell="A2"' in page
    assert '<autoFilter ref="A1:H2"/>' in page
    assert '<col min="2" max="2" width="12' in page


def test_nothing_that_was_typed_is_a_formula_in_excel(tmp_path: Path) -> None:
    content = xlsx(tmp_path, Sheet(["Текст"], [[text] for text in LIKE_FORMULAS]))

    with ZipFile(io.BytesIO(content)) as archive:
        page, styles = (archive.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))
    read = [row[0] for row in sheets_of(content)["Список"][1:]]
    assert [text.replace("\r", "") for text in read] == [text.replace("\r", "") for text in LIKE_FORMULAS]
    assert "<f>" not in page
    assert 'quotePrefix="1"' in styles


def test_nor_in_csv(tmp_path: Path) -> None:
    write_csv(tmp_path / "list.csv", Sheet(["=Заголовок"], [*([text] for text in LIKE_FORMULAS), [-5]]))

    rows = [row[0] for row in read_csv((tmp_path / "list.csv").read_bytes())]
    assert rows == ["'=Заголовок", *(f"'{text}" for text in LIKE_FORMULAS), "-5"]


def read_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_is_as_russian_excel_reads_it(tmp_path: Path) -> None:
    amount = write_csv(tmp_path / "list.csv", Sheet(TITLES, [[*ROW[:1], 'Ёлка; "№ 1"\nстрока', *ROW[2:]]]))

    assert amount == 1
    assert read_csv((tmp_path / "list.csv").read_bytes()) == [
        TITLES,
        ["08.02.01", 'Ёлка; "№ 1"\nстрока', "25", "0,5", "01.09.2026", "21.11.2026 12:30", "да", ""],
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Организации", "Организации"),
        ("Направления подготовки и специальности колледжа", "Направления подготовки и специально"[:31]),
        ("План/факт [2026]: всё?", "План факт  2026   всё"),
        ("'кавычки'", "кавычки"),
        ("***", "Список"),
    ],
)
def test_names_of_sheets_are_what_excel_allows(tmp_path: Path, title: str, name: str) -> None:
    assert sheet_name(title) == name
    assert name in sheets_of(xlsx(tmp_path, Sheet(["А"], [["б"]]), title))


def test_a_long_list_is_read_while_it_is_written(tmp_path: Path) -> None:
    """Rows are made one by one and none is kept: at no time are two of them alive."""
    alive = []

    class Row(list[object]):
        def __init__(self, number: int) -> None:
            super().__init__([number, f"Строка {number}"])
            alive.append(number)

        def __del__(self) -> None:
            alive.pop()

    most = []

    def rows() -> Iterator[Row]:
        for number in range(2000):
            most.append(len(alive))
            yield Row(number)

    amount = write_workbook(tmp_path / "long.xlsx", "Список", Sheet(["№", "Строка"], rows()), NOTE)
    write_csv(tmp_path / "long.csv", Sheet(["№", "Строка"], rows()))

    assert (amount, max(most)) == (2000, 1)


def ask(user: User, path: str = "/people/?q=%D1%91%D0%BB%D0%BA%D0%B0&export=xlsx") -> Any:
    request = RequestFactory().get(path)
    request.user = user
    return request


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_file_leaves_with_a_name_for_people_and_a_record_in_the_journal(db: None, form: str) -> None:
    person = make_account(last_name="Кузнецова", first_name="Мария")
    export = Export("Люди: все", Sheet(["Имя"], iter([["Ёлка"], ["Сосна"]])), (("Поиск", "ёлка"),))

    response = export_response(ask(person), export, form=form)

    content = b"".join(response.streaming_content)  # type: ignore[arg-type]
    response.file_to_stream.close()  # type: ignore[union-attr]
    entry = Entry.objects.get(action="list.export")
    assert content[:2] == {"xlsx": b"PK", "csv": b"\xef\xbb"}[form]
    assert (
        "attachment; filename*=utf-8''%D0%9B%D1%8E%D0%B4%D0%B8%20%20%D0%B2%D1%81%D0%B5%20"
        in (response["Content-Disposition"])
    )
    assert (entry.actor_id, entry.changes) == (
        person.pk, {"list": "Люди: все", "format": form, "amount": 2, "filter": "Поиск: ёлка"},
    )  # fmt: skip


def test_a_list_that_falls_half_way_sends_nothing_and_records_nothing(db: None) -> None:
    def rows() -> Iterator[list[object]]:
        yield ["Ёлка"]
        raise LookupError

    with pytest.raises(LookupError):
        export_response(ask(make_account()), Export("Люди", Sheet(["Имя"], rows())), form="csv")

    assert Entry.objects.filter(action="list.export").count() == 0


def test_the_list_of_organisations_goes_out_as_it_was_filtered(district: District) -> None:
    coordinator = make_actor(Role.COORDINATOR, district.authority, user=make_account())
    client: Any = Client()
    client.force_login(coordinator.user)

    answer = client.get("/organisations/", {"q": district.school.short_name, "export": "xlsx"})

    sheets = sheets_of(b"".join(answer.streaming_content))
    first, about = sheets.values()
    assert district.school.short_name in first[1]
    assert ["Отбор: Поиск", district.school.short_name] in about
    assert len(first) == 1 + Entry.objects.get(action="list.export").changes["amount"]
