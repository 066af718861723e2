"""A contingent out of a workbook, and bare: `python -m zveno.config.bench.contingent ROWS HOW`.

HOW is «import» (read, mapped, checked, found, written with traces, from the file to the last row) or «bare»
(the same rows into the same tables). Prints one JSON object: seconds, rows written, peak memory in megabytes.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import django
import xlsxwriter
from django.urls import reverse

NOW = datetime(2026, 9, 10, 9, tzinfo=UTC)
IN_A_CLASS = 25
MONTHS_OF_A_CLASS = 330
LETTERS = "АБВГДЕЖИКЛМНОПРСТУФХЦЧШЭЮЯ"


def rows(amount: int) -> Iterator[tuple[str, str, str, date, str, str, str]]:
    """Family name, given name, patronymic, birth date, sex, СНИЛС, class: all different people."""
    from zveno.config.bench.persons import surnames  # noqa: PLC0415
    from zveno.network.people.snils import check_number  # noqa: PLC0415 -- Django is set up in main

    names = surnames()
    for number in range(amount):
        nine = f"{100_000_000 + number:09d}"
        level, letter = divmod(number // IN_A_CLASS, len(LETTERS))
        yield (
            names[number * 7919 % len(names)],
            f"Имя{'абвгд'[number % 5]}",
            f"Отчество{'абвгд'[number % 5]}",
            date(2009, 1, 1) + timedelta(days=number % MONTHS_OF_A_CLASS),
            ("male", "female")[number % 2],
            nine + check_number(nine),
            f"{level % 11 + 1}{LETTERS[letter]}{level // 11 or ''}",
        )


def workbook(path: Path, amount: int) -> None:
    """As a school exports it: with a number, both names of a sex, dashes in СНИЛС, columns nobody needs."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        page, day = book.add_worksheet("Контингент"), book.add_format({"num_format": "dd.mm.yyyy"})
        head = ("№ п/п", "ФИО", "Дата рождения", "Пол", "СНИЛС", "Класс", "Адрес", "Номер паспорта", "Кружок")
        for column, title in enumerate(head):
            page.write_string(0, column, title)
        for row, (family, given, patronymic, born, sex, snils, group) in enumerate(rows(amount), start=1):
            page.write_number(row, 0, row)
            page.write_string(row, 1, f"{family} {given} {patronymic}")
            page.write_datetime(row, 2, born, day)
            page.write_string(row, 3, "м" if sex == "male" else "ж")
            page.write_string(row, 4, f"{snils[:3]}-{snils[3:6]}-{snils[6:9]} {snils[9:]}")
            page.write_string(row, 5, group)
            page.write_string(row, 6, f"ул. Лесная, {row}")
            page.write_string(row, 7, "000000")
            page.write_string(row, 8, "хор")


def bare(amount: int) -> int:
    """Instances and bulk inserts, nothing else."""
    from django.db import transaction  # noqa: PLC0415

    from zveno.network.organisations.models import Membership  # noqa: PLC0415
    from zveno.network.people.models import Enrolment, Person, StudyGroup  # noqa: PLC0415

    school = Membership.objects.select_related("organisation").get(role="navigator").organisation
    told = list(rows(amount))
    with transaction.atomic():
        names = sorted({row[6] for row in told})
        groups = {
            group.name: group
            for group in StudyGroup.objects.bulk_create(
                StudyGroup(organisation=school, year=2026, level=9, name=name) for name in names
            )
        }
        persons = Person.objects.bulk_create(
            (
                Person(
                    family_name=family,
                    given_name=given,
                    patronymic=patronymic,
                    birth_date=born,
                    sex=sex,
                    snils=snils,
                )
                for family, given, patronymic, born, sex, snils, _group in told
            ),
            batch_size=2000,
        )
        Enrolment.objects.bulk_create(
            (
                Enrolment(
                    person=person,
                    organisation=school,
                    group=groups[row[6]],
                    kind="pupil",
                    since=date(2026, 9, 1),
                )
                for person, row in zip(persons, told, strict=True)
            ),
            batch_size=2000,
        )
    return len(persons)


def imported(path: Path) -> int:
    """All the way of a person with his file, without the waiting."""
    from django.core.files.base import File  # noqa: PLC0415

    from zveno.base.imports import services  # noqa: PLC0415
    from zveno.base.imports.importers import importer_of  # noqa: PLC0415
    from zveno.base.imports.intake import take  # noqa: PLC0415
    from zveno.base.imports.models import Import  # noqa: PLC0415
    from zveno.base.tasks.running import perform  # noqa: PLC0415
    from zveno.network.organisations.actors import Actor  # noqa: PLC0415
    from zveno.network.organisations.models import Membership  # noqa: PLC0415

    school = Membership.objects.get(role="navigator").organisation
    seat = Membership.objects.select_related("user", "organisation__kind", "organisation__territory").get(
        role="director"
    )
    if seat.organisation_id != school.pk:
        Membership.objects.filter(pk=seat.pk).update(organisation=school)
        seat.refresh_from_db()
    actor = Actor(seat.user, seat)
    with path.open("rb") as file:
        taken = take([File(file, name=path.name)])
    made = services.begin(importer_of("contingent"), school, taken, seat=seat.pk, by=actor, at=NOW)

    def work() -> Import:
        found = Import.objects.select_related("job").get(pk=made.pk)
        if found.job is None:
            raise RuntimeError("no job")
        perform(found.job.pk, worker="bench")
        return Import.objects.select_related("job").get(pk=made.pk)

    made = work()
    services.set_columns(made, made.columns, {}, by=actor, at=NOW)
    made = work()
    services.ask_to_apply(made, by=actor, at=NOW)
    made = work()
    if made.state != "applied":
        raise RuntimeError(f"{made.state}: {made.summary}")
    return int(made.summary["new"])


def main(amount: int, how: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contingent.xlsx"
        workbook(path, amount)
        reverse("imports:import_list")  # a server has its addresses at hand
        start = time.perf_counter()
        written = imported(path) if how == "import" else bare(amount)
        seconds = time.perf_counter() - start
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"seconds": seconds, "rows": written, "megabytes": peak / 1024}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(int(sys.argv[1]), sys.argv[2])))
