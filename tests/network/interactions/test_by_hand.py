"""What no package covers is entered by a person, and the other side says whether it was so."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import File
from tests.factories.interactions import DAY, NOON, enter, make_entered
from tests.factories.organisations import make_actor
from tests.support.district import District

from zveno.base.audit.models import Entry
from zveno.base.core.verdict import Refused
from zveno.base.files.intake import receive
from zveno.base.notifications.models import Letter, Notification
from zveno.network.interactions.models import Interaction
from zveno.network.interactions.services import (
    InteractionError,
    change_fact,
    confirm_fact,
    dispute_fact,
    enter_fact,
    remind_partner,
    withdraw_fact,
)
from zveno.network.interactions.states import Confirmation
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Role

LATER = NOON + timedelta(days=1)


@pytest.fixture
def navigator(district: District) -> Actor:
    return make_actor(Role.NAVIGATOR, district.school)


@pytest.fixture
def hr(district: District) -> Actor:
    return make_actor(Role.HR, district.enterprise)


@pytest.fixture
def entered(navigator: Actor, district: District, hr: Actor) -> Interaction:
    return enter(navigator, district.enterprise)


def fresh(row: Interaction) -> Interaction:
    return Interaction.objects.get(pk=row.pk)


def acts() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("action", flat=True))


def test_the_same_press_of_the_button_twice_is_one_fact(navigator: Actor, district: District) -> None:
    typed = make_entered(district.enterprise)

    first = enter_fact(typed, key="press", by=navigator, at=NOON)
    second = enter_fact(typed, key="press", by=navigator, at=NOON)

    assert first == second
    assert acts() == ["interaction.enter"]


def test_the_other_side_is_told_and_its_word_makes_it_confirmed_by_both(
    entered: Interaction, hr: Actor, navigator: Actor
) -> None:
    asked = [notice.recipient for notice in Notification.objects.all()]

    confirm_fact(entered, by=hr, at=LATER)

    assert asked == [hr.user]
    side = fresh(entered).sides.get()
    assert (fresh(entered).confirmation, side.answered_by) == (
        Confirmation.CONFIRMED,
        hr.user.get_full_name(),
    )
    assert acts() == ["interaction.enter", "interaction.confirm"]


def test_of_two_partners_both_must_confirm(navigator: Actor, district: District, hr: Actor) -> None:
    college = make_actor(Role.DEPUTY, district.college)
    row = enter(navigator, district.enterprise, district.college)

    confirm_fact(row, by=hr, at=LATER)
    half = fresh(row).confirmation
    confirm_fact(row, by=college, at=LATER)

    assert half == Confirmation.ASKED
    assert fresh(row).confirmation == Confirmation.CONFIRMED


def test_an_objection_stands_beside_the_fact_and_whoever_entered_it_is_told(
    entered: Interaction, hr: Actor, navigator: Actor
) -> None:
    with pytest.raises(InteractionError, match="не так"):
        dispute_fact(entered, objection=" ", by=hr, at=LATER)
    dispute_fact(entered, objection="Было в ноябре", by=hr, at=LATER)
    dispute_fact(entered, objection="Было в ноябре", by=hr, at=LATER)

    assert fresh(entered).confirmation == Confirmation.DISPUTED
    assert Notification.objects.filter(recipient=navigator.user).count() == 1
    assert acts() == ["interaction.enter", "interaction.dispute"]


def test_a_change_needs_a_reason_and_asks_the_other_side_anew(
    entered: Interaction, hr: Actor, navigator: Actor, district: District
) -> None:
    confirm_fact(entered, by=hr, at=LATER)
    changed = make_entered(district.enterprise, people=40)

    with pytest.raises(InteractionError, match="что исправлено"):
        change_fact(entered, changed, why="", by=navigator, at=LATER)
    change_fact(entered, changed, why="Пересчитали по списку", by=navigator, at=LATER)

    assert (fresh(entered).people, fresh(entered).confirmation) == (40, Confirmation.ASKED)
    assert Entry.objects.get(action="interaction.change").changes == {"people": [None, 40]}


def test_saving_without_a_change_is_no_act(
    entered: Interaction, navigator: Actor, district: District
) -> None:
    change_fact(entered, make_entered(district.enterprise), why="", by=navigator, at=LATER)

    assert acts() == ["interaction.enter"]


def test_another_partner_is_a_change_too(entered: Interaction, navigator: Actor, district: District) -> None:
    change_fact(entered, make_entered(district.college), why="Не тот завод", by=navigator, at=LATER)

    names = [str(district.enterprise), str(district.college)]
    assert Entry.objects.get(action="interaction.change").changes == {"sides": names}


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"evidence": " "}, "evidence"),
        ({"ends_on": DAY - timedelta(days=1)}, "ends_on"),
        ({"people": 5, "pupils": 4, "teachers": 2}, "people"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    navigator: Actor, district: District, fields: dict[str, Any], where: str
) -> None:
    with pytest.raises(InteractionError) as said:
        enter(navigator, district.enterprise, **fields)

    assert said.value.field == where


def test_without_a_partner_nothing_is_entered(navigator: Actor, district: District) -> None:
    with pytest.raises(InteractionError, match="партнёра"):
        enter(navigator, district.school)


def test_a_partner_outside_of_the_network_is_not_asked(navigator: Actor) -> None:
    row = enter(navigator, outsiders=("Музей связи",))

    assert row.confirmation == Confirmation.NOT_ASKED
    assert [str(side) for side in row.sides.all()] == ["Музей связи"]


def test_a_file_is_evidence_enough(navigator: Actor, district: District) -> None:
    upload = File(BytesIO("Протокол встречи".encode()), name="протокол.txt")

    row = enter_fact(
        make_entered(district.enterprise, evidence=""),
        key="file",
        by=navigator,
        at=NOON,
        received=receive(upload),
    )

    assert row.file
    assert row.file.name == "протокол.txt"


def test_a_fact_is_withdrawn_with_a_reason_and_stays(entered: Interaction, navigator: Actor) -> None:
    with pytest.raises(InteractionError, match="почему"):
        withdraw_fact(entered, why=" ", by=navigator, at=LATER)
    withdraw_fact(entered, why="Внесли дважды", by=navigator, at=LATER)

    assert (fresh(entered).state, fresh(entered).withdrawn_why) == ("withdrawn", "Внесли дважды")
    with pytest.raises(Refused, match="отозван"):
        withdraw_fact(entered, why="Ещё раз", by=navigator, at=LATER)


def test_only_the_coordinator_of_the_district_withdraws_anothers_fact(
    entered: Interaction, district: District
) -> None:
    neighbour = make_actor(Role.NAVIGATOR, district.neighbour_school)
    coordinator = make_actor(Role.COORDINATOR, district.authority)

    with pytest.raises(Refused):
        withdraw_fact(entered, why="Не верю", by=neighbour, at=LATER)
    withdraw_fact(entered, why="Внесли дважды", by=coordinator, at=LATER)

    assert not fresh(entered).is_kept


def test_a_silent_partner_gets_one_letter_a_month(navigator: Actor, hr: Actor, district: District) -> None:
    district.enterprise.email = "zavod@example.ru"
    district.enterprise.save()

    for _press in range(2):
        remind_partner(district.school, district.enterprise, last=DAY, by=navigator, at=NOON)

    letter = Letter.objects.get(to="zavod@example.ru")
    assert "05.10.2026" in letter.body
    assert Notification.objects.filter(recipient=hr.user).count() == 1


def test_a_partner_that_cannot_be_written_to_is_said_to_be_so(navigator: Actor, district: District) -> None:
    with pytest.raises(InteractionError, match="позвоните"):
        remind_partner(district.school, district.college, last=None, by=navigator, at=NOON)
