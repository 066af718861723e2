"""Whole journeys of real people: through letters, links and several seats."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.post import CODE, LINK, Postbox

QUESTION = "Куда пойти учиться на сварщика после девятого класса, если живём в посёлке?"


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def visitor(browser: Browser, base_url: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Somebody without an account on a phone, with scripts and without."""
    context = browser.new_context(
        base_url=base_url, java_script_enabled=request.param, viewport={"width": 390, "height": 844}
    )
    yield context.new_page()
    context.close()


def _fits(page: Page) -> None:
    box = page.locator("main").bounding_box()
    assert box
    assert box["width"] <= 390


def _enter_code(page: Page, postbox: Postbox, address: str) -> None:
    """What a link asks before it shows or changes anything: six digits from one more letter."""
    page.get_by_role("button", name="Прислать код").click()
    page.locator("[name=code]").fill(postbox.find(address, CODE))
    _fits(page)
    page.get_by_role("button", name="Продолжить").click()


def test_a_visitor_asks_and_the_resource_centre_answers(
    visitor: Page, postbox: Postbox, enter_as: Callable[[str], Page], request: pytest.FixtureRequest
) -> None:
    address = f"mama-{'a' if 'no-scripts' in request.node.name else 'b'}@example.ru"
    visitor.goto("/ask/")
    visitor.locator("select[name=theme]").select_option(index=1)
    visitor.locator("[name=text]").fill(QUESTION)
    visitor.locator("[name=email]").fill(address)
    visitor.get_by_role("button", name="Дальше").click()
    visitor.locator("[name=given_as]").first.check()
    visitor.get_by_role("button", name="Даю согласие и отправляю вопрос").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Проверьте почту")

    link = postbox.find(address, LINK)
    visitor.goto(link)
    number = visitor.locator("h1").inner_text().split()[-1]
    visitor.get_by_role("button", name="Подтвердить").click()
    expect(visitor.get_by_role("button", name="Подтвердить")).to_have_count(0)
    _fits(visitor)

    desk = enter_as("methodologist")
    desk.goto("/questions/")
    desk.get_by_role("link", name=re.compile(rf"№\s{number}$")).first.click()
    desk.get_by_role("button", name="Взять в работу").click()
    desk.locator("[name=text]").fill("В политехнический техникум, приём до 15 августа, есть общежитие.")
    desk.get_by_role("button", name="Отправить ответ").click()
    expect(desk.get_by_role("heading", name="Ответ", exact=True)).to_be_visible()

    visitor.goto(postbox.find(address, LINK))
    _enter_code(visitor, postbox, address)
    expect(visitor.get_by_text("приём до 15 августа")).to_be_visible()
    visitor.get_by_role("button", name="Помогло", exact=True).click()
    expect(visitor.get_by_text("Вы отметили: помогло. Спасибо!")).to_be_visible()


def test_details_are_corrected_by_a_link_without_an_account(
    visitor: Page, postbox: Postbox, enter_as: Callable[[str], Page], request: pytest.FixtureRequest
) -> None:
    office = enter_as("coordinator")
    # One organisation each: a second code for the same link would have to wait a minute.
    name = "Озёрский+механический" if "no-scripts" in request.node.name else "Озёрный+хлеб"
    office.goto(f"/organisations/?q={name}")
    office.locator("main tbody a").first.click()
    address = office.locator("main a[href^='mailto:']").first.inner_text()
    office.get_by_role("link", name="Попросить уточнить").click()
    office.get_by_role("button", name="Отправить письмо").click()
    link = postbox.find(address, LINK)

    visitor.goto(link)
    _enter_code(visitor, postbox, address)
    visitor.locator("[name=contact_post]").fill("начальник отдела кадров")
    _fits(visitor)
    visitor.get_by_role("button", name="Сведения верны").click()

    expect(visitor.get_by_role("heading", name="Спасибо, сведения подтверждены")).to_be_visible()
    office.reload()
    expect(office.get_by_text("начальник отдела кадров").first).to_be_visible()


def test_a_requested_organisation_is_admitted_and_its_person_comes_home(
    page: Page, postbox: Postbox, enter_as: Callable[[str], Page], browser: Browser, base_url: str
) -> None:
    enter_as("coordinator")
    page.goto("/organisations/requests/")
    page.get_by_role("link", name="Мобильный технопарк «Квант»").click()
    address = page.locator("main a[href^='mailto:']").first.inner_text()
    page.get_by_role("button", name="Принять в сеть").click()
    expect(page.get_by_role("button", name="Принять в сеть")).to_have_count(0)

    context = browser.new_context(base_url=base_url)
    newcomer = context.new_page()
    newcomer.goto(postbox.find(address, LINK))
    newcomer.get_by_role("button", name="Принять приглашение").click()
    newcomer.locator("[name=password1]").fill("Зимний-лес-17-сосен")
    newcomer.locator("[name=password2]").fill("Зимний-лес-17-сосен")
    newcomer.get_by_role("button", name="Создать учётную запись").click()

    expect(newcomer.get_by_role("heading", level=1)).to_have_text("Сегодня")
    expect(newcomer.locator("details.seat b")).to_have_text("Мобильный технопарк «Квант»")
    context.close()


def test_a_published_event_stands_in_the_calendar_for_everybody(
    visitor: Page, enter_as: Callable[[str], Page], request: pytest.FixtureRequest
) -> None:
    title = f"Экскурсия в пекарню {request.node.callspec.id}"
    day = date.today() + timedelta(days=45 if "no-scripts" in title else 52)  # noqa: DTZ011
    page = enter_as("navigator")
    page.goto("/events/new/")
    page.locator("[name=kind]").select_option(label="Экскурсия на предприятие")
    page.locator("[name=title]").fill(title)
    page.locator("[name=starts_at]").fill(f"{day}T14:00")
    page.locator("[name=ends_at]").fill(f"{day}T15:30")
    page.locator("[name=place]").fill("проходная хлебозавода")
    page.locator("[name=for_pupils]").check()
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_role("button", name="Опубликовать").click()
    expect(page.get_by_role("button", name="Опубликовать")).to_have_count(0)
    number = re.search(r"/events/(\d+)/", page.url)
    assert number

    answer = visitor.goto(f"/calendar/{number[1]}/")

    assert answer
    assert answer.ok
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Экскурсия в пекарню")
    visitor.goto(f"/calendar/?month={day:%Y-%m}&q=пекарню")
    expect(visitor.locator(f"a[href='/calendar/{number[1]}/']").first).to_be_visible()


def test_a_figure_opens_down_to_its_records(enter_as: Callable[[str], Page]) -> None:
    page = enter_as("head")
    page.goto("/monitoring/")
    figure = page.locator(".heat .totals a.heat-cell").first
    amount = figure.inner_text().strip()
    figure.click()

    expect(page.locator(".opened b")).to_have_text(amount)
    expect(page.get_by_text("Как считается")).to_be_visible()
    expect(page.locator(".tabs [aria-current] .amount")).to_have_text(amount)
    page.locator("main tbody a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert re.search(r"/events/\d+/$", page.url)


def test_the_auditor_finds_who_did_it(enter_as: Callable[[str], Page]) -> None:
    page = enter_as("auditor")
    page.goto("/journal/?action=join_request.refuse")

    record = page.locator("main").filter(has_text="Профессия за день")
    expect(record).to_contain_text("В заявке на вступление отказано")
    expect(record).to_contain_text(re.compile("координатор", re.IGNORECASE))


def test_a_document_is_issued_downloaded_and_checked_by_its_code(
    enter_as: Callable[[str], Page], visitor: Page
) -> None:
    page = enter_as("hr")
    page.goto("/organisations/?q=Озёрский+механический")
    page.locator("main tbody a").first.click()
    page.locator("main a[href^='/documents/']").first.click()
    page.get_by_role("button", name=re.compile("Сформировать|Выпустить новую редакцию")).click()
    code = page.locator("a[href*='/d/']").first.inner_text().strip()

    for button, start in (("PDF для подписи", b"%PDF-"), ("Word для правки", b"PK")):
        with page.expect_download() as download:
            page.get_by_role("link", name=button).click()
        assert Path(download.value.path()).read_bytes().startswith(start)

    visitor.goto("/d/")
    visitor.locator("main form input:not([type=hidden])").first.fill(code)
    visitor.get_by_role("button", name="Проверить").click()
    expect(visitor.get_by_text("Документ выпущен в «Звене»")).to_be_visible()
    _fits(visitor)


def test_a_mentor_with_two_seats_switches_them(enter_as: Callable[[str], Page]) -> None:
    page = enter_as("mentor")
    seat = page.locator("details.seat")
    before = seat.locator("summary small").inner_text()

    seat.locator("summary").click()
    seat.locator("button[aria-pressed=false]").click()

    expect(seat.locator("summary small")).not_to_have_text(before)
    seat.locator("summary").click()
    expect(seat.get_by_role("button", name=before)).to_have_attribute("aria-pressed", "false")


def test_a_refusal_says_why_and_who_can(enter_as: Callable[[str], Page]) -> None:
    page = enter_as("teacher")

    answer = page.goto("/journal/")

    assert answer
    assert answer.status == 403
    expect(page.locator("main .alert p").first).not_to_be_empty()
    expect(page.get_by_text("Кто может:")).to_be_visible()
