"""What a person does with his own account, and what nobody does with another's."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter as factor_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from tests.factories.accounts import make_account

from zveno.base.accounts import seats
from zveno.base.accounts.jobs import forget_sessions
from zveno.base.accounts.models import ApiToken, User
from zveno.base.accounts.queries import sessions_of
from zveno.base.accounts.seats import SeatChoice
from zveno.base.accounts.services import (
    AccountError,
    close_account,
    issue_token,
    open_account,
    recognise_token,
    revoke_token,
)
from zveno.base.audit.models import Entry
from zveno.base.core.verdict import Refused

pytestmark = pytest.mark.django_db
PASSWORD, NEW_PASSWORD = "рельсы-и-сталь-7", "новая-стрелка-81"


def enter(client: Client, person: User, password: str = PASSWORD) -> Client:
    client.post("/account/login/", {"login": person.email, "password": password})
    return client


def enter_and_confirm(client: Client, person: User) -> Client:
    """What guards an account asks for the password once more."""
    enter(client, person).post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def actions() -> list[str]:
    return list(Entry.objects.exclude(action="account.open").order_by("pk").values_list("action", flat=True))


def code_of_app(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


# The pages


def test_every_page_of_ones_own_account_opens(client: Client) -> None:
    enter(client, make_account(password=PASSWORD))
    pages = ["settings/", "sessions/", "keys/", "email/", "password/change/", "2fa/", "3rdparty/", "logout/"]

    codes = {page: client.get(f"/account/{page}").status_code for page in pages}

    assert codes == dict.fromkeys(pages, 200)


def test_a_person_corrects_his_name_and_chooses_how_to_see(client: Client) -> None:
    person = make_account(password=PASSWORD, last_name="Орлва", first_name="Анна")
    enter(client, person)

    answer = client.post(
        "/account/settings/",
        {"last_name": "Орлова", "first_name": "Анна", "patronymic": "", "language": "en", "theme": "dark"},
    )

    person.refresh_from_db()
    assert answer.status_code == 302
    assert (person.get_full_name(), person.search_key, person.language, person.theme) == (
        "Орлова Анна",
        f"орлова анна {person.email}",
        "en",
        "dark",
    )
    assert Entry.objects.get(action="account.rename").changes == {"name": ["Орлва Анна", "Орлова Анна"]}


# Password and address


def test_a_changed_password_is_written_told_and_ends_other_sessions(client: Client, run_jobs: Any) -> None:
    person = make_account(password=PASSWORD)
    elsewhere = enter(Client(), person)
    enter(client, person)

    client.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )

    run_jobs()
    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD)
    assert client.get("/account/settings/").status_code == 200
    assert elsewhere.get("/account/settings/").status_code == 302
    assert actions()[-1] == "account.password_change"
    assert [letter.to for letter in mail.outbox] == [[person.email]]


def test_a_forgotten_password_is_set_anew_by_a_letter_once(client: Client, run_jobs: Any) -> None:
    person = make_account(password=PASSWORD)
    client.post("/account/password/reset/", {"email": person.email})
    run_jobs()
    address = re.search(r"http://testserver(\S+)", str(mail.outbox[0].body))
    assert address

    form = client.get(address[1], follow=True)
    changed = client.post(form.request["PATH_INFO"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    again = Client().get(address[1], follow=True)

    person.refresh_from_db()
    assert (changed.status_code, person.check_password(NEW_PASSWORD)) == (302, True)
    assert "account.password_reset" in actions()
    assert again.context["token_fail"] is True


def test_an_unknown_address_learns_nothing_on_the_page_of_reset(client: Client) -> None:
    make_account(email="anna@example.ru")

    known = client.post("/account/password/reset/", {"email": "anna@example.ru"})
    unknown = client.post("/account/password/reset/", {"email": "nobody@example.ru"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_letters_of_reset_to_one_address_are_few(client: Client, run_jobs: Any) -> None:
    make_account(email="anna@example.ru")

    for _ in range(6):
        client.post("/account/password/reset/", {"email": "anna@example.ru"})
    run_jobs()

    assert len(mail.outbox) == 3


def test_a_new_address_is_taken_only_with_the_code_sent_to_it(client: Client, run_jobs: Any) -> None:
    person = make_account(password=PASSWORD, email="old@example.ru")
    enter_and_confirm(client, person)

    client.post("/account/email/", {"email": "new@example.ru", "action_add": ""})
    before = User.objects.get(pk=person.pk).email
    run_jobs()
    letter = next(letter for letter in mail.outbox if letter.to == ["new@example.ru"])
    code = re.search(r"^[A-Z0-9-]{6,}$", str(letter.body), re.MULTILINE)
    assert code
    client.post("/account/confirm-email/", {"code": code[0]})

    assert (before, User.objects.get(pk=person.pk).email) == ("old@example.ru", "new@example.ru")
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("new@example.ru", True)]
    assert Entry.objects.get(action="account.email_change").changes == {
        "email": ["old@example.ru", "new@example.ru"]
    }


# The second factor


def activate_app(client: Client) -> str:
    secret: str = client.get("/account/2fa/totp/activate/").context["form"].secret
    client.post("/account/2fa/totp/activate/", {"code": code_of_app(secret)})
    return secret


@pytest.mark.django_db(transaction=True)
def test_a_code_from_the_app_is_asked_after_the_password(client: Client) -> None:
    person = make_account(password=PASSWORD)
    activate_app(enter_and_confirm(client, person))
    visitor = Client()

    asked = visitor.post("/account/login/", {"login": person.email, "password": PASSWORD})
    wrong = visitor.post("/account/2fa/authenticate/", {"code": "000000"})
    half_way = visitor.get("/account/settings/").status_code
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    right = visitor.post("/account/2fa/authenticate/", {"code": codes[0]})
    replayed = Authenticator.objects.get(type="recovery_codes").wrap().validate_code(codes[0])

    assert (asked["Location"], wrong.status_code, half_way) == ("/account/2fa/authenticate/", 200, 302)
    assert (right.status_code, right["Location"]) == (302, "/")
    assert replayed is False
    assert actions() == [
        "account.sign_in",
        "account.factor_add",
        "account.factor_add",
        "account.factor_fail",
        "account.sign_in",
    ]


def test_the_seed_of_the_app_lies_encrypted_and_survives_a_change_of_the_secret_key(
    client: Client, settings: Any
) -> None:
    secret = activate_app(enter_and_confirm(client, make_account(password=PASSWORD)))
    kept = Authenticator.objects.get(type="totp").data["secret"]

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the next key of this installation, as long"

    assert secret not in str(kept)
    assert factor_adapter().decrypt(kept) == secret


def test_pages_of_the_second_factor_open(client: Client) -> None:
    activate_app(enter_and_confirm(client, make_account(password=PASSWORD)))
    pages = [
        "2fa/",
        "2fa/recovery-codes/",
        "2fa/recovery-codes/generate/",
        "2fa/webauthn/",
        "2fa/webauthn/add/",
    ]
    pages.append("2fa/totp/deactivate/")

    codes = {page: client.get(f"/account/{page}").status_code for page in pages}

    assert codes == dict.fromkeys(pages, 200)


# Sessions


def test_a_person_ends_a_session_elsewhere(client: Client) -> None:
    person = make_account(password=PASSWORD)
    elsewhere = enter(Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"}), person)
    enter(client, person)
    page = client.get("/account/sessions/")
    foreign = next(line for line in page.context["lines"] if not line.current)

    client.post(f"/account/sessions/{foreign.number}/end/")

    assert foreign.browser == "Firefox, Windows"
    assert elsewhere.get("/account/settings/").status_code == 302
    assert client.get("/account/settings/").status_code == 200
    assert actions()[-1] == "account.session_end"


def test_all_other_sessions_end_at_once(client: Client) -> None:
    person = make_account(password=PASSWORD)
    others = [enter(Client(), person), enter(Client(), person)]
    enter(client, person)

    client.post("/account/sessions/end-others/")

    assert [other.get("/account/settings/").status_code for other in others] == [302, 302]
    assert sessions_of(person).count() == 1


def test_nobody_ends_another_persons_session(client: Client) -> None:
    victim = make_account(password=PASSWORD)
    enter(Client(), victim)
    enter(client, make_account(password=PASSWORD))

    answer = client.post(f"/account/sessions/{UserSession.objects.get(user=victim).pk}/end/")

    assert answer.status_code == 404
    assert sessions_of(victim).count() == 1


def test_sessions_that_ran_out_are_forgotten(client: Client) -> None:
    person = make_account(password=PASSWORD)
    gone = enter(Client(), person)
    enter(client, person)
    Session.objects.filter(pk=gone.session.session_key).update(expire_date=timezone.now() - timedelta(days=1))

    counted = forget_sessions()

    assert counted == {"sessions": 1}
    assert list(sessions_of(person).values_list("session_key", flat=True)) == [client.session.session_key]
    assert Session.objects.filter(pk=client.session.session_key).exists()


# Keys


@pytest.fixture
def _seats(monkeypatch: pytest.MonkeyPatch) -> None:
    def one_seat(user: User, on: date) -> list[SeatChoice]:
        return [SeatChoice(41, "методист, Ресурсный центр")]

    monkeypatch.setattr(seats, "_sources", [one_seat])


@pytest.mark.usefixtures("_seats")
def test_a_key_is_shown_once_and_opens_as_its_owner_from_its_seat(client: Client) -> None:
    person = make_account(password=PASSWORD)
    enter_and_confirm(client, person)

    page = client.post("/account/keys/", {"title": "отчёт", "seat": "41", "days": "30"}).content.decode()
    later = client.get("/account/keys/").content.decode()

    found = re.search(r"zveno_[\w-]{43}", page)
    assert found
    assert found[0] not in later
    token = recognise_token(found[0], at=timezone.now())
    assert token
    assert (token.owner, token.seat_number, token.seat_name) == (person, 41, "методист, Ресурсный центр")
    assert found[0] not in str(list(ApiToken.objects.values()))


@pytest.mark.usefixtures("_seats")
def test_a_key_is_not_issued_for_a_seat_the_person_does_not_have(client: Client) -> None:
    enter_and_confirm(client, make_account(password=PASSWORD))

    answer = client.post("/account/keys/", {"title": "отчёт", "seat": "42", "days": "30"})

    assert "seat" in answer.context["form"].errors
    assert ApiToken.objects.count() == 0


def test_a_key_opens_until_it_expires_is_revoked_or_its_owner_leaves() -> None:
    person, director, now = make_account(), make_account(), timezone.now()
    options: dict[str, Any] = {"title": "отчёт", "seat": None, "lifetime": timedelta(days=30), "at": now}
    revoked, secret = issue_token(person, **options), issue_token(person, **options).secret

    revoke_token(revoked.token, by=person, at=now)
    in_force = recognise_token(secret, at=now + timedelta(days=29))
    expired = recognise_token(secret, at=now + timedelta(days=30))
    close_account(person, by=director, at=now, why="Уволен")

    assert in_force is not None
    assert (expired, recognise_token(revoked.secret, at=now), recognise_token(secret, at=now)) == (
        None,
        None,
        None,
    )
    assert recognise_token("zveno_made-up", at=now) is None


def test_the_last_visit_of_a_key_is_noted_not_more_often_than_needed() -> None:
    now = timezone.now()
    issued = issue_token(make_account(), title="отчёт", seat=None, lifetime=timedelta(days=1), at=now)

    for minutes in (0, 1, 4, 6):
        recognise_token(issued.secret, at=now + timedelta(minutes=minutes))

    issued.token.refresh_from_db()
    assert issued.token.last_used_at == now + timedelta(minutes=6)


def test_a_key_of_another_person_is_not_found_on_the_page_and_refused_by_the_service(client: Client) -> None:
    owner, stranger, now = make_account(), make_account(password=PASSWORD), timezone.now()
    token = issue_token(owner, title="отчёт", seat=None, lifetime=timedelta(days=1), at=now).token
    enter(client, stranger)

    answer = client.post(f"/account/keys/{token.pk}/revoke/")

    assert answer.status_code == 404
    with pytest.raises(Refused):
        revoke_token(token, by=stranger, at=now)
    token.refresh_from_db()
    assert token.revoked_at is None


@pytest.mark.usefixtures("_seats")
def test_a_key_is_not_issued_to_whoever_found_the_browser_open(client: Client) -> None:
    enter(client, make_account(password=PASSWORD))

    answer = client.post("/account/keys/", {"title": "отчёт", "seat": "41", "days": "30"})

    assert answer["Location"] == "/account/reauthenticate/?next=%2Faccount%2Fkeys%2F"
    assert ApiToken.objects.count() == 0


def test_a_key_lives_a_year_at_most() -> None:
    with pytest.raises(AccountError):
        issue_token(make_account(), title="отчёт", seat=None, lifetime=timedelta(days=400), at=timezone.now())


def test_a_weak_password_is_refused_by_the_service_too() -> None:
    with pytest.raises(ValidationError):
        open_account(
            email="anna@example.ru",
            last_name="Орлова",
            first_name="Анна",
            password="123",
            by=None,
            at=timezone.now(),
        )

    assert User.objects.count() == 0
