"""Journeys of personal data: a mother decides on her phone, an auditor sees who looked."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, ViewportSize, expect

PHONE: ViewportSize = {"width": 390, "height": 844}
PURPOSE = "Передача сведений предприятию"


def _fits(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_mother_gives_and_withdraws_a_consent_on_her_phone(
    page: Page, enter_as: Callable[[str], Page]
) -> None:
    page.set_viewport_size(PHONE)
    enter_as("parent")
    page.get_by_role("link", name=re.compile(f"^Решите, согласны ли вы: {PURPOSE}")).click()
    _fits(page)

    page.locator("[name=agreed]").check()
    page.get_by_role("button", name="Даю согласие").click()
    expect(page.get_by_text("Согласие дано, отозвать его можно в любое время")).to_be_visible()
    _fits(page)

    page.goto("/people/consents/")
    _fits(page)
    line = page.locator("li.task").filter(has_text=PURPOSE).first
    line.get_by_role("link", name="Отозвать").click()
    expect(page.get_by_text("Новые направления не делаются")).to_be_visible()
    page.locator("[name=why]").fill("Сын болеет")
    page.get_by_role("button", name="Отозвать согласие").click()
    expect(page.get_by_text("Сын болеет").first).to_be_visible()
    _fits(page)

    page.goto("/people/consents/")
    line = page.locator("li.task").filter(has_text=PURPOSE).first
    expect(line).to_contain_text("Прочитать")


def test_the_auditor_and_the_mother_see_who_looked_at_a_health_limit(
    page: Page, enter_as: Callable[[str], Page]
) -> None:
    enter_as("parent")
    page.goto("/people/consents/")
    child = page.locator("section.card h2").first.inner_text()

    page.context.clear_cookies()
    enter_as("teacher")
    page.goto(f"/people/?q={child}")
    page.locator("main tbody a").first.click()
    page.get_by_role("link", name="Сведения о здоровье и другие особые").click()
    expect(page.get_by_text("офтальмолог")).to_have_count(0)
    page.locator("[name=reason][value=safety]").check()
    page.locator("[name=words]").fill("поход в субботу")
    page.get_by_role("button", name="Показать").click()
    expect(page.get_by_text("офтальмолог")).to_be_visible()
    page.reload()

    page.context.clear_cookies()
    enter_as("auditor")
    page.goto("/people/special/looks/")
    row = page.locator("main tbody tr").first
    expect(row).to_contain_text("поход в субботу")
    expect(row).to_contain_text(child)

    page.context.clear_cookies()
    enter_as("parent")
    page.goto("/people/consents/")
    page.get_by_role("link", name="Кто смотрел данные").first.click()
    expect(page.get_by_text("поход в субботу").first).to_be_visible()
