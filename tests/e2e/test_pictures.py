"""Pictures of the manual: taken from the running product, named in the manual, none forgotten."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.post import CODE, LINK, Postbox
from tests.e2e.test_roles import ROLES

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual"
SCREENS = {1440: 900, 390: 844}
HEAVIEST = 150_000
PLACES = (
    ("coordinator", "organisations", "/organisations/"),
    ("coordinator", "calendar", "/events/"),
    ("methodologist", "questions", "/questions/"),
    ("head", "indicators", "/monitoring/"),
    ("auditor", "journal", "/journal/"),
)
VISITED = (
    ("front", "/"),
    ("sign-in", "/account/login/"),
    ("ask", "/ask/"),
    ("public-calendar", "/calendar/"),
    ("check", "/d/"),
)


def _take(page: Page, folder: Path, name: str, *, colours: int = 128) -> None:
    for width, height in SCREENS.items():
        page.set_viewport_size({"width": width, "height": height})
        picture = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
        path = folder / f"{name}-{width}.png"
        picture.quantize(colors=colours).save(path, optimize=True)
        assert path.stat().st_size < HEAVIEST, name


@pytest.mark.parametrize("role", ROLES)
def test_home_of_a_role(enter_as: Callable[[str], Page], pictures: Path, role: str) -> None:
    _take(enter_as(role), pictures, f"home-{role}")


@pytest.mark.parametrize(("role", "name", "path"), PLACES)
def test_a_place_of_work(
    enter_as: Callable[[str], Page], pictures: Path, role: str, name: str, path: str
) -> None:
    page = enter_as(role)

    answer = page.goto(path)

    assert answer
    assert answer.ok
    _take(page, pictures, name)


def test_the_page_of_ones_own_organisation(enter_as: Callable[[str], Page], pictures: Path) -> None:
    page = enter_as("hr")

    menu = page.locator(".side .menu")
    menu.get_by_role("link", name="Сеть", exact=True).click()
    menu.get_by_role("link", name="Моя организация", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("механический завод")
    _take(page, pictures, "organisation")


def test_the_map_of_the_network(enter_as: Callable[[str], Page], pictures: Path) -> None:
    page = enter_as("coordinator")

    page.goto("/interactions/map/")

    expect(page.locator(".picture-canvas canvas")).to_be_visible()
    expect(page.locator("#list tbody tr").first).to_be_visible()
    _take(page, pictures, "network", colours=32)  # its lines do not compress


@pytest.mark.parametrize(("name", "path"), VISITED)
def test_a_page_for_everybody(page: Page, pictures: Path, name: str, path: str) -> None:
    answer = page.goto(path)

    assert answer
    assert answer.ok
    _take(page, pictures, name)


def test_the_page_behind_a_link(enter_as: Callable[[str], Page], pictures: Path, postbox: Postbox) -> None:
    page = enter_as("coordinator")
    page.goto("/organisations/?q=Молочный+край")
    page.locator("main tbody a").first.click()
    address = page.locator("main a[href^='mailto:']").first.inner_text()
    page.get_by_role("link", name="Попросить уточнить").click()
    page.get_by_role("button", name="Отправить письмо").click()
    page.context.clear_cookies()

    page.goto(postbox.find(address, LINK))
    page.get_by_role("button", name="Прислать код").click()
    _take(page, pictures, "link-code")
    page.locator("[name=code]").fill(postbox.find(address, CODE))
    page.get_by_role("button", name="Продолжить").click()
    expect(page.locator("[name=contact_post]")).to_be_visible()

    _take(page, pictures, "link-details")


@pytest.mark.parametrize(
    ("choice", "usual", "variant"),
    [
        ("theme=dark", "theme=light", "dark"),
        ("theme=contrast", "theme=light", "contrast"),
        ("language=en", "language=ru", "english"),
    ],
)
def test_other_looks_of_the_home(
    enter_as: Callable[[str], Page], pictures: Path, choice: str, usual: str, variant: str
) -> None:
    page = enter_as("coordinator")

    _choose(page, choice)
    _take(page, pictures, f"home-coordinator-{variant}")

    page.set_viewport_size({"width": 1440, "height": 900})
    _choose(page, usual)  # the person of the next test finds the usual look


def _choose(page: Page, choice: str) -> None:
    name, _, value = choice.partition("=")
    page.locator(".drop.look summary").click()
    page.locator(f".drop.look button[name={name}][value={value}]").click()
    chosen = page.locator(f".drop.look button[name={name}][value={value}][aria-pressed=true]")
    expect(chosen).to_have_count(1)


def test_the_manual_names_every_picture_and_no_other() -> None:
    named = set(re.findall(r"\]\(pictures/([\w-]+\.png)\)", (MANUAL / "README.ru.md").read_text("utf-8")))

    kept = {picture.name for picture in (MANUAL / "pictures").glob("*.png")}

    assert named == kept
