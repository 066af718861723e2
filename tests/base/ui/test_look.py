"""Theme, letter spacing and language: chosen, remembered, and never a way to another site."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.accounts import make_user

from zveno.base.accounts.models import User


def look(client: Client) -> tuple[str, ...]:
    page = client.get(reverse("ui:styleguide_frame", args=["link"])).content.decode()
    found = re.search(r'<html lang="(\w+)" data-theme="(\w+)" data-spacing="(\w+)">', page)
    assert found
    return found.groups()


def test_a_visitor_sees_russian_in_the_theme_of_his_system(client: Client, db: None) -> None:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    assert look(client) == ("ru", "auto", "normal")


def test_what_a_visitor_chose_is_remembered_by_his_browser(client: Client, db: None) -> None:
    client.post(reverse("ui:theme_set"), {"theme": "contrast"})
    client.post(reverse("ui:theme_set"), {"spacing": "wide"})
    client.post(reverse("ui:language_set"), {"language": "en"})

    assert look(client) == ("en", "contrast", "wide")


def test_what_a_person_chose_is_remembered_by_the_account(client: Client, db: None) -> None:
    user = make_user()
    client.force_login(user)

    client.post(reverse("ui:theme_set"), {"theme": "dark"})
    client.post(reverse("ui:language_set"), {"language": "en"})

    user = User.objects.get(pk=user.pk)
    assert (user.theme, user.language) == ("dark", "en")
    other_computer = Client()
    other_computer.force_login(user)
    assert look(other_computer) == ("en", "dark", "normal")


def test_the_low_vision_version_survives_signing_in(client: Client, db: None) -> None:
    client.post(reverse("ui:theme_set"), {"theme": "contrast"})

    client.force_login(make_user(theme=User.Theme.AUTO))

    assert look(client)[1] == "contrast"


def test_unknown_choices_change_nothing(client: Client, db: None) -> None:
    user = make_user(theme="dark")
    client.force_login(user)

    client.post(reverse("ui:theme_set"), {"theme": "pink", "spacing": "<b>"})
    client.post(reverse("ui:language_set"), {"language": "xx"})
    client.cookies["zveno_theme"] = "pink"

    assert look(client) == ("ru", "dark", "normal")
    assert User.objects.get(pk=user.pk).theme == "dark"


@pytest.mark.parametrize("name", ["ui:theme_set", "ui:language_set"])
@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/organisations/?q=завод&page=2", "/organisations/?q=%D0%B7%D0%B0%D0%B2%D0%BE%D0%B4&page=2"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_a_switch_leads_back_and_nowhere_else(
    client: Client, db: None, name: str, asked: str, led: str
) -> None:
    response = client.post(reverse(name), {"theme": "light", "language": "ru", "next": asked})

    assert (response.status_code, response["Location"]) == (302, led)


@pytest.mark.parametrize("name", ["ui:theme_set", "ui:language_set"])
def test_a_link_cannot_switch(client: Client, db: None, name: str) -> None:
    assert client.get(reverse(name)).status_code == 405
