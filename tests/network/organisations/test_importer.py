"""The register of a district out of tables as districts have them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.factories.imports import NOW, applied_import, book, checked_import
from tests.factories.organisations import make_actor, make_inn, make_organisation
from tests.support.district import District
from tests.support.jobs import RunJobs

from zveno.base.imports import services
from zveno.base.imports.models import Import, Problem
from zveno.base.imports.states import ImportState
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.importers.kinds import kind_by_name
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Role

HEAD = ["№ п/п", "Наименование организации", "ИНН", "КПП", "Телефон", "E-mail", "Адрес", "Численность"]
SCHOOL = [
    1,
    "МБОУ «СОШ № 3»",
    make_inn(470200001),
    "470201001",
    "8 (81363) 2-22-33",
    "sosh3@example.ru",
    "ул. Лесная, 1",
    400,
]
PLANT = [
    2,
    "ООО «Озёрский лесокомбинат»",
    make_inn(470200002),
    None,
    89001234567,
    None,
    "пос. Озёрский",
    "120 чел.",
]


@pytest.fixture
def coordinator(district: District) -> Actor:
    return make_actor(Role.COORDINATOR, district.authority)


def counts(made: Import) -> dict[str, Any]:
    return {name: made.summary[name] for name in ("new", "changed", "same", "wrong")}


def test_a_table_becomes_organisations_with_kinds_told_by_their_names(
    district: District, coordinator: Actor, run_jobs: RunJobs
) -> None:
    made = applied_import(
        "organisations",
        district.ours,
        {"школы.xlsx": book([HEAD, SCHOOL, PLANT])},
        by=coordinator,
        run_jobs=run_jobs,
    )

    school, plant = Organisation.objects.filter(inn__in=[SCHOOL[2], PLANT[2]]).order_by("inn")
    assert (made.state, counts(made)) == (
        ImportState.APPLIED,
        {"new": 2, "changed": 0, "same": 0, "wrong": 0},
    )
    assert (school.short_name, school.kind.code, school.phone, school.territory) == (
        "МБОУ «СОШ № 3»",
        "school",
        "8 (81363) 2-22-33",
        district.ours,
    )
    assert (plant.kind.code, plant.phone) == ("limited", "+7 900 123-45-67")


def test_the_same_table_again_changes_nothing(
    district: District, coordinator: Actor, run_jobs: RunJobs
) -> None:
    files = {"школы.xlsx": book([HEAD, SCHOOL, PLANT])}
    applied_import("organisations", district.ours, files, by=coordinator, run_jobs=run_jobs)
    before = list(Organisation.objects.order_by("pk").values())

    again = checked_import("organisations", district.ours, files, by=coordinator, run_jobs=run_jobs)

    assert counts(again) == {"new": 0, "changed": 0, "same": 2, "wrong": 0}
    assert list(Organisation.objects.order_by("pk").values()) == before


def test_what_changed_is_shown_before_and_can_be_taken_back(
    district: District, coordinator: Actor, run_jobs: RunJobs
) -> None:
    known = make_organisation(
        kind=district.school.kind,
        territory=district.ours,
        short_name="СОШ № 3",
        inn=SCHOOL[2],
        kpp="470201001",
        phone="+7 900 000-00-00",
    )
    before = Organisation.objects.filter(pk=known.pk).values().get()

    made = applied_import(
        "organisations",
        district.ours,
        {"а.xlsx": book([HEAD, SCHOOL, PLANT])},
        by=coordinator,
        run_jobs=run_jobs,
    )
    shown = made.summary["changes"]
    services.ask_to_undo(made, by=coordinator, at=NOW)
    run_jobs(at=NOW)
    made.refresh_from_db()

    assert shown[0]["changes"]["Телефон"] == ["+7 900 000-00-00", "8 (81363) 2-22-33"]
    assert made.state == ImportState.UNDONE
    assert Organisation.objects.filter(pk=known.pk).values().get() == before
    assert not Organisation.objects.filter(inn=PLANT[2]).exists()


def test_what_somebody_stands_on_is_not_taken_back_and_nothing_else_either(
    district: District, coordinator: Actor, run_jobs: RunJobs
) -> None:
    made = applied_import(
        "organisations",
        district.ours,
        {"а.xlsx": book([HEAD, SCHOOL, PLANT])},
        by=coordinator,
        run_jobs=run_jobs,
    )
    make_actor(Role.DIRECTOR, Organisation.objects.get(inn=SCHOOL[2]))

    services.ask_to_undo(made, by=coordinator, at=NOW)
    run_jobs(at=NOW)
    made.refresh_from_db()

    assert made.state == ImportState.APPLIED
    assert len(made.summary["still_used"]) == 1
    assert Organisation.objects.filter(inn__in=[SCHOOL[2], PLANT[2]]).count() == 2


def test_what_was_changed_since_is_not_taken_back(
    district: District, coordinator: Actor, run_jobs: RunJobs
) -> None:
    made = applied_import(
        "organisations", district.ours, {"а.xlsx": book([HEAD, SCHOOL])}, by=coordinator, run_jobs=run_jobs
    )
    Organisation.objects.filter(inn=SCHOOL[2]).update(phone="112")

    services.ask_to_undo(made, by=coordinator, at=NOW)
    run_jobs(at=NOW)
    made.refresh_from_db()

    assert (made.state, made.summary["still_used"]) == (
        ImportState.APPLIED,
        ["«МБОУ «СОШ № 3»»: запись изменили после загрузки."],
    )


def test_wrong_cells_are_named_by_file_sheet_row_and_column_and_repaired_in_place(
    district: District, coordinator: Actor, run_jobs: RunJobs
) -> None:
    wrong = [3, "ООО «Опечатка»", "4702000099", None, None, "пишите на kadry@example.ru", None, None]
    made = checked_import(
        "organisations",
        district.ours,
        {"а.xlsx": book([HEAD, SCHOOL, wrong])},
        by=coordinator,
        run_jobs=run_jobs,
    )
    found = {problem.field: problem for problem in Problem.objects.filter(of=made)}
    told = {
        field: (one.file.name, one.sheet_name, one.row, one.column, one.offer) for field, one in found.items()
    }

    services.repair(made, found["inn"], make_inn(470200009), alike=True, by=coordinator, at=NOW)
    services.take_offers(made, found["email"].kind, "email", by=coordinator, at=NOW)
    services.ask_to_check(made, by=coordinator, at=NOW)
    run_jobs(at=NOW)
    made.refresh_from_db()

    assert told == {
        "inn": ("а.xlsx", "Лист1", 3, "C", ""),
        "email": ("а.xlsx", "Лист1", 3, "F", "kadry@example.ru"),
    }
    assert counts(made) == {"new": 2, "changed": 0, "same": 0, "wrong": 0}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("МБОУ «Озёрская СОШ № 1»", "school"),
        ("МОУ «Основная общеобразовательная школа № 7»", "basic-school"),
        ("МАОУ гимназия № 2", "gymnasium"),
        ("ГБПОУ ЛО «Озёрский политехнический техникум»", "technikum"),
        ("ГАПОУ «Колледж сервиса»", "college"),
        ("МБУ ДО ДДТ", "creativity-house"),
        ("МАУ ДО «МУК»", "resource-centre"),
        ("АО «Механический завод»", "joint-stock"),
        ("ОП АО «Завод» в г. Озёрске", "separate-unit"),
        ("ИП Кузнецова А. А.", "entrepreneur"),
        ("ГБУЗ «Озёрская больница»", "hospital"),
        ("Управление образования администрации", "education-department"),
        ("Нечто", ""),
    ],
)
def test_the_kind_is_told_by_the_name(name: str, code: str) -> None:
    assert kind_by_name(name) == code
