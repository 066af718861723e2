"""What the scripts of the look add in a real browser, and that nobody is shut out of what it draws."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

PAGES = [
    "/styleguide/",
    "/styleguide/work/",
    "/styleguide/public/",
    "/styleguide/link/",
    "/styleguide/confirm/",
]


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(
    page: Page, base_url: str, path: str, width: int, theme: str
) -> None:
    page.context.add_cookies([{"name": "zveno_theme", "value": theme, "url": base_url}])
    page.set_viewport_size({"width": width, "height": 900})

    page.goto(path)

    faults = [(fault["id"], fault["nodes"][0]["target"]) for fault in Axe().run(page).response["violations"]]
    assert faults == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_sorting_and_pages_change_only_the_list_and_the_address(page: Page) -> None:
    page.goto("/styleguide/")
    page.evaluate("document.querySelector('h1').dataset.stays = 'yes'")

    page.get_by_role("link", name="Практикантов", exact=True).click()
    expect(page).to_have_url(re.compile(r"\?sort=-students$"))
    page.get_by_role("navigation", name="Страницы").get_by_role("link", name="3").click()

    expect(page).to_have_url(re.compile(r"\?sort=-students&page=3$"))
    expect(page.locator("#list .range")).to_have_text("101–123")
    assert page.evaluate("document.querySelector('h1').dataset.stays") == "yes"
    page.reload()
    expect(page.locator("#list .range")).to_have_text("101–123")
    page.go_back()
    expect(page.locator("#list .range")).to_have_text("1–50")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_on_a_telephone_the_filters_of_a_list_are_folded_and_count_without_scripts_too(
    page: Page, base_url: str
) -> None:
    browser = page.context.browser
    assert browser
    for scripts in (True, False):
        context = browser.new_context(
            base_url=base_url, java_script_enabled=scripts, viewport={"width": 390, "height": 844}
        )
        telephone = context.new_page()
        telephone.goto("/calendar/?audience=pupils")
        chosen, fold = telephone.get_by_label("Кому"), telephone.locator(".filters-fold summary")

        expect(chosen).to_be_hidden()
        expect(fold).to_have_text("Отбор 1")
        fold.click()
        expect(chosen).to_be_visible()
        if scripts:
            telephone.get_by_label("Вид", exact=True).select_option(index=1)
            expect(fold).to_have_text("Отбор 2")
        telephone.set_viewport_size({"width": 1440, "height": 900})
        expect(chosen).to_be_visible()
        expect(fold).to_be_hidden()
        context.close()


def test_a_question_opens_as_a_dialog_and_without_scripts_as_a_page(page: Page, base_url: str) -> None:
    page.goto("/styleguide/")
    link = page.get_by_role("link", name="Удалить…")

    link.click()
    dialog = page.get_by_role("dialog", name="Удалить образец?")
    expect(dialog).to_be_visible()
    dialog.get_by_role("link", name="Не надо").click()
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()
    link.dblclick()
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()

    browser = page.context.browser
    assert browser
    plain = browser.new_context(base_url=base_url, java_script_enabled=False).new_page()
    plain.goto("/styleguide/")
    plain.get_by_role("link", name="Удалить…").click()
    expect(plain.get_by_role("heading", name="Удалить образец?")).to_be_visible()
    plain.context.close()


def test_slash_goes_to_the_search_and_escape_closes_a_menu(page: Page) -> None:
    page.goto("/styleguide/work/")

    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("/завод")
    expect(page.get_by_role("searchbox")).to_have_value("/завод")

    menu = page.locator("details.seat")
    menu.locator("summary").click()
    expect(menu.get_by_role("button", name="Ресурсный центр округа")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu.get_by_role("button", name="Ресурсный центр округа")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_the_theme_is_chosen_by_one_click_without_scripts(page: Page, base_url: str) -> None:
    browser = page.context.browser
    assert browser
    plain = browser.new_context(base_url=base_url, java_script_enabled=False).new_page()
    plain.goto("/styleguide/public/?from=test")

    plain.get_by_role("button", name="Для слабовидящих").first.click()

    expect(plain).to_have_url(re.compile(r"/styleguide/public/\?from=test$"))
    expect(plain.locator("html")).to_have_attribute("data-theme", "contrast")
    plain.context.close()


def test_pictures_are_drawn_and_the_low_vision_version_shows_their_tables_instead(
    page: Page, base_url: str
) -> None:
    page.goto("/styleguide/")
    expect(page.locator(".picture-canvas canvas").first).to_be_visible()
    assert page.locator(".picture-canvas:empty").count() == 0

    with page.expect_download() as download:
        page.get_by_role("button", name="Сохранить картинкой").first.click()
    assert download.value.suggested_filename == "need.png"

    page.context.add_cookies([{"name": "zveno_theme", "value": "contrast", "url": base_url}])
    page.reload()
    expect(page.locator(".picture-canvas").first).to_be_hidden()
    page.get_by_text("Таблицей").first.click()
    expect(page.get_by_role("cell", name="Электромонтёр")).to_be_visible()


def test_a_lost_connection_is_said_and_the_list_stays(page: Page, base_url: str) -> None:
    browser = page.context.browser
    assert browser
    context = browser.new_context(base_url=base_url)  # its own: the browser complains of the lost line
    away = context.new_page()
    away.goto("/styleguide/")
    context.set_offline(True)

    away.get_by_role("link", name="Вид", exact=True).click()

    expect(away.get_by_role("status").filter(has_text="Нет связи с сервером")).to_be_visible()
    expect(away.locator("#list .range")).to_have_text("1–50")
    context.close()


def test_nothing_jumps_while_the_page_loads(page: Page) -> None:
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries())"
        " window.shift += entry.value }).observe({ type: 'layout-shift', buffered: true })"
    )

    page.goto("/styleguide/", wait_until="networkidle")

    assert page.evaluate("window.shift") < 0.02
