"""What can be known about events."""

from __future__ import annotations

from datetime import date, timedelta

from tests.factories.events import NOON, make_event
from tests.factories.organisations import make_actor
from tests.support.district import District

from zveno.network.organisations.roles import Role
from zveno.processes.events import queries
from zveno.processes.events.models import Event
from zveno.processes.events.states import EventState

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_a_month_is_whole_weeks_from_monday_and_a_long_event_stands_in_each_of_its_days(
    district: District,
) -> None:
    camp = make_event(district.school, starts_at=NOON, ends_at=NOON + 2 * DAY)

    month = queries.month_of(Event.objects.all(), date(2026, 11, 1), today=date(2026, 11, 20))

    days = [day for week in month.weeks for day in week]
    assert (days[0].date, days[-1].date) == (date(2026, 10, 26), date(2026, 12, 6))
    assert [day.date.day for day in days if camp in day.events] == [20, 21, 22]
    assert [day.date for day in days if day.is_today] == [date(2026, 11, 20)]
    assert (month.previous, month.following) == (date(2026, 10, 1), date(2026, 12, 1))


def test_a_month_asks_the_database_once(district: District, django_assert_num_queries: object) -> None:
    for number in range(3):
        make_event(district.school, starts_at=NOON + number * DAY)

    with django_assert_num_queries(1):  # type: ignore[operator]
        month = queries.month_of(Event.objects.all(), date(2026, 11, 1), today=date(2026, 11, 20))
        assert not month.is_empty


def test_a_clash_is_the_same_time_with_the_same_place_or_organiser(district: District) -> None:
    actor = make_actor(Role.NAVIGATOR, district.school)
    same_place = make_event(district.college, place="Завод,  ПРОХОДНАЯ")
    own = make_event(district.school, place="Актовый зал", state=EventState.DRAFT)
    make_event(district.college, place="Спортзал")
    make_event(district.college, place="Завод, проходная", starts_at=NOON + 2 * HOUR)
    make_event(district.college, place="Завод, проходная", state=EventState.CANCELLED)
    make_event(district.foreign_school, place="Завод, проходная")

    found = queries.clashes(
        actor,
        district.school,
        starts_at=NOON + HOUR,
        ends_at=NOON + 2 * HOUR,
        place="завод, проходная",
        but=None,
    )

    assert {(clash.event, clash.ground) for clash in found} == {
        (same_place, "то же место и время"),
        (own, "тот же организатор и время"),
    }


def test_an_event_does_not_clash_with_itself(district: District) -> None:
    actor = make_actor(Role.NAVIGATOR, district.school)
    event = make_event(district.school)

    found = queries.clashes(
        actor, district.school, starts_at=NOON, ends_at=NOON + HOUR, place=event.place, but=event.pk
    )

    assert found == []


def test_today_asks_the_organiser_how_many_came_first_kindly_then_as_overdue(district: District) -> None:
    actor = make_actor(Role.NAVIGATOR, district.school)
    make_event(district.school, title="Вчера", starts_at=NOON - DAY)
    make_event(district.school, title="Давно", starts_at=NOON - 9 * DAY)
    make_event(district.school, title="Завтра, черновик", starts_at=NOON + DAY, state=EventState.DRAFT)
    make_event(district.school, title="Завтра", starts_at=NOON + DAY)
    make_event(district.school, title="Прошло", starts_at=NOON - DAY, state=EventState.HELD)
    make_event(district.school, title="Через месяц", starts_at=NOON + 30 * DAY)
    make_event(district.neighbour_school, title="Чужое", starts_at=NOON - DAY)

    items = queries.today(actor, at=NOON)

    assert [(item.when, item.title) for item in items] == [
        ("late", "Давно"),
        ("waits", "Вчера"),
        ("waits", "Завтра, черновик"),
        ("soon", "Завтра"),
    ]


def test_today_shows_a_pupil_what_is_for_pupils(district: District) -> None:
    pupil = make_actor(Role.PUPIL, district.school)
    make_event(district.enterprise, title="Для школьников", starts_at=NOON + DAY)
    make_event(
        district.enterprise, title="Для родителей", starts_at=NOON + DAY, for_pupils=False, for_parents=True
    )

    assert [item.title for item in queries.today(pupil, at=NOON)] == ["Для школьников"]


def test_today_asks_at_most_three_times(district: District, django_assert_max_num_queries: object) -> None:
    actor = make_actor(Role.NAVIGATOR, district.school)
    for number in range(5):
        make_event(district.school, starts_at=NOON + number * DAY)

    with django_assert_max_num_queries(3):  # type: ignore[operator]
        assert len(queries.today(actor, at=NOON + HOUR)) == 5


def test_search_finds_without_regard_to_case_and_yo_what_may_be_seen(district: District) -> None:
    actor = make_actor(Role.HR, district.enterprise)
    make_event(district.school, title="Ёлка профессий")
    make_event(district.school, title="Ёлка профессий (тайная)", state=EventState.DRAFT)

    assert [line.title for line in queries.found(actor, "ЕЛКА проф", limit=5)] == ["Ёлка профессий"]


def test_a_move_concerns_colleagues_the_coordinator_and_whoever_brings_pupils(district: District) -> None:
    event = make_event(district.enterprise, for_pupils=True)
    told = [
        make_actor(Role.HR, district.enterprise),
        make_actor(Role.COORDINATOR, district.authority),
        make_actor(Role.NAVIGATOR, district.school),
    ]
    for role, place in (
        (Role.NAVIGATOR, district.foreign_school),
        (Role.MENTOR, district.enterprise),
        (Role.PRACTICE_COORDINATOR, district.college),
        (Role.PUPIL, district.school),
    ):
        make_actor(role, place)

    assert set(queries.concerned_by(event)) == {actor.user for actor in told}


def test_somebody_who_left_the_seat_is_not_concerned(district: District) -> None:
    event = make_event(district.school)
    actor = make_actor(Role.DIRECTOR, district.school)
    assert actor.membership is not None
    actor.membership.until = NOON.date() - DAY
    actor.membership.save()

    assert queries.concerned_by(event) == []


def test_who_an_event_is_for_reads_as_people_write_it(district: District) -> None:
    kinds = (
        ({"grade_from": 7, "grade_to": 9}, "7–9 классы"),
        ({"grade_from": 9, "grade_to": 9, "for_parents": True}, "9 класс, родители"),
        ({"for_students": True, "for_teachers": True}, "школьники, студенты, педагоги и специалисты"),
    )

    assert [make_event(district.school, **fields).for_whom for fields, _words in kinds] == [
        words for _fields, words in kinds
    ]
