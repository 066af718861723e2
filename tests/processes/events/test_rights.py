"""Who sees and does what with an event: owner, colleague, neighbour, stranger, visitor."""

from __future__ import annotations

import pytest
from tests.factories.events import make_event
from tests.factories.organisations import make_actor
from tests.support.district import District

from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import ROLES, Family, Role
from zveno.processes.events import policies
from zveno.processes.events.models import Event
from zveno.processes.events.states import EventState


@pytest.fixture
def calendar(district: District) -> list[Event]:
    return [
        make_event(organiser, state=state, is_open=is_open)
        for organiser in (district.school, district.enterprise, district.authority, district.foreign_school)
        for state in EventState
        for is_open in (True, False)
    ]


def everybody(district: District) -> list[Actor]:
    places = {
        Family.SCHOOL: district.school,
        Family.COLLEGE: district.college,
        Family.ENTERPRISE: district.enterprise,
        Family.AUTHORITY: district.authority,
        Family.ADDITIONAL: district.centre,
        Family.EMPLOYMENT: district.employment,
    }
    return [
        make_actor(role, places[family])
        for role, spec in ROLES.items()
        for family in spec.families
        if family in places
    ]


def test_what_one_may_list_is_what_one_may_see(district: District, calendar: list[Event]) -> None:
    for actor in everybody(district):
        listed = set(Event.objects.visible_to(actor).values_list("pk", flat=True))
        allowed = {event.pk for event in calendar if policies.can_view(actor, event)}

        assert listed == allowed, str(actor)


def test_a_visitor_lists_what_a_visitor_may_see(calendar: list[Event]) -> None:
    listed = set(Event.objects.open_to_all().values_list("pk", flat=True))

    assert listed == {event.pk for event in calendar if policies.can_view(None, event)}
    assert len(listed) == 4 * 3


def test_a_draft_is_seen_by_colleagues_and_the_coordinator_only(district: District) -> None:
    draft = make_event(district.school, state=EventState.DRAFT)

    seen_by = {
        (actor.role, actor.organisation) for actor in everybody(district) if policies.can_view(actor, draft)
    }

    assert seen_by == {
        (Role.DIRECTOR, district.school),
        (Role.DEPUTY, district.school),
        (Role.NAVIGATOR, district.school),
        (Role.COUNSELLOR, district.school),
        (Role.COORDINATOR, district.authority),
        *((Role.ADMINISTRATOR, place) for place in (district.authority, district.centre, district.college)),
    }


def test_a_network_event_stays_in_its_district(district: District) -> None:
    event = make_event(district.school, is_open=False)

    assert policies.can_view(make_actor(Role.HR, district.enterprise), event)
    assert not policies.can_view(make_actor(Role.HR, district.foreign_enterprise), event)
    assert not policies.can_view(None, event)


def test_only_the_organisers_own_people_run_it_and_the_refusal_says_who_can(district: District) -> None:
    event = make_event(district.school)

    assert policies.can_change(make_actor(Role.NAVIGATOR, district.school), event)
    refused = policies.can_change(make_actor(Role.NAVIGATOR, district.neighbour_school), event)
    assert not refused
    assert str(district.school) in str(refused.who_can)
    assert not policies.can_change(make_actor(Role.CLASS_TEACHER, district.school), event)
    assert not policies.can_cancel(make_actor(Role.COORDINATOR, district.foreign_school), event)
