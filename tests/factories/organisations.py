"""Territories, organisations and seats for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from tests.factories.accounts import make_user
from zveno.base.accounts.models import User
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import (
    Invitation,
    JoinRequest,
    Membership,
    Organisation,
    OrganisationKind,
    Territory,
)
from zveno.network.organisations.roles import Family, Role

_numbers = count(1)


def make_territory(level: str = "municipality", parent: Territory | None = None, **fields: Any) -> Territory:
    if level != Territory.Level.REGION and parent is None:
        parent = make_territory(Territory.Level.REGION)
    fields.setdefault("name", f"Территория {next(_numbers)}")
    territory = Territory(level=level, parent=parent, path=f"?{next(_numbers)}", **fields)
    territory.save()
    territory.path = f"{parent.path if parent else '/'}{territory.pk}/"
    territory.save()
    return territory


def make_kind(family: Family = Family.SCHOOL) -> OrganisationKind:
    kind, _ = OrganisationKind.objects.get_or_create(
        code=f"test-{family.value}", defaults={"name": str(family.label), "family": family}
    )
    return kind


def make_organisation(family: Family = Family.SCHOOL, **fields: Any) -> Organisation:
    number = next(_numbers)
    fields.setdefault("kind", make_kind(family))
    fields.setdefault("short_name", f"Организация {number}")
    fields.setdefault("full_name", f"Полное наименование организации {number}")
    if "territory" not in fields:
        fields["territory"] = make_territory()
    return Organisation.objects.create(**fields)


def make_seat(
    role: Role, organisation: Organisation, *, user: User | None = None, since: date = date(2020, 9, 1)
) -> Membership:
    return Membership.objects.create(
        user=user or make_user(), organisation=organisation, role=role, since=since
    )


def make_actor(role: Role, organisation: Organisation, *, user: User | None = None) -> Actor:
    seat = make_seat(role, organisation, user=user)
    return Actor(seat.user, seat)


def make_invitation(organisation: Organisation, **fields: Any) -> Invitation:
    fields.setdefault("email", f"invited{next(_numbers)}@example.ru")
    fields.setdefault("person_name", "Приглашённая Анна Сергеевна")
    fields.setdefault("role", Role.DEPUTY)
    fields.setdefault("invited_at", datetime(2026, 9, 1, 9, tzinfo=UTC))
    fields.setdefault("invited_by", "Тестов Тест")
    fields.setdefault("expires_at", datetime(2099, 1, 1, tzinfo=UTC))
    return Invitation.objects.create(organisation=organisation, **fields)


def make_inn(number: int) -> str:
    """A company's ИНН that agrees with its check digit."""
    body = f"{number:09d}"
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    return body + str(sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11 % 10)


def make_join_request(**fields: Any) -> JoinRequest:
    fields.setdefault("kind", make_kind(Family.ENTERPRISE))
    if "territory" not in fields:
        fields["territory"] = make_territory()
    number = next(_numbers)
    fields.setdefault("full_name", f"Общество с ограниченной ответственностью «Новое {number}»")
    fields.setdefault("short_name", f"ООО «Новое {number}»")
    fields.setdefault("inn", make_inn(470_000_000 + number))
    fields.setdefault("kpp", "470201001")
    fields.setdefault("person_name", "Кадрова Ольга Ивановна")
    fields.setdefault("person_post", "начальник отдела кадров")
    fields.setdefault("person_email", f"kadry{number}@example.ru")
    fields.setdefault("proof", "Приказ о назначении № 12-к от 01.09.2026")
    fields.setdefault("requested_at", datetime(2026, 9, 1, 9, tzinfo=UTC))
    return JoinRequest.objects.create(**fields)
