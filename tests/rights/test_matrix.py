"""Nobody gets in where he does not belong: every route, every role, every relation."""

from __future__ import annotations

import pytest

from tests.rights.matrix import routes, rows
from tests.rights.page import PAGE, page
from tests.rights.trying import anonymous, cells, gather
from tests.support.district import District


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


@pytest.mark.parametrize("package", PACKAGES)
def test_everybody_gets_what_the_matrix_says(package: str, district: District) -> None:
    crowd = gather(district)

    wrong = [
        f"{row}: {role} × {relation}: expected {row.cells[role, relation]}, got {answer}"
        for row in rows()
        if row.package == package
        for (role, relation), answer in cells(row, crowd).items()
        if answer != row.cells[role, relation]
    ]

    assert wrong == []


@pytest.mark.parametrize("package", PACKAGES)
def test_a_visitor_gets_what_the_matrix_says(package: str, district: District) -> None:
    crowd = gather(district)

    wrong = [
        f"{row}: expected {row.anonymous}, got {answer}"
        for row in rows()
        if row.package == package and (answer := anonymous(row, crowd)) != row.anonymous
    ]

    assert wrong == []


def test_the_page_in_docs_shows_this_matrix() -> None:
    assert PAGE.read_text() == page()
