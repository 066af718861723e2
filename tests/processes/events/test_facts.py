"""What is held becomes a fact of interaction, and the register rebuilt is the register kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.events import NOON, make_details, make_event, make_event_kind
from tests.factories.organisations import make_actor
from tests.support.district import District

from zveno.base.core.verdict import Refused
from zveno.network.interactions.models import Interaction
from zveno.network.interactions.queries import partners_of
from zveno.network.interactions.services import differences, rebuild
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Role
from zveno.network.organisations.services import merge, part
from zveno.processes.events import services
from zveno.processes.events.models import Event
from zveno.processes.events.states import EventState

EVENING = NOON + timedelta(hours=8)


@pytest.fixture
def navigator(district: District) -> Actor:
    return make_actor(Role.NAVIGATOR, district.school)


def held(navigator: Actor, *partners: Organisation, came: int = 18, kind: str = "excursion") -> Event:
    details = make_details(kind=make_event_kind(kind))
    event = services.draft_event(details, by=navigator, at=NOON - timedelta(days=7))
    return services.hold_event(event, came=came, partners=partners, by=navigator, at=EVENING)


def told() -> list[tuple[str, int | None, int | None, list[str]]]:
    return [
        (row.form.code, row.people, row.pupils, sorted(str(side) for side in row.sides.all()))
        for row in Interaction.objects.kept().order_by("pk")
    ]


def test_a_held_event_is_a_fact_with_its_partners_and_how_many_came(
    navigator: Actor, district: District
) -> None:
    held(navigator, district.enterprise, district.college)

    both = sorted([str(district.enterprise), str(district.college)])
    assert told() == [("excursion", 18, 18, both)]


def test_a_kind_that_the_installation_added_is_a_joint_event(navigator: Actor, district: District) -> None:
    held(navigator, district.enterprise, kind="night-of-museums")

    assert [form for form, *_rest in told()] == ["joint-event"]


def test_without_a_partner_nothing_is_recorded_until_one_is_named(
    navigator: Actor, district: District
) -> None:
    event = held(navigator)
    alone = told()

    services.name_partners(event, [district.enterprise], by=navigator, at=EVENING)

    assert alone == []
    assert told() == [("excursion", 18, 18, [str(district.enterprise)])]


def test_a_recount_and_a_wrong_partner_are_corrected_in_the_register(
    navigator: Actor, district: District
) -> None:
    event = held(navigator, district.enterprise)

    services.recount_event(event, came=11, partners=[district.college], by=navigator, at=EVENING)

    assert told() == [("excursion", 11, 11, [str(district.college)])]


def test_partners_of_a_cancelled_event_are_not_named(navigator: Actor, district: District) -> None:
    event = make_event(district.school, state=EventState.CANCELLED)

    with pytest.raises(Refused, match="отменено"):
        services.name_partners(event, [district.enterprise], by=navigator, at=NOON)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["hold", "publish", "recount", "partners", "cancel"]),
        st.integers(0, 2),
        st.integers(0, 40),
        st.sets(st.integers(0, 3), max_size=3),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_whatever_is_done_the_register_rebuilt_is_the_register_kept(
    navigator: Actor, district: District, acts: list[tuple[str, int, int, set[int]]]
) -> None:
    Event.objects.all().delete()
    Interaction.objects.all().delete()
    network = [district.enterprise, district.college, district.employment, district.school]
    events = [
        services.draft_event(make_details(), by=navigator, at=NOON - timedelta(days=7)) for _each in range(3)
    ]

    for act, place, came, chosen in acts:
        event, partners = events[place], [network[number] for number in sorted(chosen)]
        try:
            do(act, event, came, partners, navigator)
        except Refused:
            continue  # not now: what was refused changed nothing

    assert [bool(difference) for difference in differences("events")] == [False]


def do(act: str, event: Event, came: int, partners: list[Organisation], by: Actor) -> None:
    match act:
        case "hold":
            services.hold_event(event, came=came, partners=partners, by=by, at=EVENING)
        case "publish":
            services.publish_event(event, by=by, at=NOON - timedelta(days=6))
        case "recount":
            services.recount_event(event, came=came, by=by, at=EVENING)
        case "partners":
            services.name_partners(event, partners, by=by, at=EVENING)
        case "cancel":
            services.cancel_event(event, why="Карантин", by=by, at=NOON)


def test_the_rebuild_puts_right_what_was_lost_changed_and_made_up(
    navigator: Actor, district: District
) -> None:
    lost = held(navigator, district.enterprise, came=1)
    changed = held(navigator, district.enterprise, came=2)
    made_up = held(navigator, district.enterprise, came=3)
    Interaction.objects.filter(key=str(lost.pk)).delete()
    Interaction.objects.filter(key=str(changed.pk)).update(people=99)
    Interaction.objects.filter(key=str(made_up.pk)).update(key="0")

    (difference,) = rebuild(at=EVENING, code="events")

    assert {fact.key for fact in difference.missing} == {str(lost.pk), str(made_up.pk)}
    assert {fact.key for fact in difference.changed} == {str(changed.pk)}
    assert difference.superfluous == ["0"]
    assert sorted(people for _form, people, *_rest in told() if people is not None) == [1, 2, 3]
    assert [bool(after) for after in differences("events")] == [False]


def test_two_records_that_become_one_organisation_are_no_partners_until_they_are_parted(
    navigator: Actor, district: District
) -> None:
    held(navigator, district.neighbour_school, district.enterprise)
    held(navigator, district.neighbour_school)
    coordinator = make_actor(Role.COORDINATOR, district.authority)
    school, twin = district.school, district.neighbour_school

    done = merge(twin, into=school, why="Записана дважды", by=coordinator, at=EVENING)
    together = ([str(line.name) for line in partners_of(school, on=EVENING.date())], differences("events"))
    part(done, by=coordinator, at=EVENING)

    assert together[0] == [str(district.enterprise)]
    assert [bool(difference) for difference in together[1]] == [False]
    assert {line.name for line in partners_of(school, on=EVENING.date())} == {
        str(twin),
        str(district.enterprise),
    }
    assert [bool(difference) for difference in differences("events")] == [False]
