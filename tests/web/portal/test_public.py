"""The public site: for everybody, and of nobody in person."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.factories.organisations import make_actor, make_organisation
from tests.support.district import District

from zveno.network.organisations.roles import Family, Role

PRIVATE = ("Секретова Анна", "sekret@example.ru")


def open_organisation(district: District, family: Family, **fields: Any) -> None:
    make_organisation(
        family,
        territory=district.ours,
        contact_name=PRIVATE[0],
        email=PRIVATE[1],
        **fields,
    )


@pytest.mark.parametrize(
    ("path", "family"), [("/enterprises/", Family.ENTERPRISE), ("/study/", Family.COLLEGE)]
)
def test_lists_name_organisations_and_no_person(path: str, family: Family, district: District) -> None:
    open_organisation(district, family, short_name="Известное место", phone="+7 (000) 111-11-11")

    page = Client().get(path).content.decode()

    assert ("Известное место" in page, "+7 (000) 111-11-11" in page) == (True, True)
    assert [private for private in PRIVATE if private in page] == []


def test_those_who_left_are_not_shown(district: District) -> None:
    open_organisation(district, Family.ENTERPRISE, short_name="Ушедший завод", state="left")

    assert "Ушедший завод" not in Client().get("/enterprises/").content.decode()


@pytest.mark.parametrize("amount", [1, 3])
def test_public_list_asks_as_often_for_one_row_as_for_three(
    amount: int, district: District, django_assert_num_queries: Any
) -> None:
    for _number in range(amount):
        open_organisation(district, Family.HEALTH, short_name="Искомая больница")

    with django_assert_num_queries(4):
        response = Client().get("/enterprises/", {"q": "искомая"})

    assert response.context["page"].count == amount


def test_front_page_stands_on_an_empty_database(db: None) -> None:
    response = Client().get("/")

    assert response.status_code == 200
    assert "Открытых мероприятий пока не назначено" in response.content.decode()


def test_robots_keep_out_of_links_and_accounts() -> None:
    closed = Client().get("/robots.txt").content.decode().splitlines()

    assert {"Disallow: /l/", "Disallow: /account/"} <= set(closed)


def test_unknown_address_is_a_page_of_the_site(db: None) -> None:
    response = Client().get("/нет-такой-страницы/")

    assert response.status_code == 404
    assert "Звено" in response.content.decode()


def test_refusal_says_why_and_who_can(district: District) -> None:

    client = Client()
    client.force_login(make_actor(Role.HR, district.enterprise).user)

    response = client.get(f"/organisations/{district.school.pk}/edit/")

    page = response.content.decode()
    assert response.status_code == 403
    assert "Сведения меняет сама организация или координатор её района." in page
    assert "муниципальный координатор" in page


def test_form_without_its_token_is_a_page_too(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/organisations/join/", {})

    assert response.status_code == 403
    assert "Звено" in response.content.decode()
