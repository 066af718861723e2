"""Sign-in at the organisation's provider: proves who somebody is, never gives a right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from tests.factories.accounts import make_account
from tests.support.openid import CLIENT_ID, SECRET, Provider, openid_provider

from zveno.base.accounts.models import User
from zveno.base.audit.models import Entry
from zveno.config import environment

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """Configured the way an administrator does it: by environment variables."""
    with openid_provider() as served:
        monkeypatch.setenv("ZVENO_OIDC_NAME", "портал района")
        monkeypatch.setenv("ZVENO_OIDC_URL", served.url)
        monkeypatch.setenv("ZVENO_OIDC_CLIENT_ID", CLIENT_ID)
        monkeypatch.setenv("ZVENO_OIDC_SECRET", SECRET)
        settings.OIDC = environment.openid()
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [settings.OIDC]}}
        yield served


def come_through(client: Client, provider: Provider, **claims: Any) -> Any:
    """Press the button, prove oneself at the provider, come back."""
    provider.claims = {"sub": "7", **claims}
    leaving = client.post("/account/oidc/organisation/login/")
    asked = parse_qs(urlsplit(leaving["Location"]).query)
    assert leaving["Location"].startswith(f"{provider.url}/authorize?")
    return client.get(
        "/account/oidc/organisation/login/callback/", {"code": "proven", "state": asked["state"][0]}
    )


def signed_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_the_sign_in_page_offers_the_provider_only_when_it_is_configured(
    client: Client, request: pytest.FixtureRequest
) -> None:
    without = client.get("/account/login/").content.decode()
    request.getfixturevalue("provider")
    configured = client.get("/account/login/").content.decode()

    assert "Войти через" not in without
    assert "Войти через портал района" in configured


def test_a_verified_address_opens_the_account_that_has_it(client: Client, provider: Provider) -> None:
    person = make_account(email="anna@example.ru")

    answer = come_through(client, provider, email="Anna@example.ru", email_verified=True)

    assert (answer.status_code, answer["Location"], signed_in(client)) == (302, "/", str(person.pk))
    assert list(SocialAccount.objects.values_list("user", "uid")) == [(person.pk, "7")]
    assert Entry.objects.filter(action="account.sign_in", actor_id=person.pk).get().changes == {
        "provider": "organisation"
    }


def test_once_linked_the_person_is_known_by_his_number(client: Client, provider: Provider) -> None:
    person = make_account(email="anna@example.ru")
    come_through(client, provider, email="anna@example.ru", email_verified=True)
    client.post("/account/logout/")

    come_through(client, provider, email="renamed@example.ru", email_verified=True)

    assert signed_in(client) == str(person.pk)


@pytest.mark.parametrize("verified", [False, "false", "true", None])
def test_an_address_that_the_provider_did_not_verify_opens_nothing(
    client: Client, provider: Provider, verified: object
) -> None:
    make_account(email="anna@example.ru")

    answer = come_through(client, provider, email="anna@example.ru", email_verified=verified)

    assert signed_in(client) is None
    assert "Нужно приглашение" in answer.content.decode()
    assert SocialAccount.objects.count() == 0


def test_a_stranger_gets_no_account(client: Client, provider: Provider) -> None:
    answer = come_through(client, provider, email="stranger@example.ru", email_verified=True, name="Кто-то")

    assert "Нужно приглашение" in answer.content.decode()
    assert (User.objects.count(), signed_in(client)) == (0, None)


def test_a_closed_account_stays_closed(client: Client, provider: Provider) -> None:
    person = make_account(email="anna@example.ru")
    User.objects.filter(pk=person.pk).update(is_active=False)

    come_through(client, provider, email="anna@example.ru", email_verified=True)

    assert signed_in(client) is None


def test_an_answer_to_a_question_nobody_asked_is_refused(client: Client, provider: Provider) -> None:
    make_account(email="anna@example.ru")
    provider.claims = {"sub": "7", "email": "anna@example.ru", "email_verified": True}

    client.get("/account/oidc/organisation/login/callback/", {"code": "proven", "state": "forged"})

    assert signed_in(client) is None
    assert "/token" not in provider.asked


def test_the_browser_may_follow_the_form_to_the_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZVENO_OIDC_URL", "https://id.example.ru/realms/district")

    assert environment.openid_origins() == ["https://id.example.ru"]


@pytest.mark.parametrize(
    ("url", "client_id", "says"),
    [
        ("http://id.example.ru", "x", "нужен адрес с https"),
        ("https://id.example.ru", "", "ZVENO_OIDC_CLIENT_ID – нет"),
    ],
)
def test_a_wrong_configuration_is_refused_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, url: str, client_id: str, says: str
) -> None:
    monkeypatch.setenv("ZVENO_OIDC_URL", url)
    monkeypatch.setenv("ZVENO_OIDC_CLIENT_ID", client_id)
    monkeypatch.setenv("ZVENO_OIDC_SECRET", "x")

    with pytest.raises(environment.ConfigurationError, match=says):
        environment.openid()
