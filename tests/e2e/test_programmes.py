"""The road of exit competences: an enterprise says whom it needs, a technikum sees the gap and acts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

SKILL = "Собирать щит управления по схеме"


@pytest.fixture
def telephone(browser: Browser, base_url: str) -> Iterator[Page]:
    """A telephone without scripts."""
    context = browser.new_context(
        base_url=base_url, java_script_enabled=False, viewport={"width": 390, "height": 844}, locale="ru-RU"
    )
    yield context.new_page()
    context.close()


def test_hr_who_never_saw_the_product_states_what_a_graduate_must_do(telephone: Page) -> None:
    telephone.goto("/account/login/")
    telephone.locator("[data-demo-role=hr]").first.click()
    telephone.goto("/programmes/needs/")
    telephone.get_by_role("link", name="Назвать требования").click()
    telephone.locator("li.task", has_text="Электромонтер").get_by_role("link").click()

    wanted = telephone.locator("fieldset.group", has_text="Находить неисправность по схеме")
    wanted.locator("select[name$=level]").select_option(label="делает сам")
    wanted.locator("select[name$=importance]").select_option(label="без этого не возьмём")
    own = telephone.locator("fieldset.group", has=telephone.locator("input[type=text]")).first
    own.locator("input[type=text]").fill(SKILL)
    own.locator("select[name$=level]").select_option(label="делает под присмотром")
    assert telephone.evaluate("document.documentElement.scrollWidth") <= 390
    telephone.get_by_role("button", name="Готово").click()

    expect(telephone.locator("main")).to_contain_text(SKILL)
    expect(telephone.locator("main")).to_contain_text("без этого не возьмём")


def test_the_deputy_opens_the_gap_and_starts_a_change(enter_as: Callable[[str], Page]) -> None:
    page = enter_as("deputy")
    page.goto("/programmes/needs/?q=токарь+механический")
    page.locator("main tbody a").first.click()
    page.get_by_role("link", name=re.compile("приём")).last.click()
    page.get_by_role("link", name=re.compile("Требования и разрыв")).click()
    missing = page.locator(".figure", has_text="Не учим").locator("a")
    amount = missing.inner_text().strip()
    missing.click()
    expect(page.locator(".opened b")).to_have_text(amount)
    page.go_back()

    page.get_by_role("link", name="Изменить программу").click()
    expect(page.locator("input[name=requirements]:checked").first).to_be_visible()
    page.locator("[name=title]").fill("Замена инструмента по износу")
    page.locator("[name=what]").fill("ПМ.01: тема «Износ инструмента», 24 часа")
    page.locator("[name=due_on]").fill("2099-01-01")
    page.get_by_role("button", name="Сохранить черновик").click()
    page.get_by_role("button", name="Отправить на экспертизу").click()

    expect(page.locator(".page-head .badge")).to_contain_text("на экспертизе")
    expect(page.get_by_role("heading", name="Эксперты")).to_be_visible()
