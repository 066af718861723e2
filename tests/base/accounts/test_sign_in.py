"""Who gets in, who does not, and what the journal says of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.factories.accounts import make_account

from zveno.base.accounts.models import User
from zveno.base.accounts.services import close_account, show_in_demo
from zveno.base.audit.models import Entry

pytestmark = pytest.mark.django_db
PASSWORD = "рельсы-и-сталь-7"


def sign_in(client: Client, email: str, password: str = PASSWORD, **headers: Any) -> Any:
    return client.post("/account/login/", {"login": email, "password": password}, **headers)


def signed_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def journal(*fields: str) -> list[tuple[object, ...]]:
    return list(Entry.objects.exclude(action="account.open").order_by("pk").values_list("action", *fields))


def test_a_person_signs_in_with_address_and_password(client: Client) -> None:
    person = make_account(email="anna@example.ru", password=PASSWORD)

    answer = sign_in(client, "Anna@Example.ru")

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert signed_in(client) == str(person.pk)
    assert journal("actor_id", "address") == [("account.sign_in", person.pk, "127.0.0.1")]


def test_a_failed_sign_in_is_written_without_the_password(client: Client) -> None:
    person = make_account(email="anna@example.ru", password=PASSWORD)

    answer = sign_in(client, "anna@example.ru", "угадываю-пароль")

    assert answer.status_code == 200
    assert signed_in(client) is None
    assert journal("actor_id", "thing_id", "changes") == [
        ("account.sign_in_fail", None, str(person.pk), {"email": "anna@example.ru"})
    ]
    assert "угадываю" not in str(list(Entry.objects.values()))


def test_an_unknown_address_is_answered_like_a_wrong_password(client: Client) -> None:
    make_account(email="anna@example.ru", password=PASSWORD)

    known = sign_in(client, "anna@example.ru", "угадываю-пароль").context["form"].non_field_errors()
    unknown = sign_in(client, "nobody@example.ru", "угадываю-пароль").context["form"].non_field_errors()

    assert list(known) == list(unknown) == ["Указанные вами адрес электронной почты и/или пароль неверны."]


def test_after_five_failures_even_the_right_password_waits_from_any_address(client: Client) -> None:
    make_account(email="anna@example.ru", password=PASSWORD)
    for number in range(5):
        sign_in(client, "anna@example.ru", "угадываю-пароль", REMOTE_ADDR=f"10.0.0.{number}")

    answer = sign_in(Client(), "anna@example.ru", REMOTE_ADDR="10.0.0.99")

    assert answer.status_code == 200
    assert len(answer.context["form"].non_field_errors()) == 1
    assert [action for (action,) in journal()] == ["account.sign_in_fail"] * 5


def test_a_class_behind_one_address_signs_in_within_a_minute() -> None:
    pupils = [make_account(password=PASSWORD) for _ in range(32)]

    codes = [sign_in(Client(), pupil.email).status_code for pupil in pupils]

    assert codes == [302] * 32


def test_a_closed_account_does_not_open_and_its_sessions_end(client: Client) -> None:
    person, director = make_account(password=PASSWORD), make_account()
    sign_in(client, person.email)

    close_account(person, by=director, at=person.created_at, why="уволена")

    assert client.get("/account/settings/").status_code == 302
    assert sign_in(Client(), person.email)["Location"] == "/account/inactive/"


def test_signing_out_is_written(client: Client) -> None:
    person = make_account(password=PASSWORD)
    sign_in(client, person.email)

    client.post("/account/logout/")

    assert signed_in(client) is None
    assert journal("actor_id")[-1] == ("account.sign_out", person.pk)


def test_a_visitor_is_led_to_sign_in_and_back(client: Client) -> None:
    answer = client.get("/account/settings/")

    assert answer["Location"] == "/account/login/?next=/account/settings/"


def test_the_sign_in_page_is_for_everybody_and_says_how_to_get_an_account(client: Client) -> None:
    answer = client.get("/account/login/")

    assert answer.status_code == 200
    assert "Учётную запись даёт приглашение" in answer.content.decode()


def test_a_card_of_the_demonstration_signs_in_by_a_click(client: Client, settings: Any) -> None:
    settings.DEMO = True
    person = make_account()
    show_in_demo(person, code="director", title="Директор техникума", about="Договоры о практике")

    page = client.get("/account/login/").content.decode()
    answer = client.post("/account/demo/director/")

    assert 'data-demo-role="director"' in page
    assert (answer.status_code, answer["Location"], signed_in(client)) == (302, "/", str(person.pk))
    assert journal("actor_id") == [("account.sign_in", person.pk)]


def test_outside_the_demonstration_a_card_opens_nothing(client: Client) -> None:
    show_in_demo(make_account(), code="director", title="Директор техникума")

    page = client.get("/account/login/").content.decode()
    answer = client.post("/account/demo/director/")

    assert "data-demo-role" not in page
    assert (answer.status_code, signed_in(client)) == (404, None)


def test_in_the_demonstration_only_people_with_cards_are_entered_and_only_by_a_post(
    client: Client, settings: Any
) -> None:
    settings.DEMO = True
    show_in_demo(make_account(), code="director", title="Директор техникума")

    codes = [
        client.post("/account/demo/administrator/").status_code,
        client.get("/account/demo/director/").status_code,
    ]

    assert (codes, signed_in(client)) == ([404, 405], None)


def test_nobody_changes_the_password_of_a_person_of_the_demonstration(client: Client, settings: Any) -> None:
    settings.DEMO = True
    person = make_account(password=PASSWORD)
    show_in_demo(person, code="director", title="Директор техникума")
    client.post("/account/demo/director/")

    answer = client.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": "другой-пароль-99", "password2": "другой-пароль-99"},
    )

    assert answer.status_code == 403
    assert User.objects.get(pk=person.pk).check_password(PASSWORD)


def test_throttles_lie_in_the_database_where_every_worker_sees_them(client: Client) -> None:
    make_account(email="anna@example.ru", password=PASSWORD)

    sign_in(client, "anna@example.ru", "угадываю-пароль")

    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM cache WHERE cache_key LIKE %s", ["%login_failed%"])
        assert cursor.fetchone() == (2,)  # one for the address on the network, one for the person


def test_too_many_posts_from_one_place_meet_a_page_that_says_so(client: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "2/m/ip"}

    answers = [sign_in(client, "nobody@example.ru") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Слишком много попыток" in answers[-1].content.decode()
