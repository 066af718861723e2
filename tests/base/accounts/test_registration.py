"""There is no open registration: an invitation opens it for one address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import check_password
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from tests.factories.accounts import make_account
from tests.factories.organisations import make_invitation, make_organisation

from zveno.base.accounts.invitations import Invitation, admit
from zveno.base.accounts.models import User
from zveno.base.accounts.services import AccountError, open_account
from zveno.base.audit.models import Entry
from zveno.network.organisations.models import Invitation as OfferedSeat

pytestmark = pytest.mark.django_db
PASSWORD = "рельсы-и-сталь-7"
WITH_NAME = {"last_name": "Орлова", "first_name": "Анна", "patronymic": "Петровна"}


def invite(client: Client, email: str = "anna@example.ru", **more: str) -> OfferedSeat:
    """What the page of an invitation does with its visitor."""
    offered = make_invitation(make_organisation(), email=email)
    session: Any = client.session
    request = HttpRequest()
    request.session = session
    admit(request, Invitation(number=offered.pk, email=email, **more))
    session.save()
    client.cookies["sessionid"] = session.session_key
    return offered


def register(client: Client, password: str = PASSWORD, **more: str) -> Any:
    posted = {**WITH_NAME, "password1": password, "password2": password, **more}
    return client.post("/account/signup/", posted)


def test_without_an_invitation_registration_is_closed(client: Client) -> None:
    page = client.get("/account/signup/")
    answer = register(client, email="stranger@example.ru")

    assert "Нужно приглашение" in page.content.decode()
    assert "Нужно приглашение" in answer.content.decode()
    assert User.objects.count() == 0


def test_an_invited_person_makes_an_account_and_has_his_seat(client: Client) -> None:
    offered = invite(client, inviter="МУК «Ресурсный центр»")

    page = client.get("/account/signup/").content.decode()
    answer = register(client)

    person = User.objects.get()
    assert "Вас приглашает МУК «Ресурсный центр»" in page
    offered.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert offered.seat
    assert (offered.state, offered.seat.user) == ("accepted", person)
    assert (person.email, person.get_full_name()) == ("anna@example.ru", "Орлова Анна Петровна")
    assert check_password(PASSWORD, person.password)
    assert EmailAddress.objects.filter(user=person, verified=True, primary=True).count() == 1
    assert client.session["_auth_user_id"] == str(person.pk)
    assert list(Entry.objects.order_by("pk").values_list("action", flat=True)) == [
        "account.open",
        "seat.give",
        "seat.invite_accept",
        "account.sign_in",
    ]


def test_the_address_is_the_invited_one_whatever_is_posted(client: Client) -> None:
    invite(client)

    client.get("/account/signup/?email=other@example.ru")
    register(client, email="other@example.ru")

    assert list(User.objects.values_list("email", flat=True)) == ["anna@example.ru"]


def test_an_invitation_makes_one_account(client: Client) -> None:
    invite(client)
    register(client)
    client.post("/account/logout/")

    answer = register(client, email="second@example.ru")

    assert "Нужно приглашение" in answer.content.decode()
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "become",
    [
        {"state": "withdrawn", "closed_at": timezone.now()},
        {"expires_at": timezone.now() - timedelta(minutes=1)},
        {"email": "other@example.ru"},
    ],
)
def test_an_invitation_that_no_longer_stands_makes_no_account(client: Client, become: dict[str, Any]) -> None:
    offered = invite(client)
    client.get("/account/signup/")
    OfferedSeat.objects.filter(pk=offered.pk).update(**become)

    answer = register(client)

    assert "Нужно приглашение" in answer.content.decode()
    assert User.objects.count() == 0


@pytest.mark.parametrize("password", ["короткий", "1234567890123", "password123", "anna@example.ru"])
def test_a_weak_password_is_refused(client: Client, password: str) -> None:
    invite(client)

    answer = register(client, password)

    assert answer.status_code == 200
    assert "password1" in answer.context["form"].errors
    assert User.objects.count() == 0


def test_an_administrator_opens_an_account_once_for_an_address() -> None:
    administrator = make_account()
    options: dict[str, Any] = {**WITH_NAME, "by": administrator, "at": timezone.now()}

    person = open_account(email="Anna@Example.ru", **options)

    with pytest.raises(AccountError, match=r"anna@example\.ru уже есть"):
        open_account(email="anna@example.ru ", **options)
    assert not person.has_usable_password()
    assert Entry.objects.filter(action="account.open", actor_id=administrator.pk).count() == 1


def test_a_person_who_has_proven_no_address_proves_it_by_a_code_before_entering(client: Client) -> None:
    User.objects.create_user("anna@example.ru", PASSWORD, last_name="Орлова", first_name="Анна")

    answer = client.post("/account/login/", {"login": "anna@example.ru", "password": PASSWORD})

    assert answer["Location"] == "/account/confirm-email/"
    assert SessionStore(client.session.session_key).get("_auth_user_id") is None
