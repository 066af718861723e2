"""`{{ form }}` looks right everywhere: labels above, errors by sentence, help below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

SELECT = "django/forms/widgets/select.html"


class Renderer(TemplatesSetting):
    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "ui/forms/field.html"

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        """Django includes three templates for each option: the filters of a list cost more than its rows."""
        if template_name == SELECT:
            return _select(context["widget"])
        return super().render(template_name, context, request)  # type: ignore[return-value]


def _select(widget: Mapping[str, Any]) -> SafeString:
    name = conditional_escape(widget["name"])
    parts = [f'<select name="{name}"{_attributes(widget["attrs"])}>']
    for title, options, _index in widget["optgroups"]:
        parts += [f'<optgroup label="{conditional_escape(title)}">'] if title else []
        parts += _options(options)
        parts += ["</optgroup>"] if title else []
    return mark_safe("".join([*parts, "</select>"]))  # noqa: S308 -- every value above is escaped


def _options(options: list[dict[str, Any]]) -> Iterator[str]:
    for option in options:
        value = "" if option["value"] is None else conditional_escape(option["value"])
        label = conditional_escape(option["label"])
        yield f'<option value="{value}"{_attributes(option["attrs"])}>{label}</option>'


def _attributes(attributes: Mapping[str, Any]) -> str:
    """As Django's `attrs.html`: true stands alone, false is left out."""
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
        for name, value in attributes.items()
        if value is not None and value is not False
    )
