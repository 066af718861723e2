"""Numbers: by a pattern, without a gap, also when many ask at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest
from django.db import connection, transaction
from tests.factories.accounts import make_user
from tests.factories.organisations import make_actor, make_organisation
from tests.support.letters import LETTER
from tests.support.samples import AT

from zveno.base.accounts.models import User
from zveno.base.audit.models import Entry
from zveno.base.core.verdict import Refused
from zveno.base.documents.models import Document, DocumentVersion, Series
from zveno.base.documents.numbering import PatternError, check_pattern, series, written
from zveno.base.documents.services import issue, set_pattern
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Family, Role

DAY = date(2026, 3, 7)


def issued(person: User | None = None, *, at: datetime = AT) -> DocumentVersion:
    person = person or make_user()
    return issue(LETTER, person, by=Actor(person), at=at)


@pytest.mark.parametrize(
    ("pattern", "number", "name"),
    [
        ("{n}", "12", "#"),
        ("{year}-{n:04}", "2026-0012", "2026-#"),
        ("ПП-{n}/{month}.{year}", "ПП-12/03.2026", "ПП-#/03.2026"),
        ("№ 100% {n:03}", "№ 100% 012", "№ 100% #"),
    ],
)
def test_a_pattern_says_how_a_number_looks_and_where_counting_begins_anew(
    pattern: str, number: str, name: str
) -> None:
    assert check_pattern(pattern) == pattern
    assert (written(pattern, DAY, 12), series(pattern, DAY)) == (number, name)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("{year}", "ровно одно {n}"),
        ("{n}-{n}", "ровно одно {n}"),
        ("{n}-{day}", "Не знаю {day}"),
        ("{n.__class__}", "ровно одно {n}"),
        ("{n}{year.__class__}", "Не знаю {year.__class__}"),
        ("{n:>999999999}", "Число знаков"),
        ("{n}{year:04}", "Число знаков"),
        ("{n}}", "непарная"),
        ("{n} {", "непарная"),
        ("{n:09}" + "а" * 40, "длиннее"),
    ],
)
def test_a_wrong_pattern_is_refused_with_a_reason(pattern: str, reason: str) -> None:
    with pytest.raises(PatternError) as refused:
        check_pattern(pattern)

    assert reason in str(refused.value)


def test_numbers_go_one_after_another_and_begin_anew_with_the_year(db: None) -> None:
    days = [AT, AT, AT.replace(year=2027), AT.replace(year=2027), AT]

    numbers = [issued(at=day).document.number for day in days]

    assert numbers == ["2026-0001", "2026-0002", "2027-0001", "2027-0002", "2026-0003"]


def test_the_year_is_that_of_the_wall_and_not_of_greenwich(db: None) -> None:
    new_year_in_moscow = datetime.fromisoformat("2026-12-31T21:30:00+00:00")

    document = issued(at=new_year_in_moscow).document

    assert (document.number, document.on) == ("2027-0001", date(2027, 1, 1))


def test_a_number_of_what_was_not_made_after_all_is_given_again(db: None) -> None:
    def fall() -> None:
        with transaction.atomic():
            issued()
            raise LookupError

    with pytest.raises(LookupError):
        fall()

    assert issued().document.number == "2026-0001"


def test_a_new_pattern_holds_from_the_next_document_and_is_recorded(db: None) -> None:
    first, administrator = issued(), make_actor(Role.ADMINISTRATOR, make_organisation(Family.AUTHORITY))

    set_pattern(LETTER, "П-{n}", by=administrator, at=AT)

    first.document.refresh_from_db()
    assert (first.document.number, issued().document.number) == ("2026-0001", "П-1")
    assert Entry.objects.get(action="document.pattern").changes == {"pattern": ["{year}-{n:04}", "П-{n}"]}


def test_nobody_but_the_administrator_changes_the_numbering(db: None) -> None:
    coordinator = make_actor(Role.COORDINATOR, make_organisation(Family.AUTHORITY))

    with pytest.raises(Refused):
        set_pattern(LETTER, "П-{n}", by=coordinator, at=AT)

    assert issued().document.number == "2026-0001"


def test_many_who_ask_at_once_get_numbers_without_a_gap(shared_database: None) -> None:
    people = [make_user() for _ in range(16)]

    numbers = at_once(lambda person: issued(person).document.number, people)

    assert sorted(numbers) == [f"2026-{n:04}" for n in range(1, 17)]
    assert Series.objects.get().last == 16


def test_two_who_make_the_same_paper_at_once_make_one(shared_database: None) -> None:
    person = make_user()

    def ask(_number: int) -> str:
        try:
            return str(issued(person).n)
        except Exception as error:  # noqa: BLE001 -- what is raised is the answer
            return type(error).__name__

    answers = at_once(ask, list(range(6)))

    assert sorted(answers) == ["1", *["Unchanged"] * 5]
    assert (Document.objects.count(), DocumentVersion.objects.count()) == (1, 1)


def at_once(ask: Callable[..., str], things: list[object] | list[User] | list[int]) -> list[str]:
    def asking(thing: object) -> str:
        try:
            return ask(thing)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(asking, things))
