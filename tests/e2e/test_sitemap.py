"""Every page of the sitemap: nobody is shut out of it, and nothing sticks out on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.test_roles import menu_of

MOST_PAGES = 24
FORBIDDING = {"serious", "critical"}
FILES = re.compile(r"\.(ics|pdf|docx|txt|xlsx|csv)$")
VISITOR = "visitor"


def _shape(address: str) -> str:
    """Records of one list are one page of the sitemap."""
    return re.sub(r"\d+", "n", address.partition("?")[0])


def _records_on(page: Page) -> list[str]:
    """The first record of the page's list and the doors of its head."""
    links = page.locator("main tbody tr:first-child a, main .page-head a, main .tabs a")
    addresses = links.evaluate_all("all => all.map(a => new URL(a.href).pathname + new URL(a.href).search)")
    return [str(address) for address in addresses if not FILES.search(address)]


@pytest.mark.parametrize(
    "role", [VISITOR, "coordinator", "administrator", "auditor", "methodologist", "hr", "pupil"]
)
def test_axe_finds_nothing_serious_and_nothing_sticks_out(
    page: Page, base_url: str, enter_as: Callable[[str], Page], role: str
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    if role == VISITOR:
        page.goto("/")
    else:
        enter_as(role)
    waiting = menu_of(page)
    seen: dict[str, str] = {}
    faults: list[tuple[str, str, str]] = []

    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        if _shape(address) in seen:
            continue
        seen[_shape(address)] = address
        answer = page.goto(base_url + address)
        assert answer
        if not answer.ok:
            faults.append((address, str(answer.status), ""))
            continue
        waiting += _records_on(page)
        faults += [
            (address, fault["id"], str(fault["nodes"][0]["target"]))
            for fault in Axe().run(page).response["violations"]
            if fault["impact"] in FORBIDDING
        ]
        page.set_viewport_size({"width": 390, "height": 844})
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 390:
            faults.append((address, "sticks out at 390 px", str(width)))
        page.set_viewport_size({"width": 1440, "height": 900})

    assert len(seen) > 3
    assert faults == []
