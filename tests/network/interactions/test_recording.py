"""Packages record what they did with whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.factories.interactions import DAY, NOON, make_fact, make_interaction
from tests.support.district import District

from zveno.network.interactions.models import Interaction, InteractionForm
from zveno.network.interactions.services import (
    Partner,
    record_interaction,
    record_interactions,
    withdraw_interaction,
)
from zveno.network.interactions.states import InteractionState


def test_a_fact_recorded_twice_is_one_row_that_says_the_last(district: District) -> None:
    fact = make_fact(district.enterprise, district.school, people=20)
    record_interaction(fact, by=None, at=NOON)

    partners = (Partner(district.college.pk, people=7), Partner(name="Музей связи"))
    record_interaction(replace(fact, people=27, partners=partners), by=None, at=NOON)

    row = Interaction.objects.get()
    assert (row.people, row.starts_on, row.ends_on) == (27, DAY, DAY)
    assert [(side.organisation, side.name, side.people) for side in row.sides.all()] == [
        (district.college, "", 7),
        (None, "Музей связи", None),
    ]


def test_without_another_side_there_is_no_interaction(district: District) -> None:
    alone = make_fact(district.enterprise, district.enterprise)

    assert record_interaction(alone, by=None, at=NOON) is None
    assert list(Interaction.objects.all()) == []


def test_a_fact_whose_last_partner_is_gone_is_withdrawn(district: District) -> None:
    fact = make_fact(district.enterprise, district.school)
    record_interaction(fact, by=None, at=NOON)

    record_interaction(replace(fact, partners=()), by=None, at=NOON)

    assert Interaction.objects.get().state == InteractionState.WITHDRAWN


def test_a_withdrawn_fact_counts_nowhere_and_stands_again_when_recorded_again(district: District) -> None:
    fact = make_fact(district.enterprise, district.school)
    record_interaction(fact, by=None, at=NOON)
    withdraw_interaction(fact.source, fact.key, why="Отменено", at=NOON)
    withdraw_interaction(fact.source, fact.key, why="Ещё раз", at=NOON + timedelta(days=1))

    gone = Interaction.objects.get()
    record_interaction(fact, by=None, at=NOON)

    assert (gone.withdrawn_why, gone.withdrawn_at) == ("Отменено", NOON)
    assert list(Interaction.objects.kept()) == [gone]


def test_to_withdraw_what_nobody_recorded_is_no_fault(district: District) -> None:
    assert withdraw_interaction("trials", "404", why="Отменено", at=NOON) is None


def test_many_are_recorded_as_one_by_one(district: District) -> None:
    old = make_fact(district.enterprise, district.school, key="old")
    gone = make_fact(district.enterprise, district.school, key="gone")
    record_interactions([old, gone], by=None, at=NOON)
    withdraw_interaction("trials", "gone", why="Отменено", at=NOON)

    new = make_fact(district.college, district.school, Partner(name="Кванториум"), key="new")
    changed = record_interactions([replace(old, people=5), gone, new], by=None, at=NOON)
    again = record_interactions([replace(old, people=5), gone, new], by=None, at=NOON)

    assert (changed, again) == (3, 0)
    assert {row.key: row.people for row in Interaction.objects.kept()} == {
        "old": 5,
        "gone": None,
        "new": None,
    }


@pytest.mark.parametrize(
    ("since", "until", "met"),
    [
        (None, None, {"day", "lasts"}),
        (DAY, DAY, {"day", "lasts"}),
        (DAY + timedelta(days=1), None, {"lasts"}),
        (None, DAY - timedelta(days=1), {"lasts"}),
        (None, date(2025, 8, 31), set()),
    ],
)
def test_a_period_meets_what_shares_a_day_with_it(
    district: District, since: date | None, until: date | None, met: set[str]
) -> None:
    make_interaction(district.enterprise, district.school, key="day")
    make_interaction(
        district.enterprise,
        district.college,
        key="lasts",
        form="cooperation-agreement",
        starts_on=date(2025, 9, 1),
        lasts=True,
    )

    assert {row.key for row in Interaction.objects.meeting(since, until)} == met


def test_forms_outside_of_their_dates_are_not_offered(db: None) -> None:
    form = InteractionForm.objects.get(code="council")
    form.until = date(2026, 8, 31)
    form.save()

    offered = InteractionForm.objects.in_force(date(2026, 9, 1))

    assert form not in offered
    assert InteractionForm.objects.get(code="excursion") in offered
