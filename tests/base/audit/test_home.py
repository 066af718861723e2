"""What who answers for the journal finds at home."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from tests.factories.organisations import make_actor, make_seat
from tests.support.district import District

from zveno.base.audit.home import figures, today
from zveno.base.audit.models import Inspection
from zveno.base.audit.services import inspect, record_look
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Role

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture
def auditor(district: District) -> Actor:
    return make_actor(Role.AUDITOR, district.authority)


def titles(actor: Actor, *, at: datetime = NOW) -> list[str]:
    return [str(item.title) for item in today(actor, at=at)]


def test_a_journal_that_nobody_inspects_is_late(auditor: Actor) -> None:
    before = titles(auditor)
    inspect(at=NOW)

    assert (before, titles(auditor), titles(auditor, at=NOW + timedelta(days=3))) == (
        ["Журнал давно не проверялся"],
        [],
        ["Журнал давно не проверялся"],
    )


def test_a_broken_chain_is_said_with_its_first_fault(auditor: Actor) -> None:
    Inspection.objects.create(at=NOW, position=1, faults=["Запись 7 изменена.", "Запись 8 изменена."])

    [item] = today(auditor, at=NOW)

    assert (item.title, item.reason) == ("Цепочка журнала нарушена", "Запись 7 изменена.")


def test_the_figure_opens_to_the_looks_it_counts(client: Client, district: District, auditor: Actor) -> None:
    pupil = make_seat(Role.PUPIL, district.school).user
    foreign = make_seat(Role.PUPIL, district.foreign_school).user
    for whom, days in ((pupil, 1), (pupil, 6), (pupil, 20), (foreign, 1)):
        record_look(whom, by=foreign, at=NOW - timedelta(days=days), why="зачем-то")

    [figure] = figures(auditor, at=NOW)
    client.force_login(auditor.user)
    page = client.get(figure.url)

    assert figure.value == "2"
    assert page.content.decode().count("зачем-то") == 2


def test_others_are_told_nothing_and_ask_nothing(
    district: District, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    director = make_actor(Role.DIRECTOR, district.school)

    with django_assert_num_queries(0):  # type: ignore[operator]
        told = (today(director, at=NOW), figures(director, at=NOW))

    assert told == ([], [])
