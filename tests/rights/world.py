"""Somebody of each role in our district, and what he meets there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation, make_seat
from tests.support.district import District
from zveno.base.accounts.models import User
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import ROLES, Family, Role


@dataclass(frozen=True)
class Meeting:
    """An actor before a thing: whose it is follows from the relation."""

    actor: Actor
    organisation: Organisation
    """The organisation the thing belongs to."""
    person: User
    """Whoever made it, or whom it concerns."""
    role: Role
    """The role of that person."""
    district: District


Build = Callable[[Meeting], Mapping[str, Any]]
"""Makes the thing and gives the words of its address."""

_things: dict[str, Build] = {}


def thing(name: str) -> Callable[[Build], Build]:
    """Register what a row means by `thing = "…"`."""

    def register(build: Build) -> Build:
        _things[name] = build
        return build

    return register


def build(name: str, meeting: Meeting) -> Mapping[str, Any]:
    return _things[name](meeting)


def actor_of(role: Role, district: District) -> Actor:
    """Somebody of that role in an organisation of our district where the role exists."""
    families = ROLES[role].families
    places = {
        Family.SCHOOL: district.school,
        Family.COLLEGE: district.college,
        Family.ENTERPRISE: district.enterprise,
        Family.EMPLOYMENT: district.employment,
        Family.AUTHORITY: district.authority,
        Family.ADDITIONAL: district.centre,
    }
    if role is Role.REGIONAL_CURATOR:
        home = make_organisation(Family.AUTHORITY, territory=district.region)
    else:
        preferred = {Role.METHODOLOGIST: Family.ADDITIONAL, Role.COUNSELLOR: Family.ADDITIONAL}
        family = preferred.get(role) or next(family for family in places if family in families)
        home = places[family]
    seat = make_seat(role, home)
    return Actor(seat.user, seat)


def meet(actor: Actor, relation: str, district: District) -> Meeting:
    """Put the actor before a thing of that relation."""
    own = actor.organisation
    role = actor.role
    assert own
    assert role
    if relation == "own":
        return Meeting(actor, own, actor.user, role, district)
    if relation == "colleague":
        organisation = own
    else:
        territory = district.ours if relation == "inside" else district.foreign
        organisation = make_organisation(Family(own.kind.family), territory=territory)
    person = make_seat(role, organisation, user=make_user()).user
    return Meeting(actor, organisation, person, role, district)
