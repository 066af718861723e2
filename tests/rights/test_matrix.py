"""Nobody gets in where he does not belong: every route, every role, every relation."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from pytest_django import Settings

from tests.rights.matrix import routes, rows
from tests.rights.page import PAGE, page
from tests.rights.trying import anonymous, answers, gather
from tests.support.district import District
from zveno.network.organisations.roles import Role


def test_every_route_is_in_the_matrix() -> None:
    missing = sorted(set(routes()) - {row.name for row in rows()})

    assert missing == []


def test_every_row_of_the_matrix_has_a_route() -> None:
    lost = sorted({row.name for row in rows()} - set(routes()))

    assert lost == []


def test_no_route_stands_in_the_matrix_twice() -> None:
    names = [str(row) for row in rows()]

    assert sorted(names) == sorted(set(names))


PACKAGES = sorted({row.package for row in rows()})


@pytest.fixture
def in_haste(settings: Settings) -> Iterator[None]:
    """For more than ten thousand requests: what says nothing of rights is not done for each of them.

    Half of all answers are the same two pages of refusal: here they are empty, below they are drawn for each
    role. Sessions lie in memory, and nobody reads the lines of the log.
    """
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [Path(__file__).parent / "templates"]}]
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.usefixtures("in_haste")
def test_everybody_gets_what_the_matrix_says(package: str, district: District) -> None:
    crowd = gather(district)
    asked = [row for row in rows() if row.package == package]

    found = list(answers(asked, crowd))

    wrong = [
        f"{row}: {role} × {relation}: expected {row.cells[role, relation]}, got {answer}"
        for row, role, relation, answer in found
        if answer != row.cells[role, relation]
    ]
    assert wrong == []
    assert len(found) == sum(len(row.cells) for row in asked)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_visitor_gets_what_the_matrix_says(package: str, district: District) -> None:
    crowd = gather(district)

    wrong = [
        f"{row}: expected {row.anonymous}, got {answer}"
        for row in rows()
        if row.package == package and (answer := anonymous(row, crowd)) != row.anonymous
    ]

    assert wrong == []


def test_pages_of_refusal_are_drawn_for_each_role(district: District) -> None:
    crowd = gather(district)

    pages = {
        role: [
            crowd.client(role).get(reverse("links:link_open", args=["guessed"])),
            crowd.client(role).get("/nowhere/"),
            crowd.client(role).get(reverse("documents:numbering_edit")),
        ]
        for role in Role
    }

    refused = {role: [page.status_code for page in found] for role, found in pages.items()}
    assert refused.pop(Role.ADMINISTRATOR) == [404, 404, 200]
    assert set(map(tuple, refused.values())) == {(404, 404, 403)}
    assert all("<main" in page.content.decode() for found in pages.values() for page in found)


def test_the_page_in_docs_shows_this_matrix() -> None:
    assert PAGE.read_text() == page()
