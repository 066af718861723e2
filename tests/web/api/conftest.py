"""Programs with keys, calling as they would."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.organisations import make_actor
from tests.support.district import District

from zveno.base.accounts.models import User
from zveno.base.accounts.seats import SeatChoice
from zveno.base.accounts.services import IssuedToken, issue_token
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Role


def issue(owner: User, seat: SeatChoice | None) -> IssuedToken:
    at = timezone.now().replace(microsecond=0)
    return issue_token(owner, title="1С школы", seat=seat, lifetime=timedelta(days=30), at=at)


def with_secret(secret: str) -> Client:
    return Client(headers={"authorization": f"Bearer {secret}"})


class Program(Client):
    """A program with a key of that seat."""

    def __init__(self, actor: Actor) -> None:
        seat = actor.membership
        self.actor = actor
        issued = issue(actor.user, SeatChoice(seat.pk, str(seat)) if seat else None)
        self.token, self.secret = issued.token, issued.secret
        super().__init__(headers={"authorization": f"Bearer {self.secret}"})

    def change(self, organisation: Organisation, **fields: Any) -> Any:
        return self.patch(f"/api/v1/organisations/{organisation.pk}", fields, content_type="application/json")


@pytest.fixture
def owner(district: District) -> Program:
    """The director of our school."""
    return Program(make_actor(Role.DIRECTOR, district.school))


@pytest.fixture
def colleague(district: District) -> Program:
    """A class teacher of our school: sees it, runs nothing."""
    return Program(make_actor(Role.CLASS_TEACHER, district.school))


@pytest.fixture
def neighbour(district: District) -> Program:
    """The director of another school of the district."""
    return Program(make_actor(Role.DIRECTOR, district.neighbour_school))


@pytest.fixture
def stranger(district: District) -> Program:
    """The director of a school of another district."""
    return Program(make_actor(Role.DIRECTOR, district.foreign_school))


@pytest.fixture
def visitor() -> Client:
    return Client()
