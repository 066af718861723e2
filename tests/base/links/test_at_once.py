"""Two people, or two tabs, at the same second."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone
from tests.factories.accounts import make_account
from tests.support.purposes import a_purpose

from zveno.base.accounts.models import User
from zveno.base.links.models import Link, LinkSecret, OneTimeCode
from zveno.base.links.services import IssuedLink, LinkError, confirm_code, issue_link, renew_link, send_code
from zveno.base.notifications.models import Letter

NOW = timezone.now()


@pytest.fixture
def thing(shared_database: None) -> Iterator[User]:
    with a_purpose("test.sign") as desk:
        thing = make_account()
        desk.editions[str(thing.pk)] = "1"
        yield thing


def issue(thing: User) -> IssuedLink:
    return issue_link(
        "test.sign", thing, email="a@example.ru", person_name="Иванова", version="1", by=None, at=NOW
    )


def at_once(count: int, act: Callable[[int], Any]) -> list[Any]:
    """What each of them got: a value, or the sentence of the refusal."""
    start, answers = threading.Barrier(count), [None] * count

    def run(number: int) -> None:
        try:
            start.wait(timeout=20)
            answers[number] = act(number)
        except LinkError as refusal:
            answers[number] = refusal  # type: ignore[call-overload]
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


def test_a_code_entered_twice_at_once_opens_once(thing: User) -> None:
    link = issue(thing).link
    send_code(link, at=NOW)
    code = Letter.objects.latest("pk").body.split("Код для продолжения: ")[1][:6]

    answers = at_once(4, lambda _number: confirm_code(link, code, at=NOW))

    assert sum(isinstance(answer, Link) for answer in answers) == 1


def test_guesses_at_once_are_all_counted(thing: User) -> None:
    link = issue(thing).link
    send_code(link, at=NOW)

    at_once(8, lambda _number: confirm_code(link, "no code", at=NOW))

    assert OneTimeCode.objects.get().mistakes == 5


def test_a_link_issued_twice_at_once_is_one(thing: User) -> None:
    answers = at_once(4, lambda _number: issue(thing))

    assert {answer.link.pk for answer in answers} == {Link.objects.get().pk}
    assert LinkSecret.objects.count() == 4


def test_a_link_renewed_twice_at_once_is_sent_once(thing: User) -> None:
    link = issue(thing).link
    later = NOW + timedelta(days=30)
    before = Letter.objects.count()

    at_once(4, lambda _number: renew_link(link, at=later))

    assert Letter.objects.count() - before == 1
    assert LinkSecret.objects.filter(superseded_at=None).count() == 1
