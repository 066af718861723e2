"""Tables: what the address bar asks for, what a cell says, what a spreadsheet gets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db.models import Count, Sum
from django.http import QueryDict
from django.utils import translation
from tests.factories.accounts import make_user

from zveno.base.accounts.models import User
from zveno.base.ui import tables
from zveno.base.ui.components import Status


@dataclass(frozen=True)
class School:
    name: str
    pupils: int | None = 0
    opened: date | None = None
    state: Status | None = None
    seen: datetime | None = None
    own: bool | None = None


SCHOOLS = tables.Table[School](
    caption="Школы",
    order="name",
    page_size=2,
    row_url=lambda school: f"/schools/{school.name}/",
    columns=[
        tables.text("name", "Школа", lambda school: school.name, order="name"),
        tables.number("pupils", "Учеников", lambda school: school.pupils, order="pupils"),
        tables.day("opened", "Открыта", lambda school: school.opened),
        tables.status("state", "Состояние", lambda school: school.state),
        tables.moment("seen", "Были", lambda school: school.seen),
        tables.yes_no("own", "Своя", lambda school: school.own),
    ],
)


def cells(body: str) -> list[list[str]]:
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", body)
    return [
        [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in rows
    ]


def names(query: str, rows: list[School]) -> list[str]:
    page = SCHOOLS.page(rows, QueryDict(query), "/schools/")
    return [row[0] for row in cells(page.body)]


def test_a_cell_is_written_as_people_write() -> None:
    school = School(
        "Лицей",
        pupils=1234,
        opened=date(1961, 9, 1),
        state=Status("действует", "good"),
        seen=datetime(2026, 11, 20, 21, 30, tzinfo=UTC),
        own=True,
    )

    page = SCHOOLS.page([school], QueryDict(), "/")

    assert cells(page.body) == [
        ["Лицей", "1\N{NO-BREAK SPACE}234", "01.09.1961", "действует", "21.11.2026, 00:30", "да"]
    ]


def test_a_missing_value_is_a_dash_and_never_a_zero() -> None:
    page = SCHOOLS.page([School("Школа", pupils=None), School("Лицей", pupils=0)], QueryDict(), "/")

    assert [row[1] for row in cells(page.body)] == ["0", "—"]


def test_what_people_typed_cannot_become_markup() -> None:
    table = tables.Table[School](
        caption="", order="name",
        columns=[tables.text("name", '"><b>', lambda school: school.name, link=lambda _school: '"><i>')],
    )  # fmt: skip

    page = table.page([School("<script>alert(1)</script>")], QueryDict(), "/")

    assert page.body == (
        '<tr role="row"><td role="cell" data-label="&quot;&gt;&lt;b&gt;">'
        '<a href="&quot;&gt;&lt;i&gt;">&lt;script&gt;alert(1)&lt;/script&gt;</a></td></tr>\n'
    )


def test_each_cell_carries_its_title_for_the_telephone() -> None:
    page = SCHOOLS.page([School("Лицей")], QueryDict(), "/")

    assert re.findall(r'data-label="([^"]+)"', page.body) == [
        "Школа", "Учеников", "Открыта", "Состояние", "Были", "Своя",
    ]  # fmt: skip


def test_the_first_column_leads_to_the_record() -> None:
    page = SCHOOLS.page([School("Лицей")], QueryDict(), "/")

    assert re.findall(r'<a href="([^"]+)">([^<]+)</a>', page.body) == [("/schools/Лицей/", "Лицей")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["А", "Б"]),
        ("sort=-name", ["В", "Б"]),
        ("sort=pupils", ["Б", "А"]),
        ("sort=-pupils", ["А", "Б"]),
        ("sort=opened", ["А", "Б"]),
        ("sort=password", ["А", "Б"]),
        ("page=2", ["В"]),
        ("page=99", ["В"]),
        ("page=minus", ["А", "Б"]),
    ],
)
def test_the_address_bar_sorts_and_turns_pages(query: str, expected: list[str]) -> None:
    rows = [School("Б", pupils=1), School("В", pupils=None), School("А", pupils=2)]

    assert names(query, rows) == expected


def test_titles_turn_the_order_and_pages_keep_the_filters() -> None:
    rows = [School(name) for name in "АБВ"]

    page = SCHOOLS.page(rows, QueryDict("q=школа&sort=name&page=2"), "/schools/")

    kept = "/schools/?q=%D1%88%D0%BA%D0%BE%D0%BB%D0%B0"
    assert [(header.url, header.direction) for header in page.headers[:3]] == [
        (f"{kept}&sort=-name", "ascending"),
        (f"{kept}&sort=-pupils", ""),
        ("", ""),
    ]
    assert [(link.number, link.url, link.current) for link in page.links] == [
        (1, f"{kept}&sort=name&page=1", False),
        (2, f"{kept}&sort=name&page=2", True),
    ]
    assert page.exports["csv"] == f"{kept}&sort=name&export=csv"
    assert (page.count, page.first, page.last) == (3, 3, 3)


def test_english_readers_get_english_figures() -> None:
    with translation.override("en"):
        page = SCHOOLS.page([School("Lyceum", pupils=1234)], QueryDict(), "/")

    assert cells(page.body)[0][1] == "1,234"


def test_a_spreadsheet_gets_typed_values_in_the_same_order() -> None:
    rows = [
        School("Б", pupils=1, state=Status("истёк", "late")),
        School("А", pupils=None, opened=date(1961, 9, 1)),
    ]

    sheet = SCHOOLS.sheet(rows, QueryDict("sort=-name"))

    assert sheet.titles == ["Школа", "Учеников", "Открыта", "Состояние", "Были", "Своя"]
    assert list(sheet.rows) == [
        ["Б", 1, None, "истёк", None, None],
        ["А", None, date(1961, 9, 1), None, None, None],
    ]


PEOPLE = tables.Table[User](
    caption="Люди",
    order="name",
    page_size=2,
    columns=[
        tables.text("name", "Имя", lambda user: user.last_name, order="sort_key"),
        tables.number("letters", "Букв", lambda user: len(user.last_name), total=Count("pk")),
    ],
)


def test_rows_of_the_database_are_sorted_by_it_and_totals_count_every_page(db: None) -> None:
    for name in ("Ёлкин", "Ерёмин", "Жуков"):
        make_user(last_name=name)

    page = PEOPLE.page(User.objects.all(), QueryDict(), "/")

    assert [row[0] for row in cells(page.body)] == ["Ерёмин", "Ёлкин"]
    assert [(total.title, total.text) for total in page.totals] == [("Имя", ""), ("Букв", "3")]


def test_a_line_of_totals_with_nothing_in_it_is_not_drawn(db: None) -> None:
    nothing_to_sum = replace(
        PEOPLE,
        columns=[tables.number("id", "", lambda user: user.pk, order="pk", total=Sum("pk"))],
        order="id",
    )

    assert nothing_to_sum.page(User.objects.none(), QueryDict(), "/").totals == []


@pytest.mark.parametrize("amount", [1, 3])
def test_a_page_asks_three_questions_however_many_rows(
    db: None, amount: int, django_assert_num_queries: object
) -> None:
    for _number in range(amount):
        make_user()

    with django_assert_num_queries(3):  # type: ignore[operator]
        PEOPLE.page(User.objects.all(), QueryDict(), "/")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-5, "−5"),
        (12.5, "12,5"),
        (2 / 3, "0,67"),
        (Decimal("1234.50"), "1\N{NO-BREAK SPACE}234,50"),
    ],
)
def test_figures_are_written_in_russian(value: float | Decimal, text: str) -> None:
    table = tables.Table[School](
        caption="", order="figure", columns=[tables.number("figure", "", lambda _school: value)]
    )

    page = table.page([School("")], QueryDict(), "/")

    assert cells(page.body) == [[text]]


VISITS = tables.Table[User](
    caption="Посещения",
    order="visited",
    columns=[
        tables.text("name", "Имя", lambda user: user.last_name),
        tables.moment("visited", "Были", lambda user: user.last_login, order="last_login"),
    ],
)


@pytest.mark.parametrize("query", ["sort=visited", "sort=-visited"])
def test_who_never_came_stands_last_either_way(db: None, query: str) -> None:
    make_user(last_name="Никогда", last_login=None)
    make_user(last_name="Вчера", last_login=datetime(2026, 11, 20, tzinfo=UTC))

    page = VISITS.page(User.objects.all(), QueryDict(query), "/")

    assert [row[0] for row in cells(page.body)] == ["Вчера", "Никогда"]
