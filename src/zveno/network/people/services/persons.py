"""Persons are entered, corrected, joined with their accounts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypedDict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.accounts.models import User
from zveno.base.audit.changes import differences, snapshot
from zveno.base.audit.services import record
from zveno.base.core.text import search_key
from zveno.base.core.verdict import require
from zveno.network.organisations.actors import Actor, Installation
from zveno.network.organisations.models import Membership, Organisation
from zveno.network.organisations.roles import LEARNERS
from zveno.network.people.models import Person
from zveno.network.people.policies import can_change
from zveno.network.people.services.errors import PeopleError, check
from zveno.network.people.snils import normal_snils

OLDEST = 110


class PersonDetails(TypedDict, total=False):
    """What is known of a person; family and given name at least."""

    family_name: str
    given_name: str
    patronymic: str
    birth_date: date | None
    sex: str
    snils: str
    phone: str
    email: str


def new_person(details: PersonDetails, organisation: Organisation, *, at: datetime) -> Person:
    """The person of these details: one the network knows by his СНИЛС, or a new one (not recorded yet)."""
    person = person_of(details)
    check_birth(person, at=at)
    known = Person.objects.filter(snils=person.snils).first() if person.snils else None
    if known:
        return _the_same(known, person)
    born = {"birth_date": person.birth_date} if person.birth_date else {"birth_date__isnull": True}
    doubles = Person.objects.filter(enrolments__organisation=organisation, **born)
    if doubles.filter(search_key=search_key(person.full_name)).exists():
        raise PeopleError(
            _("%(person)s с этой датой рождения уже есть в списках: откройте карточку и зачислите.")
            % {"person": person.full_name}
            if person.birth_date
            else _("%(person)s уже есть в списках. Если это тёзка, укажите дату рождения.")
            % {"person": person.full_name}
        )
    check(person)
    person.save()
    return person


def person_of(details: PersonDetails) -> Person:
    """A row that is not saved yet: names without stray spaces, СНИЛС as digits."""
    written = {name: value.strip() if isinstance(value, str) else value for name, value in details.items()}
    written["snils"] = normal_snils(str(written.get("snils", "")))
    return Person(**written)


def check_birth(person: Person, *, at: datetime) -> None:
    today = timezone.localdate(at)
    if person.birth_date and not today.year - OLDEST <= person.birth_date.year <= today.year:
        raise PeopleError(by_field={"birth_date": [_("Такого года рождения быть не может.")]})


def _the_same(known: Person, typed: Person) -> Person:
    """The number is known: is it the same person? Another name under it is a mistake of somebody."""
    same_name = search_key(known.full_name) == search_key(typed.full_name)
    same_birth = None in {known.birth_date, typed.birth_date} or known.birth_date == typed.birth_date
    if same_name and same_birth:
        return known
    raise PeopleError(
        by_field={
            "snils": [_("Этот СНИЛС записан у человека с другим именем или датой рождения: проверьте.")]
        }
    )


@transaction.atomic
def change_person(
    person: Person, details: PersonDetails, *, by: Actor, at: datetime, why: str = ""
) -> Person:
    """Correct what is known of a person; what changed stands in his history."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    require(can_change(by, person))
    before = snapshot(person, *details)
    _set(person, {**details, "snils": normal_snils(details.get("snils", person.snils))})
    check_birth(person, at=at)
    changes = differences(before, person)
    if changes:
        check(person)
        person.save()
        record("person.change", person, by=by.user, at=at, why=why, changes=changes)
    return person


def _set(person: Person, details: Mapping[str, object]) -> None:
    for name, value in details.items():
        setattr(person, name, value.strip() if isinstance(value, str) else value)


@transaction.atomic
def link_account(person: Person, user: User, *, by: Actor | Installation, at: datetime) -> Person:
    """From now on whoever signs in as `user` is that person: he sees his own card and his children's."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if isinstance(by, Actor):
        require(can_change(by, person))
        here = Membership.objects.filter(
            user=user, organisation=by.organisation, role__in=LEARNERS, until__isnull=True
        )
        if not here.exists():
            raise PeopleError(
                by_field={
                    "user": [_("У этой учётной записи нет места ученика, студента или родителя у вас.")]
                }
            )
    if person.user_id == user.pk:
        return person
    if person.user_id is not None or Person.objects.filter(user=user).exists():
        raise PeopleError(
            by_field={"user": [_("Карточка и учётная запись связываются один раз, одна с одной.")]}
        )
    person.user = user
    person.save()
    record("person.link_account", person, by=user_of(by), at=at, changes={"account": str(user)})
    return person


@transaction.atomic
def unlink_account(person: Person, *, by: Actor, at: datetime) -> Person:
    """The account was somebody else's: it shows him nothing any more."""
    person = Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=person.pk)
    require(can_change(by, person))
    if person.user is not None:
        was, person.user = str(person.user), None
        person.save()
        record("person.unlink_account", person, by=by.user, at=at, changes={"account": was})
    return person


def user_of(by: Actor | Installation) -> User | None:
    return by.user if isinstance(by, Actor) else None
