"""Persons, their classes and parents for tests."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from zveno.network.organisations.models import Membership, Organisation
from zveno.network.people.models import (
    Enrolment,
    EnrolmentKind,
    GroupKind,
    GroupLead,
    Guardianship,
    Person,
    Relation,
    StudyGroup,
)
from zveno.network.people.snils import check_number

YEAR = 2026
BEGAN = date(YEAR, 9, 1)
_numbers = count(1)


def make_snils() -> str:
    body = f"{112_000_000 + next(_numbers):09d}"
    return body + check_number(body)


def make_person(full_name: str = "", **fields: Any) -> Person:
    """`make_person("Ёлкин Пётр Ильич")`."""
    family, given, *patronymic = (full_name or f"Учеников{next(_numbers)} Тест").split()
    fields.setdefault("family_name", family)
    fields.setdefault("given_name", given)
    fields.setdefault("patronymic", " ".join(patronymic))
    return Person.objects.create(**fields)


def make_group(organisation: Organisation, name: str = "8А", **fields: Any) -> StudyGroup:
    """A class; its parallel is the number in its name."""
    digits = "".join(sign for sign in name if sign.isdigit())
    fields.setdefault("kind", GroupKind.CLASS)
    fields.setdefault("year", YEAR)
    fields.setdefault("level", int(digits[:2] or 1))
    fields.setdefault("letter", "".join(sign for sign in name if sign.isalpha()))
    return StudyGroup.objects.create(organisation=organisation, name=name, **fields)


def make_enrolment(
    organisation: Organisation, person: Person | None = None, group: StudyGroup | None = None, **fields: Any
) -> Enrolment:
    fields.setdefault("kind", EnrolmentKind.PUPIL)
    fields.setdefault("since", BEGAN)
    return Enrolment.objects.create(
        person=person or make_person(), organisation=organisation, group=group, **fields
    )


def make_pupil(group: StudyGroup, full_name: str = "", **fields: Any) -> Person:
    """A person who learns in that group."""
    person = make_person(full_name, **fields)
    make_enrolment(group.organisation, person, group)
    return person


def make_guardianship(child: Person, guardian: Person | None = None, **fields: Any) -> Guardianship:
    fields.setdefault("relation", Relation.MOTHER)
    return Guardianship.objects.create(child=child, guardian=guardian or make_person(), **fields)


def make_lead(group: StudyGroup, seat: Membership) -> GroupLead:
    return GroupLead.objects.create(group=group, seat=seat)
