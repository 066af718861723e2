"""Frames, error pages, refusals, the styleguide: each renders from the least it may be given."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views import defaults
from django_htmx.middleware import HtmxDetails

from zveno.base.core.verdict import Refused, no
from zveno.base.ui.frames import Frame, MenuEntry, Person, Seat
from zveno.base.ui.middleware import RefusalMiddleware

REFUSED = Refused(no("Договор подписывает директор.", who_can="Кузнецов П. А."))


def visit(path: str = "/", **headers: str) -> HttpRequest:
    request = RequestFactory().get(path, headers=headers)
    request.user = AnonymousUser()
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]
    return request


@pytest.mark.parametrize("frame", ["work", "public", "link"])
def test_a_frame_stands_without_anything_given(frame: str) -> None:
    page = render_to_string(f"ui/frames/{frame}.html", {}, visit())

    assert (page.count('<main class="page" id="content"'), "<h1" in page) == (1, False)


@pytest.mark.parametrize("frame", ["work", "public"])
def test_a_frame_shows_what_it_is_given(frame: str) -> None:
    given = Frame(
        menu=(MenuEntry("Сегодня", "/today/", "sun", current=True, count=4), MenuEntry("Сеть", "/network/")),
        person=Person("Петрова Анна", "petrova@example.ru", (MenuEntry("Безопасность", "/account/"),)),
        seats=(Seat("1", "Техникум", "мастер", current=True), Seat("2", "Завод", "наставник")),
        search_url="/search/",
        seat_set_url="/seat/",
        notifications_url="/notifications/",
        notifications=3,
        sign_out_url="/out/",
        notice="Учебный округ",
    )

    page = render_to_string(f"ui/frames/{frame}.html", {"frame": given}, visit())

    menus = re.findall(r"<nav[^>]*>(.*?)</nav>", page, re.DOTALL)
    assert [re.findall(r'href="([^"]+)"( aria-current="page")?', menu) for menu in menus] == [
        [("/today/", ' aria-current="page"'), ("/network/", "")]
    ] * 2
    assert "Учебный округ" in page


def test_people_get_the_work_frame_and_visitors_the_public_one() -> None:
    assert (Frame().template, Frame(person=Person("Петрова Анна Сергеевна", "")).template) == (
        "ui/frames/public.html",
        "ui/frames/work.html",
    )
    assert Person("Петрова Анна Сергеевна", "").initials == "ПА"


def test_a_refusal_says_what_why_and_who_can() -> None:
    response = RefusalMiddleware(lambda _request: HttpResponse()).process_exception(visit(), REFUSED)

    assert response
    assert response.status_code == 403
    text = re.sub(r"<[^>]+>", "", response.content.decode())
    assert "Договор подписывает директор." in text
    assert "Кто может: Кузнецов П. А." in text


def test_a_refusal_of_a_fragment_is_a_sentence_for_a_short_note() -> None:
    request = visit(HX_Request="true")

    response = RefusalMiddleware(lambda _request: HttpResponse()).process_exception(request, REFUSED)

    assert response
    assert (response.status_code, response["Content-Type"]) == (403, "text/plain; charset=utf-8")
    assert response.content.decode() == "Договор подписывает директор. Кузнецов П. А."


def test_other_errors_are_left_to_crash_loudly() -> None:
    middleware = RefusalMiddleware(lambda _request: HttpResponse())

    assert middleware.process_exception(visit(), ValueError("ours")) is None


def no_right(request: HttpRequest) -> HttpResponse:
    return defaults.permission_denied(request, PermissionDenied("Только для администратора."))


def no_page(request: HttpRequest) -> HttpResponse:
    return defaults.page_not_found(request, ValueError())


def bad(request: HttpRequest) -> HttpResponse:
    return defaults.bad_request(request, ValueError())


@pytest.mark.parametrize(
    ("view", "status", "title"),
    [
        (bad, 400, "Сервер не понял запрос"),
        (no_right, 403, "Это вам недоступно"),
        (no_page, 404, "Такой страницы нет"),
        (defaults.server_error, 500, "У нас что-то сломалось"),
    ],
)
def test_an_error_has_a_page_of_ours(
    view: Callable[[HttpRequest], HttpResponse], status: int, title: str
) -> None:
    response = view(visit())

    assert response.status_code == status
    assert re.findall(r"<h1>([^<]+)</h1>", response.content.decode()) == [title]


def test_the_page_of_a_crash_needs_no_context_at_all() -> None:
    assert "У нас что-то сломалось" in render_to_string("500.html")


@pytest.mark.parametrize("name", ["403_csrf.html", "429.html"])
def test_pages_of_the_guards_render(name: str) -> None:
    assert "<h1>" in render_to_string(name, {}, visit())


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_styleguide_shows_every_component_to_anybody(client: Client, db: None, language: str) -> None:
    client.cookies["django_language"] = language
    pages = [reverse("ui:styleguide"), reverse("ui:styleguide_confirm")]
    pages += [reverse("ui:styleguide_frame", args=[frame]) for frame in ("work", "public", "link")]

    assert [client.get(page).status_code for page in pages] == [200] * 5
    assert client.get("/styleguide/secret/").status_code == 404
