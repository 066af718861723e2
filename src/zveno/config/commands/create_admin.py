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
from zveno.base.accounts.services import AccountError, open_account
from zveno.base.audit.services import record
from zveno.config import environment
from zveno.config.sentences import Stop
from zveno.config.serving.server import require_migrated
from zveno.network.organisations.actors import INSTALLATION
from zveno.network.organisations.models import Membership, Organisation, OrganisationKind, Territory
from zveno.network.organisations.roles import Role
from zveno.network.organisations.services import (
    OrganisationError,
    add_organisation,
    add_territory,
    give_seat,
)

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
    try:
        with transaction.atomic():
            person = person or _opened(email, options, at=now)
            organisation = _organisation(options, at=now)
            give_seat(person, organisation, Role.ADMINISTRATOR, by=INSTALLATION, at=now)
            record("account.make_administrator", person, by=None, at=now, why="zveno create-admin")
    except (AccountError, OrganisationError) as error:
        raise Stop(str(error)) from error
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


def _organisation(options: Namespace, *, at: datetime) -> Organisation:
    """The one he works in: found by its name, or made with its territory."""
    name = options.organisation or environment.text("ZVENO_ADMIN_ORGANISATION")
    name = _asked("Организация (краткое наименование)", name)
    found = Organisation.objects.filter(short_name=name).order_by("pk").first()
    if found:
        return found
    return add_organisation(
        kind=OrganisationKind.objects.get(code="administration"),
        short_name=name,
        full_name=name,
        territory=_territory(options, at=at),
        by=INSTALLATION,
        at=at,
    )


def _territory(options: Namespace, *, at: datetime) -> Territory:
    region = _child(Territory.Level.REGION, options.region or REGION, None, at=at)
    return _child(Territory.Level.MUNICIPALITY, options.municipality or MUNICIPALITY, region, at=at)


def _child(level: Territory.Level, name: str, parent: Territory | None, *, at: datetime) -> Territory:
    found = Territory.objects.filter(level=level, name=name, parent=parent).first()
    return found or add_territory(name, level=level, parent=parent, by=INSTALLATION, at=at)


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
