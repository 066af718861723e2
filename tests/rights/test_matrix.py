"""Nobody gets in where he does not belong: every route, every role, every relation."""

from __future__ import annotations

import pytest

from tests.rights.matrix import Row, routes, rows
from tests.rights.page import PAGE, page
from tests.rights.trying import anonymous, cells
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


@pytest.mark.parametrize("row", rows(), ids=str)
def test_everybody_gets_what_the_matrix_says(row: Row, district: District) -> None:
    found = cells(row, district)

    wrong = {
        f"{role} × {relation}": f"expected {row.cells[role, relation]}, got {answer}"
        for (role, relation), answer in found.items()
        if answer != row.cells[role, relation]
    }
    assert wrong == {}


@pytest.mark.parametrize("row", rows(), ids=str)
def test_a_visitor_gets_what_the_matrix_says(row: Row, district: District) -> None:
    assert anonymous(row, district) == row.anonymous


def test_the_page_in_docs_shows_this_matrix() -> None:
    assert PAGE.read_text() == page()
