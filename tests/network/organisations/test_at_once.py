"""Two tabs, or two people, at the same second: one seat, one invitation, and a sentence for the second."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connections
from django.utils import timezone
from tests.factories.accounts import make_account
from tests.factories.organisations import make_actor, make_invitation, make_organisation

from zveno.base.core.verdict import Refused
from zveno.network.organisations.actors import INSTALLATION
from zveno.network.organisations.models import Invitation, Membership, Organisation
from zveno.network.organisations.roles import Role
from zveno.network.organisations.services import (
    OrganisationError,
    accept_invitation,
    give_seat,
    invite,
)


@pytest.fixture
def school(shared_database: None) -> Organisation:
    return make_organisation()


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each of them got: a value, the sentence of the refusal, or the error nobody should see."""
    start, answers = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number: int) -> None:
        try:
            start.wait(timeout=20)
            answers[number] = acts[number]()
        except (OrganisationError, Refused, DatabaseError) as error:
            answers[number] = error  # type: ignore[call-overload]
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


def refusals(answers: list[Any]) -> list[type]:
    return [type(answer) for answer in answers if isinstance(answer, Exception)]


def test_one_invitation_accepted_twice_at_once_gives_one_seat(school: Organisation) -> None:
    person, now = make_account(), timezone.now()
    invitation = make_invitation(school, email=person.email)

    answers = at_once(*[lambda: accept_invitation(invitation, by=person, at=now)] * 4)

    assert [answer.pk for answer in answers] == [Membership.objects.get(user=person).pk] * 4


def test_two_ways_to_one_seat_at_once_give_one_seat_and_a_sentence(school: Organisation) -> None:
    person, now = make_account(), timezone.now()
    first = make_invitation(school, email=person.email)
    second = make_invitation(school, email="other@example.ru")

    answers = at_once(
        lambda: accept_invitation(first, by=person, at=now),
        lambda: accept_invitation(second, by=person, at=now),
        lambda: give_seat(person, school, Role.DEPUTY, by=INSTALLATION, at=now),
    )

    assert refusals(answers) == [OrganisationError] * 2
    assert Membership.objects.filter(user=person).count() == 1


def test_one_address_invited_twice_at_once_gets_one_invitation(school: Organisation) -> None:
    director, now = make_actor(Role.DIRECTOR, school), timezone.now()

    answers = at_once(
        *[
            lambda: invite(
                school, email="n@example.ru", person_name="Новая Анна", role=Role.DEPUTY, by=director, at=now
            )
        ]
        * 3
    )

    assert refusals(answers) == [OrganisationError] * 2
    assert Invitation.objects.filter(organisation=school).count() == 1
