"""Pages of the calendar, as people and their programs meet them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar
from tests.factories.events import NOON, make_event, make_event_kind
from tests.factories.organisations import make_actor
from tests.support.district import District

from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Role
from zveno.processes.events import services
from zveno.processes.events.models import Event
from zveno.processes.events.states import EventState

pytestmark = pytest.mark.django_db


@pytest.fixture
def navigator(district: District) -> Actor:
    return make_actor(Role.NAVIGATOR, district.school)


@pytest.fixture
def at_work(client: Client, navigator: Actor) -> Client:
    client.force_login(navigator.user)
    return client


# The pages look at the real clock: this day is always ahead.
AHEAD = timezone.localdate() + timedelta(days=10)


def typed(**changes: object) -> dict[str, object]:
    return {
        "kind": make_event_kind().pk,
        "title": "Экскурсия в цех",
        "starts_at": f"{AHEAD}T10:00",
        "ends_at": f"{AHEAD}T12:00",
        "place": "Завод",
        "for_pupils": "on",
        "grade_from": "8",
        "grade_to": "9",
        "is_open": "on",
        **changes,
    }


def test_an_event_is_entered_published_and_counted_by_its_organiser(at_work: Client) -> None:
    entered = at_work.post("/events/new/", typed())
    event = Event.objects.get()
    page = at_work.get(entered["Location"]).content.decode()
    at_work.post(f"/events/{event.pk}/publish/")
    begun = timezone.now() - timedelta(hours=2)
    Event.objects.update(starts_at=begun, ends_at=begun + timedelta(hours=1))
    at_work.post(f"/events/{event.pk}/hold/", {"came": "17"})

    event.refresh_from_db()
    assert entered["Location"] == f"/events/{event.pk}/"
    assert "8–9 классы" in page
    assert (event.state, event.came) == (EventState.HELD, 17)
    assert timezone.localtime(event.created_at).date() == timezone.localdate()


def test_a_clash_is_shown_with_its_ground_and_a_person_decides(at_work: Client, district: District) -> None:
    at_work.post("/events/new/", typed(title="Первое"))

    warned = at_work.post("/events/new/", typed(title="Второе", starts_at=f"{AHEAD}T11:00"))
    count_before = Event.objects.count()
    at_work.post("/events/new/", typed(title="Второе", starts_at=f"{AHEAD}T11:00", anyway="1"))

    page = warned.content.decode()
    assert "Первое" in page
    assert "то же место и время" in page
    assert (count_before, Event.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ends_at": f"{AHEAD}T09:00"}, "Окончание должно быть позже начала."),
        ({"for_pupils": "", "grade_from": "", "grade_to": ""}, "Отметьте, для кого мероприятие."),
        ({"grade_from": "10"}, "Классы – от 1 до 11"),
        ({"grade_from": "0"}, "Убедитесь, что это значение больше либо равно 1."),
        ({"capacity": "100001"}, "Убедитесь, что это значение меньше либо равно 100000."),
    ],
)
def test_a_mistake_is_answered_by_a_sentence(
    at_work: Client, changes: dict[str, object], sentence: str
) -> None:
    page = at_work.post("/events/new/", typed(**changes)).content.decode()

    assert sentence in page
    assert not Event.objects.exists()


def test_an_event_of_yesterday_is_entered_and_counted_without_an_announcement(at_work: Client) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    dates = {"starts_at": f"{yesterday}T10:00", "ends_at": f"{yesterday}T12:00"}

    entered = at_work.post("/events/new/", typed(**dates), follow=True).content.decode()
    event = Event.objects.get()
    refused = at_work.post(f"/events/{event.pk}/publish/")
    at_work.post(f"/events/{event.pk}/hold/", {"came": "17"})

    event.refresh_from_db()
    assert f'action="/events/{event.pk}/publish/"' not in entered
    assert f'href="/events/{event.pk}/hold/"' in entered
    assert "приглашать на него поздно" in entered
    assert (refused.status_code, "приглашать на него поздно" in refused.content.decode()) == (403, True)
    assert (event.state, event.came) == (EventState.HELD, 17)


def test_the_form_stands_in_groups_and_asks_why_only_of_what_is_published(
    at_work: Client, district: District
) -> None:
    event = make_event(district.school)

    new = at_work.get("/events/new/").content.decode()
    change = at_work.get(f"/events/{event.pk}/change/").content.decode()

    groups = ["Что проводится", "Когда и где", "Для кого", "Места и показ"]
    assert re.findall(r'class="group"><legend>([^<]+)', new) == groups
    assert re.findall(r'class="group"><legend>([^<]+)', change) == [*groups, "Почему меняется"]
    assert {*re.findall(r'name="(\w+)"', new)} >= set(typed()) | {"capacity", "description", "ends_at"}
    assert 'name="grade_from" min="1" max="11"' in new


def test_an_event_can_be_changed_moved_and_cancelled(at_work: Client, district: District) -> None:
    event = make_event(district.school)

    at_work.post(f"/events/{event.pk}/change/", typed(place="Цех № 2", why="Ремонт"))
    moved = at_work.get(f"/events/{event.pk}/").content.decode()
    at_work.post(f"/events/{event.pk}/cancel/", {"why": "Карантин"})
    cancelled = at_work.get(f"/calendar/{event.pk}/").content.decode()

    assert "Ремонт" in moved
    assert "Завод, проходная" in moved
    assert "Карантин" in cancelled


def test_a_draft_is_dropped_after_a_question(at_work: Client, district: District) -> None:
    event = make_event(district.school, state=EventState.DRAFT)

    question = at_work.get(f"/events/{event.pk}/drop/").content.decode()
    at_work.post(f"/events/{event.pk}/drop/")

    assert "Удалить черновик?" in question
    assert not Event.objects.exists()


def test_a_stranger_learns_nothing_and_a_colleague_without_the_right_reads_why(
    client: Client, district: District
) -> None:
    draft = make_event(district.school, state=EventState.DRAFT)
    event = make_event(district.school)
    client.force_login(make_actor(Role.NAVIGATOR, district.neighbour_school).user)

    assert client.get(f"/events/{draft.pk}/").status_code == 404
    assert client.get(f"/events/{event.pk}/").status_code == 200
    refused = client.get(f"/events/{event.pk}/change/")
    assert refused.status_code == 403
    assert str(district.school) in refused.content.decode()
    assert client.post(f"/events/{event.pk}/publish/").status_code == 403


def test_the_list_asks_as_often_for_three_events_as_for_one(at_work: Client, district: District) -> None:
    soon = timezone.now() + timedelta(days=1)
    make_event(district.school, starts_at=soon)
    counted(at_work, "/events/")  # fills what is remembered for the next pages

    one = counted(at_work, "/events/")
    make_event(district.school, starts_at=soon + timedelta(days=1))
    make_event(district.college, starts_at=soon + timedelta(days=2))
    counted(at_work, "/events/")  # another organiser to choose: the filters are drawn anew

    assert counted(at_work, "/events/") == one


def counted(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def test_the_month_narrows_by_the_address_and_keeps_it_when_turned(
    at_work: Client, district: District
) -> None:
    make_event(district.school, title="Для школьников")
    make_event(district.school, title="Для студентов", for_pupils=False, for_students=True)

    page = at_work.get("/events/month/?month=2026-11&audience=students").content.decode()

    assert "Для студентов" in page
    assert "Для школьников" not in page
    assert "?audience=students&amp;month=2026-12" in page


def test_nonsense_in_the_address_shows_the_present_month(at_work: Client) -> None:
    for month in ("2026-13", "x", "9999999-01", ""):
        assert at_work.get("/events/month/", {"month": month}).status_code == 200


def test_a_visitor_sees_open_events_and_no_names_of_people(client: Client, district: District) -> None:
    shown = make_event(district.school, title="Открытое")
    hidden = make_event(district.school, title="Сетевое", is_open=False)

    page = client.get("/calendar/?month=2026-11").content.decode()
    event = client.get(f"/calendar/{shown.pk}/").content.decode()

    assert "Открытое" in page
    assert "Сетевое" not in page
    assert "Тестова" not in event
    assert client.get(f"/calendar/{hidden.pk}/").status_code == 404


def test_a_visitor_may_choose_one_of_several_districts(client: Client, district: District) -> None:
    make_event(district.school, title="Наше")
    make_event(district.foreign_school, title="Соседское")

    page = client.get(f"/calendar/?month=2026-11&district={district.foreign.pk}").content.decode()

    assert "Соседское" in page
    assert "Наше" not in page


def test_the_public_feed_says_to_programs_what_moved_and_what_was_cancelled(
    client: Client, district: District
) -> None:
    near = timezone.now().replace(microsecond=0) + timedelta(days=3)
    moved = make_event(district.school, title="Экскурсия; «цех»", starts_at=near, revision=4)
    cancelled = make_event(
        district.school, title="Ярмарка", starts_at=near + timedelta(1), state=EventState.CANCELLED
    )
    make_event(district.school, starts_at=near, is_open=False)
    make_event(district.school, starts_at=near, state=EventState.DRAFT)

    answer = client.get("/calendar.ics")

    entries: list[Any] = list(Calendar.from_ical(answer.content).walk("VEVENT"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert [
        (str(entry["summary"]), str(entry["status"]), entry["sequence"], entry["dtstart"].dt)
        for entry in entries
    ] == [
        ("Экскурсия; «цех»", "CONFIRMED", 4, moved.starts_at),
        ("Ярмарка", "CANCELLED", 0, cancelled.starts_at),
    ]


def test_a_personal_address_gives_the_seats_calendar_until_the_seat_ends(
    at_work: Client, navigator: Actor, district: District
) -> None:
    near = timezone.now() + timedelta(days=3)
    make_event(district.enterprise, title="Сетевое", starts_at=near, is_open=False)
    make_event(district.school, title="Черновик", starts_at=near, state=EventState.DRAFT)
    page = at_work.post("/events/subscription/", {"act": "new"}).content.decode()
    address = page.partition("/calendar/mine/")[2].partition(".ics")[0]
    telephone = Client()

    shown = telephone.get(f"/calendar/mine/{address}.ics").content.decode()
    assert navigator.membership is not None
    navigator.membership.until = timezone.localdate() - timedelta(days=1)
    navigator.membership.save()

    assert "Сетевое" in shown
    assert "Черновик" not in shown
    assert telephone.get(f"/calendar/mine/{address}.ics").status_code == 404
    assert telephone.get("/calendar/mine/x.ics").status_code == 404


def test_a_revoked_address_opens_nothing(at_work: Client, navigator: Actor) -> None:
    secret = services.subscribe(by=navigator, at=NOON)
    opened = at_work.get(f"/calendar/mine/{secret}.ics").status_code
    at_work.post("/events/subscription/", {"act": "stop"})

    assert (opened, at_work.get(f"/calendar/mine/{secret}.ics").status_code) == (200, 404)


def test_a_new_announcement_can_begin_as_a_copy(at_work: Client, district: District) -> None:
    source = make_event(district.school, title="Экскурсия в депо")

    page = at_work.get(f"/events/new/?copy={source.pk}").content.decode()

    assert "Экскурсия в депо" in page
    assert "2026-11-20" not in page


def test_the_list_opens_with_what_is_ahead_and_finds_what_is_past(
    at_work: Client, district: District
) -> None:
    now = timezone.now()
    make_event(district.school, title="Впереди", starts_at=now + timedelta(days=2))
    make_event(district.school, title="Скоро", starts_at=now + timedelta(days=1))
    make_event(district.school, title="Давно", starts_at=now - timedelta(days=9))

    ahead = at_work.get("/events/").content.decode()
    past = at_work.get("/events/?when=past").content.decode()
    everything = at_work.get("/events/?when=all").content.decode()
    chosen = at_work.get(
        "/events/", {"period_after": str((now - timedelta(days=10)).date())}
    ).content.decode()

    assert ahead.index("Скоро") < ahead.index("Впереди")
    assert "Давно" not in ahead
    assert "Давно" in past
    assert "Скоро" not in past
    assert all(title in page for page in (everything, chosen) for title in ("Впереди", "Скоро", "Давно"))
