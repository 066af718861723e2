"""What an administrator sees of accounts, and does with those of others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from tests.factories.accounts import make_account
from tests.factories.organisations import make_actor, make_seat
from tests.support.district import District

from zveno.base.accounts.models import User
from zveno.base.accounts.services import issue_token, show_in_demo
from zveno.base.audit.models import Entry
from zveno.base.notifications.models import Letter
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Role

PASSWORD = "рельсы-и-сталь-7"


@pytest.fixture
def administrator(district: District) -> Actor:
    return make_actor(Role.ADMINISTRATOR, district.authority)


@pytest.fixture
def person(district: District) -> User:
    account = make_account(email="anna@example.ru", last_name="Орлова", first_name="Анна", password=PASSWORD)
    make_seat(Role.DEPUTY, district.school, user=account)
    return account


@pytest.fixture
def desk(administrator: Actor, client: Client) -> Client:
    client.force_login(administrator.user)
    return client


def acts(person: User) -> list[tuple[str, str]]:
    """What the journal says was done to the account, and why."""
    entries = Entry.objects.filter(thing_type="accounts.user", thing_id=str(person.pk), is_look=False)
    return list(entries.exclude(action="account.open").order_by("pk").values_list("action", "why"))


def signed_in(person: User) -> Client:
    browser = Client()
    assert browser.post("/account/login/", {"login": person.email, "password": PASSWORD}).status_code == 302
    assert browser.get("/").context["actor"].user == person
    return browser


def is_signed_in(browser: Client) -> bool:
    return browser.get("/account/settings/").status_code == 200


def test_list_shows_everybody_with_his_seats_and_finds_by_what_is_typed(
    desk: Client, person: User, district: District
) -> None:
    everybody = desk.get("/organisations/accounts/").content.decode()
    by_name = desk.get("/organisations/accounts/", {"q": "орлова"}).content.decode()
    by_other = desk.get("/organisations/accounts/", {"q": "сидорова"}).content.decode()
    by_role = desk.get("/organisations/accounts/", {"role": "administrator"}).content.decode()

    assert "anna@example.ru" in everybody
    assert f"заместитель директора, {district.school}" in everybody
    assert "anna@example.ru" in by_name
    assert "anna@example.ru" not in by_other
    assert "anna@example.ru" not in by_role


def test_list_asks_as_often_for_three_people_as_for_one(
    desk: Client, person: User, district: District, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with CaptureQueriesContext(connection) as few:
        desk.get("/organisations/accounts/")
    for _ in range(3):
        make_seat(Role.CLASS_TEACHER, district.school)

    with django_assert_num_queries(len(few)):
        desk.get("/organisations/accounts/")


def test_closing_ends_sessions_and_keys_and_says_why(desk: Client, person: User) -> None:
    browser = signed_in(person)
    at = datetime(2099, 1, 1, tzinfo=UTC)
    key = issue_token(person, title="отчёт", seat=None, lifetime=timedelta(days=30), at=at).token

    desk.post(f"/organisations/accounts/{person.pk}/close/", {"why": "Уволилась"})

    person.refresh_from_db()
    key.refresh_from_db()
    assert (person.is_active, key.revoked_at is not None, is_signed_in(browser)) == (False, True, False)
    assert acts(person)[-1] == ("account.close", "Уволилась")
    assert authenticate(login=person.email, password=PASSWORD) is None


def test_reopened_account_signs_in_again(desk: Client, person: User) -> None:
    desk.post(f"/organisations/accounts/{person.pk}/close/", {"why": "Ошибка"})

    desk.post(f"/organisations/accounts/{person.pk}/reopen/", {"why": "Вернулась"})

    assert is_signed_in(signed_in(person))
    assert acts(person)[1] == ("account.reopen", "Вернулась")


@pytest.mark.parametrize("act", ["close", "reopen", "reset-factors"])
def test_nothing_is_done_to_an_account_without_a_reason(desk: Client, person: User, act: str) -> None:
    answer = desk.post(f"/organisations/accounts/{person.pk}/{act}/", {"why": "  "})

    assert answer.status_code == 422
    assert acts(person) == []


def test_all_sessions_are_ended_at_once(desk: Client, person: User) -> None:
    home, work = signed_in(person), signed_in(person)

    desk.post(f"/organisations/accounts/{person.pk}/end-sessions/")

    assert (is_signed_in(home), is_signed_in(work)) == (False, False)
    assert acts(person)[-1] == ("account.sessions_end", "")


def test_letter_for_a_new_password_opens_its_page(desk: Client, person: User) -> None:
    desk.post(f"/organisations/accounts/{person.pk}/reset-password/")

    letter = Letter.objects.get(to=person.email)
    address = next(word for word in letter.body.split() if "/account/password/reset/key/" in word)
    page = Client().get("/" + address.split("/", 3)[3], follow=True)
    assert page.status_code == 200
    assert "password1" in page.content.decode()
    assert acts(person)[-1] == ("account.password_send", "")


def test_closed_account_gets_no_letter_for_a_password(desk: Client, person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)

    page = desk.post(f"/organisations/accounts/{person.pk}/reset-password/", follow=True)

    assert "Сначала откройте её" in page.content.decode()
    assert Letter.objects.filter(to=person.email).count() == 0


def test_lost_second_factor_is_taken_off_and_its_owner_reads_so(desk: Client, person: User) -> None:
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    Authenticator.objects.create(user=person, type="recovery_codes", data={"seed": "x", "used_mask": 0})

    desk.post(f"/organisations/accounts/{person.pk}/reset-factors/", {"why": "Потерян телефон"})

    assert Authenticator.objects.filter(user=person).count() == 0
    assert acts(person)[-1] == ("account.factor_reset", "Потерян телефон")
    assert "Причина: Потерян телефон" in Letter.objects.get(to=person.email).body


def test_looking_at_an_account_is_written_down(desk: Client, person: User) -> None:
    page = desk.get(f"/organisations/accounts/{person.pk}/").content.decode()

    assert "Закрыть учётную запись" in page
    assert Entry.objects.filter(is_look=True, subject_id=person.pk).count() == 1


def test_administrator_does_not_lock_himself_out(desk: Client, administrator: Actor) -> None:
    answer = desk.post(f"/organisations/accounts/{administrator.user.pk}/close/", {"why": "Проба"})

    administrator.user.refresh_from_db()
    assert (answer.status_code, administrator.user.is_active) == (403, True)


def test_people_of_the_demonstration_are_not_locked_out(desk: Client, person: User, settings: Any) -> None:
    settings.DEMO = True
    show_in_demo(person, code="deputy", title="Заместитель")

    answer = desk.post(f"/organisations/accounts/{person.pk}/close/", {"why": "Проба"})

    person.refresh_from_db()
    assert (answer.status_code, person.is_active) == (403, True)


def test_menu_marks_accounts_and_not_the_organisations_they_stand_under(desk: Client) -> None:
    frame = desk.get("/organisations/accounts/").context["frame"]

    current = [str(line.title) for section in frame.menu for line in section.children if line.current]
    assert current == ["Учётные записи"]
    assert [str(section.title) for section in frame.menu if section.current] == ["Управление"]
