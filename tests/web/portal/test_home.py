"""The home page of each role."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.accounts import make_account
from tests.factories.organisations import (
    make_actor,
    make_invitation,
    make_join_request,
    make_organisation,
    make_seat,
)
from tests.rights.world import actor_of
from tests.support.district import District

from zveno.base.ui.frames import Frame, MenuEntry
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Role
from zveno.network.organisations.services import confirm_details

MOST_QUERIES = 14
A_YEAR_AGO = datetime(2025, 9, 1, tzinfo=UTC)


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


def titles(entries: list[MenuEntry]) -> list[str]:
    return [str(entry.title) for entry in entries]


def frame_of(actor: Actor, path: str = "/") -> Frame:
    frame: Frame = client_of(actor).get(path).context["frame"]
    return frame


def test_the_numbering_of_documents_is_found_by_who_sets_it_and_their_check_by_everybody(
    district: District,
) -> None:
    administrator, director = (frame_of(actor_of(r, district)) for r in (Role.ADMINISTRATOR, Role.DIRECTOR))

    found = [
        any(child.url == "/documents/numbering/" for entry in frame.menu for child in entry.children)
        for frame in (administrator, director)
    ]

    assert found == [True, False]
    assert 'href="/d/"' in Client().get("/").content.decode().partition("<footer")[2]


@pytest.mark.parametrize("role", Role)
def test_home_of_each_role_offers_something_and_asks_little(role: Role, district: District) -> None:
    actor = actor_of(role, district)
    client = client_of(actor)
    client.get("/")

    with CaptureQueriesContext(connection) as asked:
        response = client.get("/")

    home = response.context["home"]
    assert response.context["steps"] or home.waits
    assert len(asked) <= MOST_QUERIES


@pytest.mark.parametrize("amount", [1, 3])
def test_home_asks_as_often_for_one_request_as_for_three(amount: int, district: District) -> None:
    for _number in range(amount):
        make_join_request(territory=district.ours)
        make_organisation(territory=district.ours)
    client = client_of(make_actor(Role.COORDINATOR, district.authority))

    with CaptureQueriesContext(connection) as asked:
        home = client.get("/").context["home"]

    assert len([task for task in home.waits if "Заявка" in str(task.title)]) == amount
    assert len(asked) == MOST_QUERIES


def test_request_waits_for_the_coordinator_of_its_district_only(district: District) -> None:
    make_join_request(territory=district.foreign, short_name="ООО «Чужое»")
    make_join_request(territory=district.ours, short_name="ООО «Своё»")
    coordinator = make_actor(Role.COORDINATOR, district.authority)

    home = client_of(coordinator).get("/").context["home"]

    assert [str(task.title) for task in home.waits if "Заявка" in str(task.title)] == [
        "Заявка на вступление: ООО «Своё»"
    ]


def test_details_confirmed_a_year_ago_are_late_for_who_runs_the_organisation(district: District) -> None:
    director = make_actor(Role.DIRECTOR, district.school)
    teacher = make_actor(Role.CLASS_TEACHER, district.school)
    confirm_details(district.school, by=director, at=A_YEAR_AGO)

    late = {
        actor.role: [str(task.title) for task in client_of(actor).get("/").context["home"].late]
        for actor in (director, teacher)
    }

    assert late == {"director": ["Проверить сведения организации"], "class_teacher": []}


def test_person_without_a_seat_is_told_what_to_do(db: None) -> None:
    person = make_account()
    client = Client()
    client.force_login(person)

    page = client.get("/").content.decode()

    assert "места в организации у вас пока нет" in page
    assert person.email in page


def test_invitation_waits_on_the_home_of_somebody_without_a_seat(district: District) -> None:
    person = make_account(email="nova@example.ru")
    make_invitation(district.school, email="nova@example.ru")
    client = Client()
    client.force_login(person)

    home = client.get("/").context["home"]

    assert [str(task.title) for task in home.waits] == [f"Приглашение: {district.school}"]


def test_menu_shows_the_work_of_the_role(district: District) -> None:
    menus = {
        role: titles(list(frame_of(actor_of(role, district)).menu))
        for role in (Role.PUPIL, Role.HR, Role.ADMINISTRATOR)
    }

    learner = ["Мои дети и согласия", "Моя карточка", "Где учиться", "Предприятия"]
    assert menus[Role.PUPIL] == ["Сегодня", "Профориентация", *learner]
    assert menus[Role.HR] == ["Сегодня", "Сеть", "Профориентация", "Программы", "Управление"]
    assert menus[Role.ADMINISTRATOR] == [
        "Сегодня", "Сеть", "Учащиеся", "Профориентация", "Программы", "Управление",
    ]  # fmt: skip


def test_the_coordinator_finds_in_the_menu_what_he_sets_up(district: District) -> None:
    menu = frame_of(actor_of(Role.COORDINATOR, district)).menu
    others = frame_of(actor_of(Role.HR, district)).menu

    lines = {str(child.title): child.url for entry in menu for child in entry.children}
    assert (lines["Пороги"], lines["Кто отвечает"]) == ("/monitoring/thresholds/", "/questions/centre/")
    shown_to_others = {str(child.title) for entry in others for child in entry.children}
    assert not {"Пороги", "Кто отвечает"} & shown_to_others


@pytest.mark.parametrize("role", Role)
def test_every_entry_of_the_menu_opens_for_whom_it_is_shown(role: Role, district: District) -> None:
    actor = actor_of(role, district)
    frame = frame_of(actor)
    client = client_of(actor)
    urls = [child.url for entry in frame.menu for child in (entry, *entry.children)]
    person = frame.person
    assert person

    closed = {
        url: status
        for url in [*urls, *(entry.url for entry in (*person.menu, *frame.foot))]
        if (status := client.get(url).status_code) != 200
    }

    assert {url: status for url, status in closed.items() if not url.startswith("/account/")} == {}


def test_doors_of_a_role_open_too(district: District) -> None:
    closed = {}
    for role in Role:
        actor = actor_of(role, district)
        client = client_of(actor)
        for door in client.get("/").context["steps"]:
            status = client.get(door.url).status_code
            if status != 200:
                closed[role, door.url] = status

    assert closed == {}


def test_page_within_a_section_marks_the_section_and_its_line(district: District) -> None:
    actor = make_actor(Role.DIRECTOR, district.school)

    frame = frame_of(actor, f"/organisations/{district.school.pk}/people/")

    section = next(entry for entry in frame.menu if entry.current)
    assert (section.title, [str(line.title) for line in section.children if line.current]) == (
        "Сеть",
        ["Люди и приглашения"],
    )


def test_seats_of_the_person_stand_in_the_frame(district: District) -> None:
    actor = make_actor(Role.MASTER, district.college)
    make_seat(Role.MENTOR, district.enterprise, user=actor.user)

    frame = frame_of(actor)

    assert len(frame.seats) == 2
    assert frame.seat
    assert [seat.organisation for seat in frame.seats if seat.current] == [frame.seat.organisation]


def test_language_of_the_person_is_spoken(district: District) -> None:
    actor = make_actor(Role.HEAD, district.authority)
    client = client_of(actor)

    page = client.get("/", headers={"accept-language": "en"}).content.decode()

    assert "Сегодня" in page
