"""The state's code lists: what is shipped, and what an administrator pastes."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.organisations import make_actor
from tests.support.district import District

from zveno.base.audit.models import Entry as JournalEntry
from zveno.base.classifiers import services, shipped
from zveno.base.classifiers.kinds import SHAPES, Classifier
from zveno.base.classifiers.models import Entry
from zveno.base.classifiers.queries import in_force, named
from zveno.base.core.verdict import Refused
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Role

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@pytest.fixture
def administrator(district: District) -> Actor:
    return make_actor(Role.ADMINISTRATOR, district.authority)


@pytest.mark.parametrize("classifier", Classifier)
def test_every_shipped_row_has_a_code_of_its_list_a_name_and_a_source(classifier: Classifier) -> None:
    rows = shipped.rows(classifier)

    wrong = [row for row in rows if not re.fullmatch(SHAPES[classifier].pattern, row.code)]
    assert wrong == []
    assert [row for row in rows if not row.name or not row.source] == []
    assert len({(row.code, row.valid_from) for row in rows}) == len(rows)


def test_every_profession_belongs_to_an_enlarged_group() -> None:
    groups = {row.code for row in shipped.rows(Classifier.GROUP)}

    assert {f"{row.code[:2]}.00.00" for row in shipped.rows(Classifier.SPO)} - groups == set()


def test_the_old_okpdtr_ends_the_day_before_the_new_one_begins(db: None) -> None:
    assert named(Classifier.OKPDTR_OLD, "25857", date(2025, 12, 31)) == "Программист"
    assert named(Classifier.OKPDTR_OLD, "25857", date(2026, 1, 1)) == ""
    assert named(Classifier.OKPDTR, "203191", date(2026, 1, 1)) == "Программист"
    assert named(Classifier.OKPDTR, "203191", date(2025, 12, 31)) == ""


def test_putting_the_shipped_list_twice_changes_nothing(db: None) -> None:
    before = list(Entry.objects.values_list("pk", "code", "name"))

    taken = shipped.put(Entry.objects, Classifier.SPO, shipped.rows(Classifier.SPO))

    assert (taken.added, taken.changed) == (0, 0)
    assert list(Entry.objects.values_list("pk", "code", "name")) == before


def test_rows_pasted_from_excel_are_added_and_corrected_and_the_rest_stays(administrator: Actor) -> None:
    amount = Entry.objects.of(Classifier.SPO).count()
    pasted = """15.01.33\tТокарь на станках с ЧПУ
15.01.99 Наладчик будущего
26.01.01\tСудостроитель\t01.03.2026\t31.08.2026
"""

    taken = services.take_in(Classifier.SPO, pasted, source="Приказ № 1", by=administrator, at=NOW)

    assert (taken.added, taken.changed, taken.same) == (2, 1, 0)
    assert Entry.objects.of(Classifier.SPO).count() == amount + 2
    assert named(Classifier.SPO, "15.01.33", TODAY) == "Токарь на станках с ЧПУ"
    assert not in_force(Classifier.SPO, TODAY).filter(code="26.01.01").exists()
    assert JournalEntry.objects.get(action="classifier.take_in").changes["added"] == 2


def test_a_new_day_of_the_same_code_is_a_new_row_and_search_finds_the_new_name(administrator: Actor) -> None:
    services.take_in(
        Classifier.SPO, "15.01.33;Токарь-универсал;01.09.2027;", source="Приказ", by=administrator, at=NOW
    )

    assert Entry.objects.filter(code="15.01.33").count() == 2
    assert Entry.objects.filter(search_key__contains="токарь-универсал").count() == 1


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        ("08.02.2001\tСтроительство", "верните 08.02.01"),
        ("15.01.33\t", "нет названия"),
        ("сварщик\tСварщик", "не похоже на код"),
        ("15.01.33\tТокарь\tвчера", "не дата"),
        ("15.01.33\tТокарь\t01.02.2026\t01.01.2026", "раньше"),
        ("15.01.33\tТокарь\n15.01.33\tТокарь", "уже есть выше"),
        ("\n \n", "хотя бы одну строку"),
    ],
)
def test_a_faulty_row_is_said_in_a_sentence_and_nothing_is_taken(
    pasted: str, sentence: str, administrator: Actor
) -> None:
    before = list(Entry.objects.values_list("code", "name"))

    with pytest.raises(services.ListError, match=sentence):
        services.take_in(Classifier.SPO, pasted, source="Приказ", by=administrator, at=NOW)

    assert list(Entry.objects.values_list("code", "name")) == before


def test_only_the_administrator_updates(district: District) -> None:
    with pytest.raises(Refused, match="администратор"):
        services.take_in(
            Classifier.SPO,
            "15.01.99 Наладчик",
            source="",
            by=make_actor(Role.COORDINATOR, district.authority),
            at=NOW,
        )


def test_the_page_says_what_was_pasted_wrong(client: Client, administrator: Actor) -> None:
    client.force_login(administrator.user)

    answer = client.post("/reference/spo/update/", {"pasted": "08.02.2001\tСтройка", "source": "Приказ"})

    assert answer.status_code == 422
    assert "верните 08.02.01" in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/reference/", "/reference/okved2/?q=обработка", "/reference/oktmo/?when=now"]
)
def test_a_list_asks_the_same_few_questions_whatever_its_length(
    client: Client, address: str, administrator: Actor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(administrator.user)
    client.get(address)

    with django_assert_max_num_queries(9):
        answer = client.get(address)

    assert answer.status_code == 200


def test_an_unknown_list_does_not_exist(client: Client, administrator: Actor) -> None:
    client.force_login(administrator.user)

    assert client.get("/reference/gost/").status_code == 404
