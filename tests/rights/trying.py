"""One request by one person, and the word for what came of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.rights import things  # noqa: F401 -- registers what rows speak of
from tests.rights.matrix import EVERYONE, Row
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

    def client(self, role: Role) -> Client:
        client = Client()
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
    with transaction.atomic():
        if row.method in {"GET", "POST"}:
            response = getattr(client, row.method.lower())(path, row.data)
        else:
            response = client.generic(row.method, path, json.dumps(row.data), "application/json")
        found = outcome(response)
        if response.streaming:
            b"".join(response.streaming_content)  # read to its end, a download lets its file go
        transaction.set_rollback(True)
    return found


def cells(row: Row, crowd: Crowd) -> dict[tuple[Role, str], str]:
    """What every role really gets at every relation."""
    found = {}
    for role, actor in crowd.actors.items():
        for relation in row.relations:
            with transaction.atomic():
                words = (
                    {} if relation == EVERYONE else build(row.thing, meet(actor, relation, crowd.district))
                )
                found[role, relation] = ask(crowd.client(role), row, words)
                transaction.set_rollback(True)
    return found


def anonymous(row: Row, crowd: Crowd) -> str:
    """What a visitor gets before a thing of a school of our district."""
    with transaction.atomic():
        words: Mapping[str, Any] = {}
        if row.thing:
            words = build(row.thing, meet(crowd.actors[Role.DIRECTOR], "own", crowd.district))
        found = ask(Client(), row, words)
        transaction.set_rollback(True)
    return found
