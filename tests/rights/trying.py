"""One request by one person, and the word for what came of it.

The suite asks more than ten thousand of them, so nothing is made twice: whom and what one meets is made once
for each role and relation, and every request before it is taken back to that moment.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.test.client import ClientHandler
from django.urls import reverse

from tests.rights import things  # noqa: F401 -- registers what rows speak of
from tests.rights.matrix import EVERYONE, RELATIONS, Row
from tests.rights.world import actor_of, build, meet
from tests.support.district import District
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.middleware import SEAT_KEY
from zveno.network.organisations.roles import Role

STATUS = {401: "key", 403: "no", 404: "hidden"}


def outcome(response: HttpResponseBase) -> str:
    """The word of the matrix for an answer."""
    location = response.headers.get("Location", "")
    if response.status_code == 302 and location.startswith("/account/login/"):
        return "login"
    if response.status_code == 405 or response.status_code >= 500:
        return f"answered {response.status_code}"
    return STATUS.get(response.status_code, "yes")


@dataclass(frozen=True)
class Crowd:
    """Somebody of each role, signed in once: signing in costs more than all that is asked afterwards."""

    district: District
    actors: Mapping[Role, Actor]
    keys: Mapping[Role, str]
    handler: ClientHandler = field(default_factory=lambda: ClientHandler(enforce_csrf_checks=False))
    """One for all: each would load every middleware anew."""

    def client(self, role: Role | None = None) -> Client:
        """A browser with nothing in it but the session of that role; without a role, a visitor's."""
        client = Client()
        client.handler = self.handler
        if role:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.keys[role]
        return client


def gather(district: District) -> Crowd:
    actors = {role: actor_of(role, district) for role in Role}
    return Crowd(district, actors, {role: _session_of(actor) for role, actor in actors.items()})


def _session_of(actor: Actor) -> str:
    client = Client()
    client.force_login(actor.user)
    assert actor.membership
    session = client.session
    session[SEAT_KEY] = actor.membership.pk
    session.save()
    assert session.session_key
    return session.session_key


def ask(client: Client, row: Row, words: Mapping[str, Any]) -> str:
    """Send the request and take back whatever it did."""
    # allauth has a few addresses without a name: they stand in the matrix as they are.
    path = f"/{row.name}" if "/" in row.name else reverse(row.name, kwargs={**words, **row.kwargs})
    with taken_back():
        if row.method in {"GET", "POST"}:
            response = getattr(client, row.method.lower())(path, row.data)
        else:
            response = client.generic(row.method, path, json.dumps(row.data), "application/json")
        found = outcome(response)
        if response.streaming:
            b"".join(response.streaming_content)  # read to its end, a download lets its file go
    return found


def answers(rows: Sequence[Row], crowd: Crowd) -> Iterator[tuple[Row, Role, str, str]]:
    """What every role really gets at every relation: row, role, relation, answer."""
    by_thing = [list(same) for _thing, same in groupby(sorted(rows, key=_thing), key=_thing)]
    for role, actor in crowd.actors.items():
        for relation in (EVERYONE, *RELATIONS):
            related = [same for same in by_thing if relation in same[0].relations]
            with taken_back():
                meeting = meet(actor, relation, crowd.district) if related and relation != EVERYONE else None
                for same in related:
                    with taken_back():
                        words = build(same[0].thing, meeting) if meeting else {}
                        for row in same:
                            yield row, role, relation, ask(crowd.client(role), row, words)


def anonymous(row: Row, crowd: Crowd) -> str:
    """What a visitor gets before a thing of a school of our district."""
    with taken_back():
        words: Mapping[str, Any] = {}
        if row.thing:
            words = build(row.thing, meet(crowd.actors[Role.DIRECTOR], "own", crowd.district))
        return ask(crowd.client(), row, words)


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever is done inside, has not been."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _thing(row: Row) -> str:
    return row.thing
