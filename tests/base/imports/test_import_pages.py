"""The pages of an import without a browser: every step by plain forms, with and without what is wrong."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.factories.imports import NOW, book, checked_import
from tests.factories.organisations import make_actor
from tests.support.district import District
from tests.support.jobs import RunJobs
from tests.support.messy_folder import HEAD
from tests.support.workbooks import xlsx, zipped

from zveno.base.core.verdict import Refused
from zveno.base.files.models import StoredFile
from zveno.base.imports import services
from zveno.base.imports.models import Import, Problem, RememberedColumn
from zveno.base.imports.states import ImportState
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Role

GOOD = [1, "Петров Пётр", date(2015, 4, 2), "м", None, "5А"]
WRONG = [2, "Соснов И. И.", date(2015, 4, 3), "м", None, "5А"]


@pytest.fixture
def director(district: District) -> Actor:
    return make_actor(Role.DIRECTOR, district.school)


@pytest.fixture
def client_of(director: Actor) -> Client:
    client = Client()
    client.force_login(director.user)
    return client


def send(client: Client, school: Organisation, *files: SimpleUploadedFile) -> Any:
    data = {"target": f"organisations.organisation:{school.pk}", "books": list(files)}
    return client.post("/imports/new/contingent/", data)


def test_every_step_is_a_plain_form(district: District, client_of: Client, run_jobs: RunJobs) -> None:
    sent = send(client_of, district.school, SimpleUploadedFile("5А.xlsx", book([HEAD, GOOD, WRONG])))
    run_jobs()
    made = Import.objects.get()
    columns = client_of.get(sent["Location"], follow=True)
    fields = {name: field.initial or "" for name, field in columns.context["form"].fields.items()}
    client_of.post(f"/imports/{made.pk}/columns/", fields)
    run_jobs()
    check = client_of.get(f"/imports/{made.pk}/", follow=True)
    problem = Problem.objects.get(of=made)
    client_of.post(f"/imports/{made.pk}/problems/{problem.pk}/", {"act": "leave_out", "alike": "1"})
    client_of.post(f"/imports/{made.pk}/check/again/")
    run_jobs()
    client_of.post(f"/imports/{made.pk}/apply/")
    run_jobs()
    done = client_of.get(f"/imports/{made.pk}/")
    asked = client_of.get(f"/imports/{made.pk}/undo/")
    client_of.post(f"/imports/{made.pk}/undo/")
    run_jobs()
    made.refresh_from_db()

    assert "Вместо имени инициалы" in check.content.decode()
    assert "загружено" in done.content.decode()
    assert "Отменить загрузку?" in asked.content.decode()
    assert (made.state, made.summary["new"], made.summary["left_out"]) == (ImportState.UNDONE, 1, 1)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("пусто.xlsx", b"", "Файл пуст"),
        ("программа.xlsx", b"MZ\x90\x00" + bytes(100), "Это программа"),
        ("архив.zip", zipped({"внутри.zip": b"PK\x03\x04", "~$x.xlsx": b"x"}), "Архив внутри архива"),
        ("битый.zip", zipped({"а.xlsx": b"1" * 500})[:-60], "Это архив"),
    ],
    ids=["empty", "program", "archive in an archive", "torn archive"],
)
def test_what_is_no_table_is_said_at_once_and_leaves_nothing(
    district: District, client_of: Client, name: str, content: bytes, reason: str
) -> None:
    answer = send(client_of, district.school, SimpleUploadedFile(name, content))

    assert (answer.status_code, reason in answer.content.decode()) == (422, True)
    assert (Import.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_an_archive_that_unpacks_without_end_is_stopped(
    district: District, client_of: Client, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr("zveno.base.imports.intake.MOST_UNPACKED", 2**20)
    bomb = zipped({"а.csv": b"x;y\r\n" * 100_000, "б.csv": b"x;y\r\n" * 200_000})

    answer = send(client_of, district.school, SimpleUploadedFile("бомба.zip", bomb))

    assert len(bomb) < 2**14
    assert answer.status_code == 302
    assert [file.refusal[:40] for file in Import.objects.get().files.exclude(refusal="")] == [
        "Архив распаковывается в слишком большой "
    ]


def test_a_file_larger_than_may_be_is_refused_in_words(
    district: District, client_of: Client, settings: Any
) -> None:
    settings.UPLOAD_MAX_BYTES = 2**20

    answer = send(client_of, district.school, SimpleUploadedFile("огромный.csv", b"x" * 2**21))

    assert (answer.status_code, "1 МБ" in answer.content.decode()) == (413, True)


def test_names_that_windows_wrote_into_an_archive_are_read(district: District, client_of: Client) -> None:
    archive = zipped({"Школа №3/5А.xlsx": book([HEAD, GOOD]), "Thumbs.db": b"x"}, old_names=True)

    send(client_of, district.school, SimpleUploadedFile("район.zip", archive))

    assert [file.name for file in Import.objects.get().files.all()] == ["район.zip / Школа №3/5А.xlsx"]


def test_what_was_said_of_a_column_is_remembered_for_its_source(
    district: District, director: Actor, run_jobs: RunJobs
) -> None:
    table = book([["Кто это", "ДР", "Где"], ["Петров Пётр", date(2015, 4, 2), "5А"]])
    checked_import(
        "contingent",
        district.school,
        {"а.xlsx": table},
        by=director,
        run_jobs=run_jobs,
        columns={"ктоэто": "full_name", "где": "group"},
    )

    again = checked_import("contingent", district.school, {"б.xlsx": table}, by=director, run_jobs=run_jobs)

    assert again.summary["new"] == 1
    assert RememberedColumn.objects.get(heading="где").field == "group"


def test_two_columns_of_one_table_cannot_be_one_field(
    district: District, director: Actor, run_jobs: RunJobs
) -> None:
    table = book(
        [["ФИО", "Телефон", "Тел. рабочий", "ДР"], ["Петров Пётр", "1234567", "7654321", date(2015, 4, 2)]]
    )

    with pytest.raises(services.ImportFault, match=r"«Телефон» и «Тел\. рабочий»"):
        checked_import(
            "contingent",
            district.school,
            {"а.xlsx": table},
            by=director,
            run_jobs=run_jobs,
            columns={"телрабочий": "phone"},
        )


def test_a_repair_that_is_no_better_is_refused_at_once(
    district: District, director: Actor, run_jobs: RunJobs
) -> None:
    made = checked_import(
        "contingent", district.school, {"а.xlsx": book([HEAD, WRONG])}, by=director, run_jobs=run_jobs
    )
    problem = Problem.objects.get(of=made)

    with pytest.raises(services.ImportFault, match="инициалы"):
        services.repair(made, problem, "Соснов О. О.", alike=False, by=director, at=NOW)
    with pytest.raises(services.ImportFault, match="не загрузить"):
        services.repair(made, problem, "  ", alike=False, by=director, at=NOW)

    assert not Import.objects.get().is_stale


def test_the_list_of_errors_leaves_as_a_workbook_that_may_come_back(
    district: District, director: Actor, client_of: Client, run_jobs: RunJobs
) -> None:
    formula = [3, "=cmd|' /C calc'!A0", date(2015, 4, 4), "м", None, "5А"]
    made = checked_import(
        "contingent",
        district.school,
        {"а.xlsx": book([HEAD, GOOD, WRONG, formula])},
        by=director,
        run_jobs=run_jobs,
    )

    answer: Any = client_of.get(f"/imports/{made.pk}/problems.xlsx")

    sheets = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    listed, rows = (sheets.get_sheet_by_index(at).to_python() for at in (0, 1))
    assert [row[2:5] for row in listed[1:]] == [[3.0, "B", "Соснов И. И."], [4.0, "B", "=cmd|' /C calc'!A0"]]
    assert [row[0] for row in rows] == ["ФИО", "Соснов И. И.", "=cmd|' /C calc'!A0"]


def test_an_empty_workbook_of_each_kind_has_its_columns_as_text(
    district: District, client_of: Client
) -> None:
    answer: Any = client_of.get("/imports/new/contingent/template.xlsx")

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    head = workbook.get_sheet_by_index(0).to_python()[0]
    assert head[:5] == ["ФИО", "Фамилия", "Имя", "Отчество", "Дата рождения"]


def test_files_and_what_was_wrong_in_them_are_forgotten(
    district: District, director: Actor, run_jobs: RunJobs
) -> None:
    made = checked_import(
        "contingent", district.school, {"а.xlsx": book([HEAD, GOOD, WRONG])}, by=director, run_jobs=run_jobs
    )

    services.forget(at=NOW + timedelta(days=20))
    kept = StoredFile.objects.count()
    services.forget(at=NOW + timedelta(days=31))
    made.refresh_from_db()

    assert kept == 1
    assert (StoredFile.objects.count(), Problem.objects.count(), made.state) == (0, 0, ImportState.DROPPED)


@pytest.mark.parametrize("amount", [1, 30])
def test_a_page_of_errors_asks_the_database_no_more_for_many(
    director: Actor,
    client_of: Client,
    run_jobs: RunJobs,
    *,
    amount: int,
    django_assert_max_num_queries: Any,
) -> None:
    rows = [[at, f"Соснов{chr(1072 + at)} И. И.", date(2015, 4, 3), "м", None, "5А"] for at in range(amount)]
    files = {"а.xlsx": xlsx({"5А": [HEAD, *rows]})}
    school = director.organisation
    assert school
    made = checked_import("contingent", school, files, by=director, run_jobs=run_jobs)
    client_of.get(f"/imports/{made.pk}/check/")

    with django_assert_max_num_queries(16):
        answer = client_of.get(f"/imports/{made.pk}/check/")

    assert answer.content.decode().count('id="problem-') == min(amount, 20)


def test_a_second_press_loads_nothing_twice(district: District, director: Actor, run_jobs: RunJobs) -> None:
    made = checked_import(
        "contingent", district.school, {"а.xlsx": book([HEAD, GOOD])}, by=director, run_jobs=run_jobs
    )
    services.ask_to_apply(made, by=director, at=NOW)

    with pytest.raises(Refused, match="Идёт работа"):
        services.ask_to_apply(made, by=director, at=NOW)
    run_jobs(at=NOW)
    with pytest.raises(Refused, match="возможно в состоянии"):
        services.ask_to_apply(made, by=director, at=NOW)

    assert Import.objects.get().summary["new"] == 1
