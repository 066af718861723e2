"""A contingent out of tables as schools have them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.factories.imports import NOW, applied_import, book, checked_import
from tests.factories.organisations import make_actor, make_organisation
from tests.support.district import District
from tests.support.jobs import RunJobs
from tests.support.messy_folder import HEAD, NUMBER, dashed, messy_folder
from tests.support.workbooks import xlsx, zipped

from zveno.base.imports import services
from zveno.base.imports.models import Import, Problem
from zveno.base.imports.states import ImportState
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Family, Role
from zveno.network.people.importers.groups import GroupName, course_by_name, group_name
from zveno.network.people.models import Enrolment, Guardianship, Person, StudyGroup

IVANOVA = [1, "Иванова Анна Сергеевна", date(2015, 3, 1), "ж", dashed(NUMBER[0]), "5А"]
PETROV = [2, "Петров Пётр", date(2015, 4, 2), "м", None, "5А"]


@pytest.fixture
def school(district: District) -> Organisation:
    return district.school


@pytest.fixture
def director(school: Organisation) -> Actor:
    return make_actor(Role.DIRECTOR, school)


def counts(made: Import) -> dict[str, Any]:
    return {name: made.summary[name] for name in ("new", "changed", "same", "wrong")}


def test_a_class_becomes_people_with_places(school: Organisation, director: Actor, run_jobs: RunJobs) -> None:
    made = applied_import(
        "contingent", school, {"5А.xlsx": book([HEAD, IVANOVA, PETROV])}, by=director, run_jobs=run_jobs
    )

    places = (
        Enrolment.objects.filter(organisation=school)
        .order_by("person__sort_key")
        .select_related("person", "group")
    )
    assert (made.state, counts(made)) == (
        ImportState.APPLIED,
        {"new": 2, "changed": 0, "same": 0, "wrong": 0},
    )
    assert [
        (
            one.person.full_name,
            one.person.birth_date,
            one.person.sex,
            one.person.snils,
            str(one.group),
            one.kind,
            one.since,
        )
        for one in places
    ] == [
        ("Иванова Анна Сергеевна", date(2015, 3, 1), "female", NUMBER[0], "5А", "pupil", date(2026, 9, 1)),
        ("Петров Пётр", date(2015, 4, 2), "male", "", "5А", "pupil", date(2026, 9, 1)),
    ]
    assert StudyGroup.objects.filter(organisation=school).values_list("level", "letter", "year").get() == (
        5,
        "А",
        2026,
    )


def test_the_same_table_again_changes_nothing_however_it_is_spelled(
    school: Organisation, director: Actor, run_jobs: RunJobs
) -> None:
    applied_import(
        "contingent", school, {"5А.xlsx": book([HEAD, IVANOVA, PETROV])}, by=director, run_jobs=run_jobs
    )
    before = list(Person.objects.order_by("pk").values())
    otherwise = [
        [1, "ИВАНОВА АННА СЕРГЕЕВНА", "01.03.2015", "Женский", NUMBER[0], "5 «а»"],
        [2, "Петров  Петр", "2.4.2015", "муж.", None, "5-А класс"],
    ]

    again = applied_or_checked = checked_import(
        "contingent", school, {"ещё.xlsx": book([HEAD, *otherwise])}, by=director, run_jobs=run_jobs
    )

    assert counts(again) == {"new": 0, "changed": 0, "same": 2, "wrong": 0}
    assert applied_or_checked.state == ImportState.CHECKED
    assert list(Person.objects.order_by("pk").values()) == before


def test_another_class_is_a_move_and_gaps_are_filled(
    school: Organisation, director: Actor, run_jobs: RunJobs
) -> None:
    applied_import("contingent", school, {"а.xlsx": book([HEAD, PETROV])}, by=director, run_jobs=run_jobs)
    moved = [1, "Петров Пётр", date(2015, 4, 2), "м", NUMBER[7], "5Б"]

    made = applied_import(
        "contingent", school, {"б.xlsx": book([HEAD, moved])}, by=director, run_jobs=run_jobs
    )

    person = Person.objects.get()
    places = [(str(one.group), one.status, one.until) for one in person.enrolments.order_by("pk")]
    assert counts(made) == {"new": 0, "changed": 1, "same": 0, "wrong": 0}
    assert person.snils == NUMBER[7]
    assert places == [("5А", "moved", date(2026, 9, 9)), ("5Б", "studies", None)]

    services.ask_to_undo(made, by=director, at=NOW)
    run_jobs(at=NOW)

    assert Person.objects.get().snils == ""
    assert [(str(one.group), one.status) for one in Enrolment.objects.all()] == [("5А", "studies")]
    assert not StudyGroup.objects.filter(name="5Б").exists()


def test_all_of_it_is_taken_back_and_those_who_were_there_stay(
    school: Organisation, director: Actor, run_jobs: RunJobs
) -> None:
    applied_import("contingent", school, {"а.xlsx": book([HEAD, PETROV])}, by=director, run_jobs=run_jobs)
    before = [list(model.objects.order_by("pk").values()) for model in (Person, Enrolment, StudyGroup)]
    made = applied_import(
        "contingent", school, {"5А.xlsx": book([HEAD, IVANOVA, PETROV])}, by=director, run_jobs=run_jobs
    )

    services.ask_to_undo(made, by=director, at=NOW)
    run_jobs(at=NOW)
    made.refresh_from_db()

    assert made.state == ImportState.UNDONE
    assert [
        list(model.objects.order_by("pk").values()) for model in (Person, Enrolment, StudyGroup)
    ] == before


def test_somebody_elses_number_under_another_name_is_a_question(
    school: Organisation, director: Actor, run_jobs: RunJobs
) -> None:
    applied_import("contingent", school, {"а.xlsx": book([HEAD, IVANOVA])}, by=director, run_jobs=run_jobs)
    other = [1, "Сидорова Ольга Ивановна", date(2015, 3, 1), "ж", NUMBER[0], "5А"]

    made = checked_import(
        "contingent", school, {"б.xlsx": book([HEAD, other])}, by=director, run_jobs=run_jobs
    )

    assert [(one.field, one.kind) for one in Problem.objects.filter(of=made)] == [("snils", "conflict")]


def test_a_pupil_of_one_organisation_may_come_to_another(
    district: District, director: Actor, run_jobs: RunJobs
) -> None:
    applied_import(
        "contingent", district.school, {"а.xlsx": book([HEAD, IVANOVA])}, by=director, run_jobs=run_jobs
    )
    centre_head = make_actor(Role.DIRECTOR, district.centre)
    circle = [1, "Иванова Анна Сергеевна", date(2015, 3, 1), "ж", None, "Робототехника"]

    made = applied_import(
        "contingent", district.centre, {"б.xlsx": book([HEAD, circle])}, by=centre_head, run_jobs=run_jobs
    )

    assert counts(made) == {"new": 1, "changed": 0, "same": 0, "wrong": 0}
    assert Person.objects.get().enrolments.count() == 2


def test_brothers_and_sisters_have_one_mother(
    school: Organisation, director: Actor, run_jobs: RunJobs
) -> None:
    rows: list[list[Any]] = [
        ["ФИО", "Дата рождения", "Класс", "Родитель 1", "Родитель 1 телефон"],
        ["Ёлкин Пётр Ильич", "04.05.2011", "9А", "Ёлкина Анна Сергеевна", "8 900 111-22-33"],
        ["Ёлкина Вера Ильинична", "05.06.2012", "8А", "Ёлкина Анна Сергеевна", 79001112233],
    ]

    applied_import("contingent", school, {"а.xlsx": book(rows)}, by=director, run_jobs=run_jobs)
    again = checked_import("contingent", school, {"а.xlsx": book(rows)}, by=director, run_jobs=run_jobs)

    pairs = Guardianship.objects.select_related("guardian", "child")
    assert {(one.guardian.phone, one.relation) for one in pairs} == {("+7 900 111-22-33", "mother")}
    assert (pairs.count(), Person.objects.count()) == (2, 3)
    assert counts(again) == {"new": 0, "changed": 0, "same": 2, "wrong": 0}


def test_students_by_sheets_of_groups(district: District, run_jobs: RunJobs) -> None:
    deputy = make_actor(Role.DEPUTY, district.college)
    group = [["ФИО", "Дата_рождения", "СНИЛС"], ["Дубов Иван Сергеевич", "12.03.2009", NUMBER[10]]]

    made = applied_import(
        "contingent",
        district.college,
        {
            "контингент.xlsx": xlsx(
                {"СВ-26": group, "ПК-24": [group[0], ["Клёнова Мария", "01.12.2008", NUMBER[11]]]}
            )
        },
        by=deputy,
        run_jobs=run_jobs,
    )

    groups = (
        StudyGroup.objects.filter(organisation=district.college)
        .order_by("name")
        .values_list("name", "kind", "level")
    )
    assert counts(made)["new"] == 2
    assert list(groups) == [("ПК-24", "group", 3), ("СВ-26", "group", 1)]


def test_a_coordinator_loads_a_messy_folder_sees_what_is_wrong_repairs_it_and_loads(
    district: District, run_jobs: RunJobs
) -> None:
    coordinator = make_actor(Role.COORDINATOR, district.authority)
    archive = {"район.zip": zipped(messy_folder(), old_names=False)}
    whose = {f"район.zip / {name}": {"organisation": district.school.short_name} for name in messy_folder()}

    made = checked_import(
        "contingent", district.ours, archive, by=coordinator, run_jobs=run_jobs, given=whose
    )
    refused = {
        file.name.removeprefix("район.zip / СОШ 1/"): file.refusal.split(".")[0]
        for file in made.files.exclude(refusal="")
    }
    wrong = {
        (one.file.name.rpartition("/")[2], one.row, one.column, one.kind): one
        for one in Problem.objects.filter(of=made).select_related("file")
    }

    assert refused == {
        "с макросом.xlsm": "В файле есть макросы: такие не принимаем",
        "бесконечная.xlsx": "В файле слишком много ячеек",
        "не таблица.xlsx": "Это архив",
        "читай меня.txt": "Таблицы с названиями столбцов и строками под ними в файле нет",
    }
    assert set(wrong) == {
        ("5А.xlsx", 4, "C", "impossible-date"),
        ("6Б.xls", 3, "B", "initials"),
    }
    assert counts(made) == {"new": 11, "changed": 0, "same": 0, "wrong": 2}

    services.repair(
        made, wrong["5А.xlsx", 4, "C", "impossible-date"], "28.02.2015", alike=False, by=coordinator, at=NOW
    )
    services.leave_out(made, wrong["6Б.xls", 3, "B", "initials"], alike=False, by=coordinator, at=NOW)
    services.ask_to_check(made, by=coordinator, at=NOW)
    run_jobs(at=NOW)
    made.refresh_from_db()
    services.ask_to_apply(made, by=coordinator, at=NOW)
    run_jobs(at=NOW)
    made.refresh_from_db()

    assert (made.state, counts(made), made.summary["left_out"]) == (
        ImportState.APPLIED,
        {"new": 12, "changed": 0, "same": 0, "wrong": 0},
        1,
    )
    assert Person.objects.filter(family_name="Алиев").values_list("patronymic", "snils").get() == (
        "Рашид оглы",
        NUMBER[1],
    )
    assert sorted(StudyGroup.objects.values_list("name", flat=True)) == [
        "10А",
        "11А",
        "11Б",
        "5А",
        "6Б",
        "7В",
        "8Г",
        "9А",
    ]


def test_passports_and_social_statuses_are_named_and_not_loaded(
    school: Organisation, director: Actor, run_jobs: RunJobs
) -> None:
    made = checked_import(
        "contingent",
        school,
        {"соц.xlsx": messy_folder()["СОШ 1/соц. паспорт.xlsx"]},
        by=director,
        run_jobs=run_jobs,
    )

    dropped = {key: how for key, how in made.summary["how"].items() if not made.columns[key]}
    assert dropped == {
        "серияпаспорта": "unwanted",
        "номерпаспорта": "unwanted",
        "статуссиротство": "unwanted",
        "любимыйцвет": "unknown",
    }


def test_a_director_loads_for_his_own_house_only(district: District, director: Actor) -> None:
    from zveno.network.people.importers import CONTINGENT

    stranger = make_organisation(Family.SCHOOL, territory=district.foreign)

    assert CONTINGENT.targets(director) == [district.school]
    assert CONTINGENT.may(director, district.school)
    assert not CONTINGENT.may(director, district.neighbour_school)
    assert CONTINGENT.may(director, stranger) is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("8А", GroupName("8А", 8, "А")),
        ("8 «а»", GroupName("8 «а»", 8, "А")),
        ("10-ит", GroupName("10-ит", 10, "ИТ")),
        ("9 класс", GroupName("9 класс", 9, "")),
        (8, GroupName("8", 8, "")),
        ("СВ-26", GroupName("СВ-26")),
        ("13А", GroupName("13А")),
    ],
)
def test_classes_are_read_however_they_are_written(written: Any, name: GroupName) -> None:
    assert group_name(written) == name


@pytest.mark.parametrize(
    ("name", "course"), [("СВ-26", 1), ("24-ПК", 3), ("ПК 2025", 2), ("ПК-1", None), ("ПК-19", None)]
)
def test_the_course_is_told_by_the_year_in_the_name(name: str, course: int | None) -> None:
    assert course_by_name(name, 2026) == course
