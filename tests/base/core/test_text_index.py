"""Parts of words are found by the index, and the index follows the rows. Runs on both databases."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from tests.factories.people import make_guardianship, make_person

from zveno.base.core import text_index
from zveno.base.core.health import checks
from zveno.network.people.models import Guardianship, Person

pytestmark = pytest.mark.django_db


def found(typed: str) -> list[str]:
    index = text_index.index_of(Person)
    return sorted(person.family_name for person in Person.objects.filter(index.holds(typed)))


def drop_the_index() -> None:
    name = text_index.index_of(Person).name
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f'DROP INDEX "{name}"')
            return
        for event in ("insert", "delete", "update"):
            cursor.execute(f'DROP TRIGGER "{name}_on_{event}"')


@pytest.mark.parametrize("typed", ["ёлки", "ЕЛКИ", "петр елк", "елкин пё", "лк тр", "«ёлкин»", "ич"])
def test_parts_of_words_are_found_in_any_order_without_regard_to_case_and_yo(typed: str) -> None:
    make_person("Ёлкин Пётр Ильич")
    make_person("Соснова Анна")

    assert found(typed) == ["Ёлкин"]


@pytest.mark.parametrize("typed", ['"', "елк*", "елк OR сосн", "%елк", "-елкин", "елк_н", "(", "елкин NOT"])
def test_what_is_typed_is_text_and_no_language_of_queries(typed: str) -> None:
    make_person("Ёлкин Пётр")
    make_person("Соснова Анна")

    assert found(typed) == (["Ёлкин", "Соснова"] if typed == '"' else [])


def test_the_index_follows_rows_that_change_and_go() -> None:
    person = make_person("Ёлкин Пётр")
    Person.objects.bulk_create([Person(family_name="Осинкин", given_name="Иван")])

    person.family_name = "Березин"
    person.save()
    Person.objects.filter(family_name="Осинкин").delete()

    assert [found("ёлкин"), found("берез"), found("осинк")] == [[], ["Березин"], []]


def test_rows_are_found_by_way_of_a_relation() -> None:
    guardianship = make_guardianship(make_person("Ёлкин Пётр"), make_person("Ёлкина Ольга"))
    index = text_index.index_of(Person)

    by_child = Guardianship.objects.filter(index.holds("елкин", through="child"))
    by_stranger = Guardianship.objects.filter(index.holds("соснов", through="child"))

    assert (list(by_child), list(by_stranger)) == ([guardianship], [])


def test_a_search_uses_the_index() -> None:
    Person.objects.bulk_create(
        Person(family_name=f"Родников{number}", given_name="Иван") for number in range(300)
    )
    index = text_index.index_of(Person)

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE people_person")
            cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Person.objects.filter(index.holds("ников299")).explain()

    assert index.name in plan or "VIRTUAL TABLE INDEX" in plan


def test_the_doctor_misses_an_index_and_a_migration_puts_it_up_filled() -> None:
    check = next(one for one in checks() if one.name == "core.text_index")
    drop_the_index()
    make_person("Ёлкин Пётр")
    missed = [finding.says for finding in check.ask()]
    connection.check_constraints()

    call_command("migrate", verbosity=0)

    assert len(missed) == 1
    assert (list(check.ask()), found("елкин")) == ([], ["Ёлкин"])
