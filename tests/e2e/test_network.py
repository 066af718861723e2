"""The network: its map, with JavaScript and without, and what lies between two organisations."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.e2e.product import Product


def test_from_the_map_to_a_pair_and_to_what_they_did(enter_as: Callable[[str], Page]) -> None:
    page = enter_as("coordinator")
    page.goto("/interactions/map/")
    expect(page.locator(".picture-canvas canvas")).to_be_visible()

    page.get_by_label("Группа форм").select_option(label="договорные")
    page.get_by_role("button", name="Показать").click()
    page.wait_for_url(re.compile("group=contractual"))
    page.locator("#list tbody a").first.click()

    page.wait_for_url(re.compile(r"/interactions/partners/\d+/\d+/"))
    expect(page.get_by_text("Что между ними")).to_be_visible()
    page.locator("#list tbody a").first.click()
    expect(page.get_by_text("Группа форм")).to_be_visible()


def test_without_javascript_the_map_is_its_table(browser: Browser, product: Product) -> None:
    context = browser.new_context(java_script_enabled=False, locale="ru-RU", base_url=product.url)
    page = context.new_page()
    page.goto("/account/login/")
    page.locator("[data-demo-role=coordinator]").first.click()

    page.goto("/interactions/map/?sort=-facts")
    page.get_by_label("Вид организации").select_option(label="работодатель")
    page.get_by_role("button", name="Показать").click()

    expect(page.locator("#list tbody tr").first).to_be_visible()
    expect(page.locator("#list thead")).to_contain_text("Организационных")
    context.close()
