"""`{% load journal %}`: the visible history beside an object, fed by `audit.queries.history_of`."""

from __future__ import annotations

from collections.abc import Sequence

from django import template

from zveno.base.audit.queries import Line

register = template.Library()


@register.inclusion_tag("audit/parts/history.html")
def visible_history(lines: Sequence[Line]) -> dict[str, object]:
    """Who did what and when, newest first, field by field «было → стало»."""
    return {"lines": lines}
