"""One request by one person, and the word for what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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


def client_of(actor: Actor) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(actor.user)
    assert actor.membership
    session = client.session
    session[SEAT_KEY] = actor.membership.pk
    session.save()
    return client


def ask(client: Client, row: Row, words: Mapping[str, Any]) -> str:
    """Send the request and take back whatever it did."""
    path = (
        reverse(row.name, kwargs={**words, **row.kwargs}) if ":" in row.name or words else reverse(row.name)
    )
    with transaction.atomic():
        send = getattr(client, row.method.lower())
        response = send(path, row.data) if row.method == "POST" else send(path)
        found = outcome(response)
        transaction.set_rollback(True)
    return found


def cells(row: Row, district: District) -> dict[tuple[Role, str], str]:
    """What every role really gets at every relation."""
    found = {}
    for role in Role:
        actor = actor_of(role, district)
        client = client_of(actor)
        for relation in row.relations:
            with transaction.atomic():
                words = {} if relation == EVERYONE else build(row.thing, meet(actor, relation, district))
                found[role, relation] = ask(client, row, words)
                transaction.set_rollback(True)
    return found


def anonymous(row: Row, district: District) -> str:
    """What a visitor gets before a thing of a school of our district."""
    with transaction.atomic():
        words: Mapping[str, Any] = {}
        if row.thing:
            owner = actor_of(Role.DIRECTOR, district)
            words = build(row.thing, meet(owner, "own", district))
        found = ask(Client(), row, words)
        transaction.set_rollback(True)
    return found
