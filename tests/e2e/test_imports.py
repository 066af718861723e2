"""A coordinator and a messy folder: loaded, repaired, applied, taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.product import Product
from tests.support.messy_folder import messy_folder
from tests.support.workbooks import zipped

LONG = 60_000


def test_a_coordinator_loads_a_folder_of_a_dozen_messy_workbooks(
    enter_as: Callable[[str], Page], product: Product, tmp_path: Path
) -> None:
    archive = tmp_path / "район.zip"
    archive.write_bytes(zipped(messy_folder()))
    page = enter_as("coordinator")
    page.goto(f"{product.url}/imports/new/contingent/")
    page.locator("[name=books]").set_input_files(archive)
    page.get_by_role("button", name="Прочитать таблицы").click()

    page.wait_for_url("**/columns/", timeout=LONG)
    expect(page.get_by_text("паспорта не нужны: не загружаем").first).to_be_visible()
    expect(page.get_by_text("В файле есть макросы")).to_be_visible()
    files = page.locator("select[name$=organisation]")
    school = files.first.locator("option", has_text="СОШ").first.inner_text()
    for whose in files.all():
        whose.select_option(label=school)
    page.get_by_role("button", name="Проверить строки").click()

    page.wait_for_url("**/check/", timeout=LONG)
    wrong_date = page.locator(".card", has_text="31.02.2015")
    wrong_date.locator("[name=written]").fill("28.02.2015")
    wrong_date.get_by_role("button", name="Исправить так").click()
    page.locator(".card", has_text="Вместо имени инициалы").get_by_role("button", name="Не загружать").click()
    page.get_by_role("button", name="Проверить исправленное").click()
    expect(page.get_by_text("Ошибок нет.")).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Загрузить", exact=True).click()

    undo = page.get_by_role("link", name="Отменить загрузку")
    expect(undo).to_be_visible(timeout=LONG)
    expect(page.locator(".badge", has_text="загружено")).to_be_visible()
    undo.click()
    page.get_by_role("button", name="Отменить загрузку").click()
    expect(page.locator(".badge", has_text="отменено")).to_be_visible(timeout=LONG)
