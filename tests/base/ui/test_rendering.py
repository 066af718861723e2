"""Our own drawing of selects says exactly what Django's templates say, only faster."""

from __future__ import annotations

from django import forms
from django.forms.renderers import DjangoTemplates
from tests.support.html import same_html

from zveno.base.ui.rendering import Renderer


def test_a_select_is_drawn_as_django_draws_it() -> None:
    widget = forms.Select(
        attrs={"required": True, "hidden": False, "data-say": '"<b>"'},
        choices=[("", "все"), (1, "<Школа> & техникум"), ("Группа", [("a", "один"), ("b", "два")])],
    )

    for value in (None, "", 1, "b", "nothing"):
        ours = widget.render("kind", value, attrs={"id": "id_kind"}, renderer=Renderer())
        djangos = widget.render("kind", value, attrs={"id": "id_kind"}, renderer=DjangoTemplates())
        assert same_html(ours, djangos)
