"""A register of many persons: `python -m zveno.config.bench.persons SIZE REPEATS`.

Reads role → session key from standard input; prints one JSON object: seconds of a search by the index and of
the same search that reads the rows; queries and seconds of the register's page when there are few and all.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from itertools import product

import django

_SYLLABLES = ("ве", "ро", "ля", "ми", "ку", "до", "са", "не", "ти", "ор", "жа", "ёл", "бы", "гу", "зи", "пе")
ENDINGS = ("нов", "рин", "ский", "чук", "енко")
FEW = 100
BIRTHDAY = date(2011, 5, 20)


def surnames() -> list[str]:
    """Twenty thousand of them, all different: a part of one is found in some of the rows only."""
    return [
        f"{first}{second}{third}{ending}".capitalize()
        for first, second, third, ending in product(_SYLLABLES, _SYLLABLES, _SYLLABLES, ENDINGS)
    ]


def fill(size: int) -> None:
    """That many pupils in one school, thirty to a class."""
    from zveno.network.organisations.models import Membership  # noqa: PLC0415 -- Django is set up in main
    from zveno.network.people.models import Enrolment, Person, StudyGroup  # noqa: PLC0415

    school = Membership.objects.select_related("organisation").get(role="navigator").organisation
    names = surnames()
    start = Person.objects.count()
    persons = Person.objects.bulk_create(
        (
            Person(
                family_name=names[number * 7919 % len(names)],
                given_name=f"Имя{number % 97}",
                patronymic=f"Отчество{number % 89}",
                birth_date=BIRTHDAY,
            )
            for number in range(start, start + size)
        ),
        batch_size=2000,
    )
    groups = StudyGroup.objects.bulk_create(
        StudyGroup(organisation=school, year=2026, level=9, name=f"9-{start + number}")
        for number in range(size // 30 + 1)
    )
    Enrolment.objects.bulk_create(
        (
            Enrolment(
                person=person,
                organisation=school,
                group=groups[number // 30],
                kind="pupil",
                since=date(2026, 9, 1),
            )
            for number, person in enumerate(persons)
        ),
        batch_size=2000,
    )


def measure(repeats: int) -> dict[str, float]:
    from django.db import connection  # noqa: PLC0415 -- Django is set up in main

    from zveno.network.people.models import Person  # noqa: PLC0415

    names = surnames()
    parts = [names[number * 997 % len(names)][1:8].casefold().replace("ё", "е") for number in range(repeats)]

    def by_index(part: str) -> list[int]:
        return list(
            Person.objects.matching(part).order_by("sort_key", "pk").values_list("pk", flat=True)[:50]
        )

    def by_scan(part: str) -> list[int]:
        rows = Person.objects.filter(search_key__contains=part)
        if connection.vendor == "postgresql":  # a plain LIKE would find the index
            rows = Person.objects.extra(where=["search_key || '' LIKE %s"], params=[f"%{part}%"])
        return list(rows.order_by("sort_key", "pk").values_list("pk", flat=True)[:50])

    if any(by_index(part) != by_scan(part) for part in parts[:5]):
        raise RuntimeError("the index and the scan find different people")
    return {
        "index": _median(by_index, parts),
        "scan": _median(by_scan, parts),
        "found": len(by_index(parts[0])),
    }


def _median(search: Callable[[str], object], parts: list[str]) -> float:
    taken = []
    for part in parts:
        began = time.perf_counter()
        search(part)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def register(key: str, repeats: int) -> tuple[int, float]:
    """Queries and seconds of the register's first page."""
    from django.conf import settings  # noqa: PLC0415 -- Django is set up in main
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = key

    def page(_turn: str) -> None:
        if client.get("/people/", SERVER_NAME="127.0.0.1").status_code != HTTPStatus.OK:
            raise RuntimeError("the register does not open")

    page("")
    with CaptureQueriesContext(connection) as asked:
        page("")
    return len(asked), _median(page, [""] * repeats)


def main(size: int, repeats: int, keys: dict[str, str]) -> dict[str, float]:
    fill(FEW)
    queries_few, few = register(keys["navigator"], repeats)
    fill(size - FEW)
    queries, page = register(keys["navigator"], repeats)
    return {"queries_few": queries_few, "few": few, "queries": queries, "page": page, **measure(repeats)}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]), json.load(sys.stdin))))
