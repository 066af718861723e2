"""`zveno create-admin`: the first person who can let others in, with the organisation he works in."""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from zveno.base.accounts.models import User
from zveno.base.accounts.services import open_account
from zveno.base.audit.services import record
from zveno.config import environment
from zveno.config.sentences import Stop
from zveno.config.serving.server import require_migrated
from zveno.network.organisations.models import Membership, Organisation, OrganisationKind, Territory
from zveno.network.organisations.roles import Family, Role

REGION, MUNICIPALITY = "Регион", "Муниципальное образование"
SHORTEST_NAME = 2


def run(options: Namespace) -> int:
    require_migrated()
    email = _asked("Электронная почта", options.email or environment.text("ZVENO_ADMIN_EMAIL")).lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Stop(f"{email!r} – не адрес электронной почты.") from error
    person = User.objects.filter(email=email).first()
    seats = Membership.objects.in_force(timezone.localdate()).filter(role=Role.ADMINISTRATOR)
    if person and seats.filter(user=person).exists():
        print(f"{person} уже администратор; ничего не изменено.")
        return 0
    now = timezone.now()
    with transaction.atomic():
        person = person or _opened(email, options, at=now)
        organisation = _organisation(options)
        Membership.objects.create(
            user=person, organisation=organisation, role=Role.ADMINISTRATOR, since=timezone.localdate(now)
        )
        record("account.make_administrator", person, by=None, at=now, why="zveno create-admin")
    print(f"Администратор: {person}, {organisation}. Войдите с адресом {email}.")
    return 0


def _opened(email: str, options: Namespace, *, at: datetime) -> User:
    name = _asked("Фамилия Имя Отчество", options.name or environment.text("ZVENO_ADMIN_NAME")).split()
    if len(name) < SHORTEST_NAME:
        raise Stop("Нужны хотя бы фамилия и имя.")
    try:
        return open_account(
            email=email,
            last_name=name[0],
            first_name=name[1],
            patronymic=" ".join(name[2:]),
            password=environment.text("ZVENO_ADMIN_PASSWORD") or _password(),
            by=None,
            at=at,
        )
    except ValidationError as error:
        raise Stop(" ".join(error.messages)) from error


def _organisation(options: Namespace) -> Organisation:
    """The one he works in: found by its name, or made with its territory."""
    name = options.organisation or environment.text("ZVENO_ADMIN_ORGANISATION")
    name = _asked("Организация (краткое наименование)", name)
    found = Organisation.objects.filter(short_name=name).order_by("pk").first()
    if found:
        return found
    kind = OrganisationKind.objects.filter(family=Family.AUTHORITY).first()
    if kind is None:
        kind = OrganisationKind.objects.create(
            code="authority", name=str(Family.AUTHORITY.label), family=Family.AUTHORITY
        )
    territory = _territory(options)
    return Organisation.objects.create(kind=kind, short_name=name, full_name=name, territory=territory)


def _territory(options: Namespace) -> Territory:
    region = _child(Territory.Level.REGION, options.region or REGION, None)
    return _child(Territory.Level.MUNICIPALITY, options.municipality or MUNICIPALITY, region)


def _child(level: str, name: str, parent: Territory | None) -> Territory:
    found = Territory.objects.filter(level=level, name=name, parent=parent).first()
    if found:
        return found
    # The path holds the row's own number, which is known only when there is a row.
    made = Territory.objects.create(level=level, name=name, parent=parent, path=f"new {level}")
    made.path = f"{parent.path if parent else '/'}{made.pk}/"
    made.save()
    return made


def _asked(what: str, given: str) -> str:
    if given:
        return given.strip()
    if not sys.stdin.isatty():
        raise Stop(
            f"Не сказано: {what}. Задайте её словом команды или переменной (zveno create-admin --help)."
        )
    return input(f"{what}: ").strip()


def _password() -> str:
    if not sys.stdin.isatty():
        raise Stop("Не сказан пароль: задайте ZVENO_ADMIN_PASSWORD.")
    first = getpass.getpass("Пароль (не короче 10 знаков): ")
    if first != getpass.getpass("Ещё раз: "):
        raise Stop("Пароли не совпали; ничего не изменено.")
    return first
