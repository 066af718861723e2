"""What can be done with events."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.factories.events import NOON, make_details, make_event
from tests.factories.organisations import make_actor
from tests.support.district import District

from zveno.base.audit.models import Entry
from zveno.base.core.verdict import Refused
from zveno.base.notifications.models import Notification
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Role
from zveno.processes.events import services
from zveno.processes.events.models import Event, Subscription
from zveno.processes.events.states import EventState

WEEK_BEFORE = NOON - timedelta(days=7)
EVENING = NOON + timedelta(hours=8)


@pytest.fixture
def navigator(district: District) -> Actor:
    return make_actor(Role.NAVIGATOR, district.school)


@pytest.fixture
def draft(navigator: Actor) -> Event:
    return services.draft_event(make_details(), by=navigator, at=WEEK_BEFORE)


def acts() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("action", flat=True))


def test_a_draft_is_published_held_and_recounted_and_the_journal_knows_each_act(
    draft: Event, navigator: Actor
) -> None:
    services.publish_event(draft, by=navigator, at=WEEK_BEFORE)
    services.hold_event(draft, came=18, by=navigator, at=EVENING)
    services.recount_event(draft, came=19, by=navigator, at=EVENING)

    draft.refresh_from_db()
    assert (draft.state, draft.came, draft.published_by) == (
        EventState.HELD,
        19,
        navigator.user.get_full_name(),
    )
    assert acts() == ["event.draft", "event.publish", "event.hold", "event.recount"]


def test_moving_a_published_event_keeps_what_its_readers_had_been_told(
    draft: Event, navigator: Actor
) -> None:
    services.publish_event(draft, by=navigator, at=WEEK_BEFORE)

    later = make_details(starts_at=NOON + timedelta(days=1))
    services.change_event(draft, later, by=navigator, at=WEEK_BEFORE, why="Ремонт цеха")

    draft.refresh_from_db()
    move = draft.reschedulings.get()
    assert draft.starts_at == NOON + timedelta(days=1)
    assert (move.was_starts_at, move.was_place, move.why) == (NOON, "Завод, проходная", "Ремонт цеха")
    assert draft.revision == 2


def test_moving_a_draft_concerns_nobody(draft: Event, navigator: Actor) -> None:
    services.change_event(draft, make_details(place="Цех № 2"), by=navigator, at=WEEK_BEFORE)

    assert list(draft.reschedulings.all()) == []
    assert acts() == ["event.draft", "event.change"]


def test_saving_without_a_change_is_no_act(draft: Event, navigator: Actor) -> None:
    services.change_event(draft, make_details(), by=navigator, at=WEEK_BEFORE)

    assert acts() == ["event.draft"]


def test_an_event_is_cancelled_only_with_a_reason(draft: Event, navigator: Actor) -> None:
    services.publish_event(draft, by=navigator, at=WEEK_BEFORE)

    with pytest.raises(services.EventError, match="почему"):
        services.cancel_event(draft, why=" ", by=navigator, at=WEEK_BEFORE)
    services.cancel_event(draft, why="Карантин", by=navigator, at=WEEK_BEFORE)

    draft.refresh_from_db()
    assert (draft.state, draft.cancel_reason) == (EventState.CANCELLED, "Карантин")


def test_nobody_can_have_come_before_it_began(draft: Event, navigator: Actor) -> None:
    services.publish_event(draft, by=navigator, at=WEEK_BEFORE)

    with pytest.raises(Refused, match="ещё не началось"):
        services.hold_event(draft, came=1, by=navigator, at=NOON - timedelta(minutes=1))


def test_what_is_over_is_not_announced_but_counted(draft: Event, navigator: Actor) -> None:
    with pytest.raises(Refused, match="уже прошло"):
        services.publish_event(draft, by=navigator, at=EVENING)
    services.hold_event(draft, came=18, by=navigator, at=EVENING)

    draft.refresh_from_db()
    assert (draft.state, draft.came, draft.published_at) == (EventState.HELD, 18, EVENING)
    assert acts() == ["event.draft", "event.hold"]


def test_a_draft_of_what_is_not_over_is_published_first(draft: Event, navigator: Actor) -> None:
    going_on = NOON + timedelta(minutes=30)

    with pytest.raises(Refused, match="сначала опубликуйте"):
        services.hold_event(draft, came=18, by=navigator, at=going_on)
    services.publish_event(draft, by=navigator, at=going_on)
    services.hold_event(draft, came=18, by=navigator, at=going_on)

    draft.refresh_from_db()
    assert (draft.state, draft.published_at) == (EventState.HELD, going_on)


@pytest.mark.parametrize("state", [EventState.HELD, EventState.CANCELLED])
def test_what_is_over_is_neither_changed_nor_published_nor_cancelled_again(
    state: EventState, district: District, navigator: Actor
) -> None:
    event = make_event(district.school, state=state)

    for act in (
        lambda: services.change_event(event, make_details(title="Другое"), by=navigator, at=EVENING),
        lambda: services.publish_event(event, by=navigator, at=EVENING),
        lambda: services.cancel_event(event, why="Поздно", by=navigator, at=EVENING),
        lambda: services.hold_event(event, came=3, by=navigator, at=EVENING),
        lambda: services.drop_event(event, by=navigator, at=EVENING),
    ):
        with pytest.raises(Refused):
            act()


def test_a_draft_can_vanish_and_the_journal_remembers_it(draft: Event, navigator: Actor) -> None:
    services.drop_event(draft, by=navigator, at=WEEK_BEFORE)

    assert not Event.objects.exists()
    assert Entry.objects.get(action="event.drop").thing_name == "Экскурсия в цех"


def test_the_coordinator_may_cancel_but_not_rewrite_what_another_organises(
    district: District, draft: Event, navigator: Actor
) -> None:
    services.publish_event(draft, by=navigator, at=WEEK_BEFORE)
    coordinator = make_actor(Role.COORDINATOR, district.authority)

    with pytest.raises(Refused):
        services.change_event(draft, make_details(title="Моё"), by=coordinator, at=WEEK_BEFORE)
    services.cancel_event(draft, why="Накладка с ярмаркой", by=coordinator, at=WEEK_BEFORE)

    draft.refresh_from_db()
    assert draft.state == EventState.CANCELLED


def test_a_pupil_enters_nothing(district: District) -> None:
    pupil = make_actor(Role.PUPIL, district.school)

    with pytest.raises(Refused):
        services.draft_event(make_details(), by=pupil, at=WEEK_BEFORE)


def test_a_new_calendar_address_closes_the_one_before(navigator: Actor) -> None:
    first = services.subscribe(by=navigator, at=WEEK_BEFORE)
    second = services.subscribe(by=navigator, at=EVENING)

    assert first != second
    assert Subscription.objects.get().created_at == EVENING
    assert second not in str(Subscription.objects.values())


@pytest.mark.parametrize(
    "broken",
    [
        {"ends_at": NOON},
        {"for_pupils": False},
        {"grade_from": 9, "grade_to": 7},
        {"grade_from": 9},
        {"grade_from": 0, "grade_to": 3},
        {"for_pupils": False, "for_parents": True, "grade_from": 1, "grade_to": 2},
    ],
)
def test_the_database_refuses_an_impossible_announcement(broken: dict[str, object], navigator: Actor) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        services.draft_event(make_details(**broken), by=navigator, at=WEEK_BEFORE)


def test_those_concerned_are_told_once_of_a_move_and_of_a_cancellation_but_not_who_did_it(
    district: District, draft: Event, navigator: Actor
) -> None:
    colleague = make_actor(Role.DIRECTOR, district.school)
    services.publish_event(draft, by=navigator, at=WEEK_BEFORE)
    told_of_publishing = Notification.objects.count()

    services.change_event(draft, make_details(place="Цех № 2"), by=navigator, at=WEEK_BEFORE, why="Ремонт")
    services.change_event(draft, make_details(place="Цех № 2", capacity=20), by=navigator, at=WEEK_BEFORE)
    services.cancel_event(draft, why="Карантин", by=navigator, at=WEEK_BEFORE)

    told = [(row.recipient, row.kind, row.title) for row in Notification.objects.order_by("-kind")]
    assert told_of_publishing == 0
    assert told == [
        (colleague.user, "events.moved", "Перенесено: Экскурсия в цех"),
        (colleague.user, "events.cancelled", "Отменено: Экскурсия в цех"),
    ]
