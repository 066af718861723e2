"""Whoever comes by one click lands at home, and every door shown to that person opens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
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
    answers = {address: page.request.get(base_url + address, max_redirects=0).status for address in menu}
    assert answers == dict.fromkeys(menu, 200)


def test_every_role_of_the_demonstration_stands_on_the_sign_in_page(page: Page) -> None:
    page.goto("/account/login/")

    cards = page.locator("[data-demo-role]")
    shown = cards.evaluate_all("all => all.map(card => card.dataset.demoRole)")
    assert shown == ROLES
