"""The schema tells the truth, and its page works under our policy and without the internet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.contrib.staticfiles import finders
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import given, settings
from hypothesis.strategies import booleans
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.factories.events import make_event
from tests.factories.organisations import make_actor
from tests.support.district import District
from tests.web.api.conftest import Program

from zveno.network.organisations.roles import Role

SCHEMA = "/api/v1/openapi.json"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture
def connection_stays(db: None) -> Iterator[None]:
    """The bare WSGI application closes the connection after each request, and with it the test's data."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/api/v1/me"),
        ("get", "/api/v1/territories"),
        ("get", "/api/v1/organisations"),
        ("get", "/api/v1/organisations/{organisation_id}"),
        ("patch", "/api/v1/organisations/{organisation_id}"),
        ("get", "/api/v1/events"),
        ("get", "/api/v1/events/{event_id}"),
        ("get", "/api/v1/figures"),
        ("get", "/api/v1/figures/{code}"),
        ("get", "/api/v1/figures/{code}/records"),
    ],
)
def test_whatever_is_sent_the_answer_is_a_documented_one(
    connection_stays: None, district: District, method: str, path: str
) -> None:
    program = Program(make_actor(Role.COORDINATOR, district.authority))
    existing = {
        "organisation_id": district.school.pk,
        "event_id": make_event(district.school).pk,
        "code": "events-held",
    }
    schema = schemathesis.openapi.from_wsgi(SCHEMA, app=get_wsgi_application())
    operation = schema[path][method]
    statuses = set()

    @settings(max_examples=60, deadline=None, database=None, derandomize=True)
    @given(
        case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
        | operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
        exists=booleans(),
    )
    def send(*, case: Any, exists: bool) -> None:
        if exists:
            case.path_parameters |= {name: existing[name] for name in case.path_parameters}
        answer = case.call_and_validate(headers={"Authorization": f"Bearer {program.secret}"}, checks=CHECKS)
        statuses.add(answer.status_code)

    send()

    assert 200 in statuses


def test_the_schema_is_open_and_documents_every_mistake_as_a_problem(visitor: Client) -> None:
    schema = visitor.get(SCHEMA).json()

    media = {
        (int(status) >= 400, media)
        for methods in schema["paths"].values()
        for operation in methods.values()
        for status, answer in operation["responses"].items()
        for media in answer["content"]
    }
    assert media == {(False, "application/json"), (True, "application/problem+json")}
    assert schema["openapi"] == "3.1.0"
    assert set(schema["components"]["securitySchemes"]) == {"Key", "Session"}


def test_the_page_of_the_schema_needs_no_inline_script_and_no_other_host(visitor: Client) -> None:
    answer = visitor.get("/api/v1/docs")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=[\"']", page) == []
    named = re.findall(r"<(?:script|link|img|iframe)[^>]*?(?:src|href)=\"([^\"]+)\"", page)
    assert [address for address in named if not address.startswith("/static/")] == []
    assert {"/static/ninja/swagger-ui-bundle.js", "/static/api/documentation.js"} < set(named)
    assert [
        address
        for address in named
        if "/zveno/" not in address and not finders.find(address.removeprefix("/static/"))
    ] == []
    assert 'data-schema="/api/v1/openapi.json"' in page
    assert "unsafe-inline" not in answer["Content-Security-Policy"]


def test_the_root_leads_to_the_page(visitor: Client) -> None:
    assert visitor.get("/api/v1/")["Location"] == "/api/v1/docs"
