"""A list page: filters, the fragment that htmx asks for, empty lists, files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails
from tests.factories.accounts import make_user

from zveno.base.accounts.models import User
from zveno.base.core.requests import ZvenoRequest
from zveno.base.ui import filters, lists, tables
from zveno.base.ui.components import Empty, Export, Sheet, Text

TABLE = tables.Table[User](
    caption="Люди",
    order="name",
    page_size=2,
    columns=[
        tables.text("name", "Имя", lambda user: user.last_name, order="sort_key"),
        tables.day("created", "Создана", lambda user: user.created_at.date(), order="created_at"),
    ],
)


class PeopleFilters(filters.FilterSet):
    q = filters.SearchFilter()
    theme = filters.ChoiceFilter(label="Тема", choices=User.Theme.choices)
    created = filters.PeriodFilter("created_at")

    class Meta:
        model = User
        fields: tuple[str, ...] = ()


def ask(address: str = "/people/", **headers: str) -> ZvenoRequest:
    request = RequestFactory().get(address, headers=headers)
    request.user = AnonymousUser()
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]
    return request  # type: ignore[return-value]


def answer(request: ZvenoRequest, empty: Empty | None = None) -> str:
    response = lists.list_page(
        request, table=TABLE, rows=User.objects.all(), filterset=PeopleFilters, empty=empty
    )
    assert isinstance(response, HttpResponse)
    return response.content.decode()


def part(page: str) -> str:
    found = re.search(r'<section id="list".*?</section>', page, re.DOTALL)
    assert found
    return found.group(0)


def listed(page: str) -> list[str]:
    return re.findall(r'data-label="Имя">([^<]+)<', page)


@pytest.fixture
def people(db: None) -> None:
    make_user(last_name="Ёлкин", theme="dark", created_at=datetime(2026, 9, 1, 12, tzinfo=UTC))
    make_user(last_name="Жуков", theme="auto", created_at=datetime(2026, 10, 1, 12, tzinfo=UTC))
    make_user(last_name="Зуева", theme="auto", created_at=datetime(2026, 11, 1, 12, tzinfo=UTC))


@pytest.mark.parametrize("query", ["", "?page=2", "?sort=-created", "?theme=auto&q=жуков", "?q=никто"])
@pytest.mark.usefixtures("people")
def test_the_fragment_equals_the_part_of_the_page(query: str) -> None:
    page = answer(ask(f"/people/{query}"))
    fragment = answer(ask(f"/people/{query}", HX_Request="true", HX_Target="list"))

    assert fragment.strip() == part(page)


@pytest.mark.usefixtures("people")
def test_another_target_and_the_way_back_get_the_whole_page() -> None:
    other = answer(ask(HX_Request="true", HX_Target="dialog"))
    back = answer(ask(HX_Request="true", HX_Target="list", HX_History_Restore_Request="true"))

    assert (other[:15], back[:15]) == ("<!doctype html>", "<!doctype html>")


@pytest.mark.usefixtures("people")
def test_the_browser_does_not_mistake_the_fragment_for_the_page() -> None:
    response = lists.list_page(ask(), table=TABLE, rows=User.objects.all())

    assert {"HX-Request", "HX-Target"} <= set(response["Vary"].split(", "))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=елкин", ["Ёлкин"]),
        ("q=ТЕСТ+зу", ["Зуева"]),
        ("theme=auto", ["Жуков", "Зуева"]),
        ("theme=pink", ["Ёлкин", "Жуков"]),
        ("created_after=2026-10-01", ["Жуков", "Зуева"]),
        ("created_before=2026-10-01", ["Ёлкин", "Жуков"]),
        ("created_after=2026-10-01&created_before=2026-10-01", ["Жуков"]),
        ("theme=auto&q=ёлкин", []),
    ],
)
@pytest.mark.usefixtures("people")
def test_filters_narrow_the_list(query: str, expected: list[str]) -> None:
    assert listed(answer(ask(f"/people/?{query}"))) == expected


@pytest.mark.usefixtures("people")
def test_a_wrong_filter_is_named_in_the_form() -> None:
    page = answer(ask("/people/?created_after=31.02.2026"))

    assert "Введите правильную дату." in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", None),
        ("q=елкин", None),
        ("theme=auto", "1"),
        ("theme=auto&created_after=2026-10-01&created_before=2026-11-01&q=зуева&page=1", "2"),
    ],
)
@pytest.mark.usefixtures("people")
def test_the_fold_of_the_filters_counts_what_narrows_and_leaves_the_search_outside(
    query: str, expected: str | None
) -> None:
    page = answer(ask(f"/people/?{query}"))

    fold = re.search(r'<details class="filters-fold">(.*?)</details>', page, re.DOTALL)
    assert fold
    assert re.findall(r"data-count( hidden)?>(\d+)<", fold[1]) == [
        ("", expected) if expected else (" hidden", "0")
    ]
    assert page.index('name="q"') < fold.start() < page.index('name="created_after"')


@pytest.mark.usefixtures("people")
def test_the_fold_is_open_when_something_in_it_is_wrong() -> None:
    page = answer(ask("/people/?created_after=31.02.2026"))

    assert '<details class="filters-fold" open>' in page


def test_a_new_record_can_be_chosen_at_once(db: None) -> None:
    first = make_user(last_name="Иванова")

    class Choices(filters.FilterSet):
        who = filters.ModelChoiceFilter(label="Кто", queryset=User.objects.all())

        class Meta:
            model = User
            fields: tuple[str, ...] = ()

    def options() -> list[str]:
        response = lists.list_page(ask(), table=TABLE, rows=User.objects.all(), filterset=Choices)
        assert isinstance(response, HttpResponse)
        return re.findall(r'<option value="(\d+)"', response.content.decode())

    assert options() == [str(first.pk)]
    second = make_user(last_name="Петрова")

    assert sorted(options()) == sorted([str(first.pk), str(second.pk)])


@pytest.mark.usefixtures("people")
def test_a_search_alone_has_nothing_to_fold() -> None:
    class SearchOnly(filters.FilterSet):
        q = filters.SearchFilter()

        class Meta:
            model = User
            fields: tuple[str, ...] = ()

    response = lists.list_page(ask(), table=TABLE, rows=User.objects.all(), filterset=SearchOnly)

    assert isinstance(response, HttpResponse)
    assert "filters-fold" not in response.content.decode()


def test_an_empty_list_offers_the_first_step_and_an_empty_search_the_way_back(db: None) -> None:
    nothing = Empty("Людей ещё нет", "Их приглашают письмом.", "Пригласить", "/invite/")

    whole, searched = answer(ask(), nothing), answer(ask("/people/?q=никто"), nothing)

    assert re.findall(r'<h2>([^<]+)</h2>|href="(/invite/)"', part(whole)) == [
        ("Людей ещё нет", ""), ("", "/invite/"),
    ]  # fmt: skip
    assert re.findall(r'<h2>([^<]+)</h2>|href="(/people/)"', part(searched)) == [
        ("Ничего не нашлось", ""), ("", "/people/"),
    ]  # fmt: skip


@pytest.fixture
def exported() -> Iterator[list[tuple[Text, Sheet]]]:
    taken: list[tuple[Text, Sheet]] = []

    def write(request: ZvenoRequest, export: Export) -> HttpResponse:
        taken.append((export.title, Sheet(export.sheet.titles, list(export.sheet.rows))))
        return HttpResponse("file")

    before = dict(lists.EXPORTERS)
    lists.EXPORTERS.clear()
    lists.register_exporter("csv", write)
    yield taken
    lists.EXPORTERS.clear()
    lists.EXPORTERS.update(before)


@pytest.mark.usefixtures("people")
def test_a_file_holds_every_row_of_the_filtered_list(exported: list[tuple[Text, Sheet]]) -> None:
    content = answer(ask("/people/?theme=auto&sort=-name&export=csv"))

    assert content == "file"
    assert exported == [
        ("Люди", Sheet(titles=["Имя", "Создана"], rows=[
            ["Зуева", datetime(2026, 11, 1, tzinfo=UTC).date()],
            ["Жуков", datetime(2026, 10, 1, tzinfo=UTC).date()],
        ])),
    ]  # fmt: skip


@pytest.mark.usefixtures("people", "exported")
def test_only_files_that_can_be_written_are_offered() -> None:
    page = answer(ask("/people/?export=exe"))

    assert re.findall(r'href="[^"]*export=(\w+)"', page) == ["csv"]
