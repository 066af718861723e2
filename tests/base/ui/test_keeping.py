"""What is drawn once for many, and what of it is everybody's own."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.middleware.csrf import get_token
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.utils.translation import override

from zveno.base.ui.keeping import Kept
from zveno.base.ui.preferences import Look


def page(template: Template, path: str = "/", **values: object) -> str:
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    get_token(request)
    return template.render(RequestContext(request, values))


def test_an_equal_thing_is_drawn_once() -> None:
    kept, drawn = Kept(), []

    def draw() -> str:
        drawn.append("once")
        return "menu"

    assert [kept.drawn(("a", 1), draw), kept.drawn(("a", 1), draw)] == ["menu", "menu"]
    assert drawn == ["once"]


def test_what_was_drawn_longest_ago_is_forgotten_first() -> None:
    kept = Kept(most=2)
    for number in (1, 2, 3):
        kept.drawn(number, lambda: "old")

    assert [kept.drawn(number, lambda: "new") for number in (3, 2, 1)] == ["old", "old", "new"]


def test_another_value_and_another_language_are_drawn_anew() -> None:
    template = Template(
        "{% load i18n ui %}{% kept given=given %}{{ given.theme }} {% translate 'Звено' %}{% endkept %}"
    )
    light, dark = Look("light", "normal", "ru"), Look("dark", "normal", "ru")

    assert [page(template, given=light), page(template, given=dark), page(template, given=light)] == [
        "light Звено",
        "dark Звено",
        "light Звено",
    ]
    with override("en"):
        assert page(template, given=light) == "light Zveno"


def test_a_kept_part_knows_nothing_of_the_page_it_was_drawn_on() -> None:
    template = Template(
        "{% load ui %}{% kept given=given %}{% if secret %}{{ secret }}{% endif %}.{% endkept %}"
    )

    drawn = page(template, given="a page that knows", secret="of one person")

    assert drawn == "."


def test_everybody_gets_his_own_token_and_the_address_of_his_page() -> None:
    template = Template(
        "{% load ui %}{% kept given=given %}{% csrf_token %}<a href='{{ here }}'>{% endkept %}"
    )

    first = page(template, path="/one/?q=<b>&x=1", given="tokens")
    second = page(template, path="/two/", given="tokens")

    assert "<a href='/one/?q=%3Cb%3E&amp;x=1'>" in first
    assert "<a href='/two/'>" in second
    tokens = [re.findall(r'value="(\w{64})"', drawn) for drawn in (first, second)]
    assert [len(found) for found in tokens] == [1, 1]
    assert tokens[0] != tokens[1]


def test_a_kept_part_inside_another_is_everybodys_own_too() -> None:
    template = Template(
        "{% load ui %}{% kept given=given %}{% kept given=given %}{{ here }}{% endkept %}"
        " {{ here }}{% endkept %}"
    )

    assert page(template, path="/one/", given="nested") == "/one/ /one/"
    assert page(template, path="/two/", given="nested") == "/two/ /two/"


def test_what_cannot_be_compared_cannot_be_kept() -> None:
    template = Template("{% load ui %}{% kept menu=menu %}{% endkept %}")

    with pytest.raises(TypeError, match="unhashable"):
        template.render(Context({"menu": ["Сегодня"]}))
