"""Territories, organisations and seats for tests."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from tests.factories.accounts import make_user
from zveno.base.accounts.models import User
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Membership, Organisation, OrganisationKind, Territory
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
