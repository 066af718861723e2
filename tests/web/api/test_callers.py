"""Who is let in: keys and sessions, alive and dead."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.accounts import make_user
from tests.factories.organisations import make_actor, make_seat
from tests.support.district import District
from tests.web.api.conftest import Program, issue, with_secret

from zveno.base.accounts.models import ApiToken
from zveno.base.accounts.services import close_account, revoke_token
from zveno.base.audit.models import Entry
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Role
from zveno.web.api import api

OPERATIONS = (
    ("get", "/api/v1/me"),
    ("get", "/api/v1/territories"),
    ("get", "/api/v1/organisations"),
    ("get", "/api/v1/organisations/1"),
    ("patch", "/api/v1/organisations/1"),
    ("get", "/api/v1/events"),
    ("get", "/api/v1/events/1"),
    ("get", "/api/v1/figures"),
    ("get", "/api/v1/figures/events-held"),
    ("get", "/api/v1/figures/events-held/records"),
)


def test_every_operation_of_the_schema_is_in_these_tests() -> None:
    paths = api.api.get_openapi_schema()["paths"]

    documented = {
        (method, path.format(organisation_id=1, event_id=1, code="events-held"))
        for path, methods in paths.items()
        for method in methods
    }

    assert documented == set(OPERATIONS)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_a_visitor_is_asked_for_a_key(visitor: Client, method: str, path: str) -> None:
    answer = getattr(visitor, method)(path)

    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.json()["title"] == "Нужен ключ"


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_a_revoked_key_opens_nothing(owner: Program, method: str, path: str) -> None:
    revoke_token(owner.token, by=owner.actor.user, at=timezone.now())

    assert getattr(owner, method)(path).status_code == 401


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_an_expired_key_opens_nothing(owner: Program, method: str, path: str) -> None:
    long_ago = timezone.now() - timedelta(days=60)
    ApiToken.objects.update(created_at=long_ago, expires_at=long_ago + timedelta(days=30))

    assert getattr(owner, method)(path).status_code == 401


def test_a_key_of_a_closed_account_opens_nothing(owner: Program) -> None:
    close_account(owner.actor.user, by=owner.actor.user, at=timezone.now(), why="Уволен")

    assert owner.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic eDp5", "Bearer zveno_nobody", "Bearer \xfe"]
)
def test_a_header_that_is_no_key_opens_nothing(db: None, header: str) -> None:
    assert Client(headers={"authorization": header}).get("/api/v1/me").status_code == 401


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_a_key_whose_seat_has_ended_says_so(owner: Program, method: str, path: str) -> None:
    seat = owner.actor.membership
    assert seat is not None
    seat.until = timezone.localdate() - timedelta(days=1)
    seat.save()

    answer = getattr(owner, method)(path)

    assert answer.status_code == 403
    assert str(seat) in answer.json()["detail"]
    assert answer.json()["who_can"] == "Вы сами: выдайте новый ключ от другого своего места."


def test_a_key_does_not_move_to_another_seat_of_its_owner(district: District, owner: Program) -> None:
    make_seat(Role.COORDINATOR, district.authority, user=owner.actor.user)
    seat = owner.actor.membership
    assert seat is not None
    seat.until = timezone.localdate() - timedelta(days=1)
    seat.save()

    assert owner.get("/api/v1/organisations").status_code == 403


def test_a_key_without_a_seat_knows_its_person_and_sees_nothing_of_the_network(district: District) -> None:
    program = Program(Actor(make_user()))

    assert program.get("/api/v1/me").json()["seat"] is None
    assert program.get("/api/v1/organisations").json()["items"] == []
    assert program.get(f"/api/v1/organisations/{district.school.pk}").status_code == 404


def test_me_tells_person_seats_and_key(district: District) -> None:
    user = make_user(last_name="Орлова", first_name="Анна", patronymic="Игоревна", email="orlova@example.ru")
    director = make_actor(Role.DIRECTOR, district.school, user=user)
    other = make_seat(Role.COUNCIL_MEMBER, district.school, user=user)
    program = Program(director)

    told = program.get("/api/v1/me").json()

    seat = {
        "id": director.membership.pk,  # type: ignore[union-attr]
        "organisation": {"id": district.school.pk, "name": district.school.short_name},
        "role": {"code": "director", "name": "директор"},
        "post": "",
        "since": "2020-09-01",
        "until": None,
    }
    assert told == {
        "id": user.pk,
        "name": "Орлова Анна Игоревна",
        "email": "orlova@example.ru",
        "language": "ru",
        "seat": seat,
        "seats": [
            seat,
            {
                **seat,
                "id": other.pk,
                "role": {"code": "council_member", "name": told["seats"][1]["role"]["name"]},
            },
        ],
        "key": {
            "title": "1С школы",
            "hint": program.token.hint,
            "expires_at": program.token.expires_at.isoformat().replace("+00:00", "Z"),
        },
    }


def test_a_signed_in_browser_reads_from_its_chosen_seat(district: District) -> None:
    actor = make_actor(Role.DIRECTOR, district.school)
    browser = Client()
    browser.force_login(actor.user)

    told = browser.get("/api/v1/me").json()

    assert told["seat"]["organisation"]["id"] == district.school.pk
    assert told["key"] is None


def test_a_signed_in_browser_changes_only_with_its_csrf_token(district: District) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_actor(Role.DIRECTOR, district.school).user)
    path, change = f"/api/v1/organisations/{district.school.pk}", {"phone": "8 (81363) 2-14-55"}

    without = browser.patch(path, change, content_type="application/json")
    token = browser.get("/api/v1/docs").cookies["csrftoken"].value
    beside = browser.patch(path, change, content_type="application/json", headers={"X-CSRFToken": token})

    assert without.status_code == 403
    assert "X-CSRFToken" in without.json()["detail"]
    assert beside.status_code == 200


def test_a_key_needs_no_csrf_token(district: District, owner: Program) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"authorization": f"Bearer {owner.secret}"})

    answer = strict.patch(
        f"/api/v1/organisations/{district.school.pk}", {"phone": "2-14-55"}, content_type="application/json"
    )

    assert answer.status_code == 200


def test_a_dead_key_beside_a_session_is_not_forgiven(district: District) -> None:
    browser = Client()
    browser.force_login(make_actor(Role.DIRECTOR, district.school).user)

    assert browser.get("/api/v1/me", headers={"authorization": "Bearer zveno_dead"}).status_code == 401


def test_the_key_and_not_the_session_beside_it_acts(owner: Program, neighbour: Program) -> None:
    owner.force_login(neighbour.actor.user)

    assert owner.get("/api/v1/me").json()["id"] == owner.actor.user.pk


def test_use_of_a_key_is_noted_at_most_every_five_minutes(owner: Program) -> None:
    owner.get("/api/v1/me")
    first = ApiToken.objects.get().last_used_at
    owner.get("/api/v1/me")

    assert first is not None
    assert ApiToken.objects.get().last_used_at == first


def test_sentences_are_in_the_language_of_the_owner(district: District) -> None:
    program = Program(make_actor(Role.DIRECTOR, district.school, user=make_user(language="en")))

    russian = with_secret("zveno_nobody").get("/api/v1/me")
    english = program.get("/api/v1/organisations/77")

    assert (russian["Content-Language"], english["Content-Language"]) == ("ru", "en")


def test_answers_are_kept_by_no_cache(owner: Program) -> None:
    assert "no-store" in owner.get("/api/v1/me")["Cache-Control"]


def test_a_caller_who_asks_too_often_waits_and_others_do_not(
    owner: Program, neighbour: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api.api.throttle, "a_minute", 2)
    monkeypatch.setattr("zveno.base.core.throttle.time.time", lambda: 1_800_000_015.0)

    statuses = [owner.get("/api/v1/me").status_code for _ in range(3)]
    late = owner.get("/api/v1/me")

    assert statuses == [200, 200, 429]
    assert (late["Retry-After"], late.json()["detail"]) == ("45", "Повторите через 45 с.")
    assert neighbour.get("/api/v1/me").status_code == 200
    monkeypatch.setattr("zveno.base.core.throttle.time.time", lambda: 1_800_000_060.0)
    assert owner.get("/api/v1/me").status_code == 200


def test_what_a_key_did_stands_in_the_journal_with_its_seat(district: District, owner: Program) -> None:
    owner.change(district.school, phone="2-14-55")

    entry = Entry.objects.get(action="organisation.change")
    assert (entry.actor_id, entry.actor_seat) == (owner.actor.user.pk, str(owner.actor.membership))
    assert entry.address == "127.0.0.1"


def test_a_new_key_of_the_same_person_is_another_caller(owner: Program) -> None:
    accounts_own = issue(owner.actor.user, None)

    assert with_secret(accounts_own.secret).get("/api/v1/me").json()["seat"] is None
    assert owner.get("/api/v1/me").json()["seat"] is not None
