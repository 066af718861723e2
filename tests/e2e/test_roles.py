"""Whoever comes by one click lands at home, and every door shown to that person opens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from zveno.demo.people import CARDS

ROLES = [card.code for card in CARDS]


def menu_of(page: Page) -> list[str]:
    """Addresses of the frame's menu; the narrow screen's copy holds the same ones."""
    links = page.locator(".side .menu a, .site-nav a")
    return [str(address) for address in links.evaluate_all("all => all.map(a => a.getAttribute('href'))")]


@pytest.mark.parametrize("role", ROLES)
def test_one_click_leads_home_and_every_entry_of_the_menu_opens(
    enter_as: Callable[[str], Page], base_url: str, role: str
) -> None:
    page = enter_as(role)

    expect(page.get_by_role("heading", level=1)).to_have_text("Сегодня")
    expect(page.get_by_role("heading", level=2, name="Ждут вас", exact=True)).to_be_visible()
    menu = menu_of(page)
    assert menu[0] == "/"
    # One redirect: «Моя карточка» leads to the card by its number.
    answers = {address: page.request.get(base_url + address, max_redirects=1).status for address in menu}
    assert answers == dict.fromkeys(menu, 200)


@pytest.mark.parametrize("role", ["coordinator", "methodologist", "pupil", "practice", "administrator"])
def test_home_is_read_by_everybody_in_large_letters_on_a_telephone(
    enter_as: Callable[[str], Page], base_url: str, role: str
) -> None:
    page = enter_as(role)
    page.context.add_cookies([{"name": "zveno_theme", "value": "contrast", "url": base_url}])
    page.set_viewport_size({"width": 390, "height": 844})

    page.goto("/")

    faults = [(fault["id"], fault["nodes"][0]["target"]) for fault in Axe().run(page).response["violations"]]
    assert faults == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_no_list_moves_the_page_sideways_in_large_letters(
    enter_as: Callable[[str], Page], base_url: str
) -> None:
    page = enter_as("coordinator")
    page.context.add_cookies([{"name": "zveno_theme", "value": "contrast", "url": base_url}])

    widths = {}
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 844})
        for address in ("/organisations/", "/events/", "/questions/", "/monitoring/"):
            page.goto(address)
            widths[address, width] = page.evaluate("document.documentElement.scrollWidth") <= width

    assert widths == dict.fromkeys(widths, True)


def test_every_role_of_the_demonstration_stands_on_the_sign_in_page(page: Page) -> None:
    page.goto("/account/login/")

    cards = page.locator("[data-demo-role]")
    shown = cards.evaluate_all("all => all.map(card => card.dataset.demoRole)")
    assert shown == ROLES
