"""Programmes of a technikum out of tables, codes turned into dates among them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.factories.imports import NOW, applied_import, book, checked_import
from tests.factories.organisations import make_actor
from tests.factories.programmes import make_part
from tests.support.district import District
from tests.support.jobs import RunJobs

from zveno.base.imports import services
from zveno.base.imports.models import Import, Problem
from zveno.base.imports.parsing import BadValue
from zveno.base.imports.states import ImportState
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Role
from zveno.network.people.models import StudyGroup
from zveno.network.programmes.importers import PROGRAMMES
from zveno.network.programmes.importers.programmes_of_college import months
from zveno.network.programmes.models import Programme, ProgrammeGroup

HEAD = ["Код", "Наименование", "Год приёма", "База", "Срок обучения", "Часов", "Группа"]
WELDER = [
    "15.01.05",
    "Сварщик (ручной и частично механизированной сварки (наплавки))",
    2026,
    "9",
    "1 г. 10 мес.",
    2952,
    "СВ-26",
]


@pytest.fixture
def deputy(district: District) -> Actor:
    return make_actor(Role.DEPUTY, district.college)


@pytest.fixture
def group(district: District) -> StudyGroup:
    return StudyGroup.objects.create(
        organisation=district.college, kind="group", year=2026, level=1, name="СВ-26"
    )


def counts(made: Import) -> dict[str, Any]:
    return {name: made.summary[name] for name in ("new", "changed", "same", "wrong")}


def test_programmes_come_with_their_groups_and_go_again(
    district: District, deputy: Actor, group: StudyGroup, run_jobs: RunJobs
) -> None:
    files = {"оп.xlsx": book([HEAD, WELDER])}
    made = applied_import("programmes", district.college, files, by=deputy, run_jobs=run_jobs)
    again = checked_import("programmes", district.college, files, by=deputy, run_jobs=run_jobs)

    programme = Programme.objects.get()
    assert (programme.profession.code, programme.year, programme.base, programme.months, programme.hours) == (
        "15.01.05",
        2026,
        "9",
        22,
        2952,
    )
    assert ProgrammeGroup.objects.get().group == group
    assert counts(again) == {"new": 0, "changed": 0, "same": 1, "wrong": 0}

    services.ask_to_undo(made, by=deputy, at=NOW)
    run_jobs(at=NOW)

    assert not Programme.objects.exists()
    assert StudyGroup.objects.filter(pk=group.pk).exists()


def test_a_code_turned_into_a_date_is_offered_as_it_was_for_all_alike(
    district: District, deputy: Actor, run_jobs: RunJobs
) -> None:
    turned = [date(2005, 1, 15), *WELDER[1:]]
    rows = [
        turned,
        [*turned[:2], 2025, *turned[3:]],
        [date(2001, 2, 8), "Строительство и эксплуатация зданий и сооружений", *turned[2:]],
    ]
    made = checked_import(
        "programmes", district.college, {"оп.xlsx": book([HEAD, *rows])}, by=deputy, run_jobs=run_jobs
    )
    found = list(Problem.objects.filter(of=made, kind="code-as-date").values_list("row", "value", "offer"))

    amount = services.take_offers(made, "code-as-date", "code", by=deputy, at=NOW)
    services.ask_to_check(made, by=deputy, at=NOW)
    run_jobs(at=NOW)
    made.refresh_from_db()

    assert found == [
        (2, "15.01.2005", "15.01.05"),
        (3, "15.01.2005", "15.01.05"),
        (4, "08.02.2001", "08.02.01"),
    ]
    assert amount == 3
    assert counts(made) == {"new": 3, "changed": 0, "same": 0, "wrong": 0}


def test_two_spellings_of_a_name_are_one_programme_and_the_other_is_mentioned(
    district: District, deputy: Actor, run_jobs: RunJobs
) -> None:
    rows = [
        WELDER,
        [WELDER[0], "сварщик-газорезчик", *WELDER[2:]],
        [None, str(WELDER[1]).upper(), *WELDER[2:]],
    ]

    made = checked_import(
        "programmes", district.college, {"оп.xlsx": book([HEAD, *rows])}, by=deputy, run_jobs=run_jobs
    )

    assert counts(made) == {"new": 1, "changed": 0, "same": 2, "wrong": 0}
    assert Problem.objects.filter(of=made, kind="name", is_notice=True).count() == 1


def test_a_name_nobody_knows_is_a_question_with_the_nearest_one(
    district: District, deputy: Actor, run_jobs: RunJobs
) -> None:
    rows: list[list[Any]] = [
        ["Программа", "Год приёма"],
        ["Повар, кондитэр", 2026],
        ["99.99.99 Волшебник", 2026],
    ]

    made = checked_import(
        "programmes", district.college, {"оп.xlsx": book(rows)}, by=deputy, run_jobs=run_jobs
    )

    assert [(one.kind, one.offer) for one in Problem.objects.filter(of=made)] == [
        ("unknown-name", "43.01.09 Повар, кондитер"),
        ("unknown-code", ""),
    ]


def test_what_was_built_upon_since_is_not_taken_back(
    district: District, deputy: Actor, run_jobs: RunJobs
) -> None:
    made = applied_import(
        "programmes", district.college, {"оп.xlsx": book([HEAD, WELDER])}, by=deputy, run_jobs=run_jobs
    )
    make_part(Programme.objects.get(), "ПЦ")

    services.ask_to_undo(made, by=deputy, at=NOW)
    run_jobs(at=NOW)
    made.refresh_from_db()

    assert (made.state, len(made.summary["still_used"])) == (ImportState.APPLIED, 1)
    assert Programme.objects.get().parts.count() == 1


def test_programmes_are_loaded_by_their_keepers_for_their_own_technikum(
    district: District, deputy: Actor
) -> None:
    secretary = make_actor(Role.ADMISSION_SECRETARY, district.college)

    assert PROGRAMMES.targets(deputy) == [district.college]
    assert not PROGRAMMES.targets(secretary)
    assert PROGRAMMES.may(deputy, district.neighbour_school) is None


@pytest.mark.parametrize(
    ("written", "amount"),
    [("3 г. 10 мес.", 46), ("2 года 10 месяцев", 34), ("10 мес", 10), (22, 22), ("1г10м", 22)],
)
def test_terms_are_read_however_they_are_written(written: Any, amount: int) -> None:
    assert months(written) == amount


@pytest.mark.parametrize("written", ["долго", "0", "100", ""])
def test_a_term_that_cannot_be_is_refused(written: str) -> None:
    with pytest.raises(BadValue):
        months(written)
