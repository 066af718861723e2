"""A paper that waits for a signature, its links, and letters as they were sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.factories.accounts import make_account
from tests.support.purposes import ALLOWED, Desk, a_purpose

from zveno.base.accounts.models import User
from zveno.base.links.models import Link
from zveno.base.links.services import IssuedLink, issue_link
from zveno.network.organisations.actors import Actor


@dataclass
class Clock:
    """The time that the pages see."""

    now: datetime = field(default_factory=timezone.now)

    def pass_by(self, **much: float) -> datetime:
        self.now += timedelta(**much)
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock.now)
    return clock


@dataclass
class Paper:
    """Anything with a number will do: a person's account stands for the paper."""

    desk: Desk
    thing: User
    author: User
    clock: Clock
    run_jobs: Callable[..., object]

    @property
    def manager(self) -> Actor:
        """Whoever sent the link, where his purpose lets him remind and revoke."""
        self.desk.managers[self.author.pk] = ALLOWED
        return Actor(self.author)

    def edit(self, version: str) -> None:
        self.desk.editions[str(self.thing.pk)] = version

    def send(self, *, is_read: bool = True, **more: Any) -> IssuedLink:
        """The letter leaves and, unless a test wants to read it, is put aside."""
        options: dict[str, Any] = {
            "email": "ivanova@example.ru",
            "person_name": "Иванова Мария",
            "version": self.desk.editions[str(self.thing.pk)],
            "contact": "методист Петрова, тел. 2-15-15",
            "by": self.author,
            "at": self.clock.now,
            **more,
        }
        issued = issue_link("test.sign", self.thing, **options)
        if is_read:
            self.run_jobs(at=self.clock.now)
            mail.outbox.clear()
        return issued


@pytest.fixture
def paper(db: None, clock: Clock, run_jobs: Callable[..., object]) -> Iterator[Paper]:
    with a_purpose("test.sign") as desk:
        made = Paper(
            desk, make_account(last_name="Договор", first_name="12"), make_account(), clock, run_jobs
        )
        made.edit("1")
        yield made


@pytest.fixture
def paper_without_code(db: None, clock: Clock, run_jobs: Callable[..., object]) -> Iterator[Paper]:
    with a_purpose("test.sign", needs_code=False) as desk:
        made = Paper(
            desk, make_account(last_name="Договор", first_name="12"), make_account(), clock, run_jobs
        )
        made.edit("1")
        yield made


@dataclass
class Letters:
    """Letters leave with the worker, which in a test works wherever it says `with letters:` ends."""

    clock: Clock
    run_jobs: Callable[..., object]

    def __enter__(self) -> None:
        return

    def __exit__(self, *error: object) -> None:
        self.run_jobs(at=self.clock.now)

    def to(self) -> list[list[str]]:
        return [letter.to for letter in mail.outbox]

    def code(self) -> str:
        return str(re.findall(r"\b\d{6}\b", str(mail.outbox[-1].body))[-1])

    def texts(self) -> list[str]:
        return [str(letter.body) for letter in mail.outbox]

    def secret(self) -> str:
        return str(re.findall(r"/l/([\w-]{43})/", str(mail.outbox[-1].body))[-1])


@pytest.fixture
def letters(clock: Clock, run_jobs: Callable[..., object]) -> Letters:
    return Letters(clock, run_jobs)


def open_with_code(client: Client, secret: str, letters: Letters) -> Any:
    """What a person does: ask for a code, read it, type it."""
    with letters:
        client.post(f"/l/{secret}/-/code/send/")
    return client.post(f"/l/{secret}/-/code/", {"code": letters.code()})


def the_link() -> Link:
    return Link.objects.get()
