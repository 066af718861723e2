"""Icons of the lucide package, drawn on the server."""

from __future__ import annotations

import re
from functools import cache

from django.utils.safestring import SafeString, mark_safe
from lucide import _render_icon

_DROPPED = re.compile(r' (?:xmlns|class|width|height)="[^"]*"')
_BETWEEN = re.compile(r">\s+<")


@cache
def icon(name: str) -> SafeString:
    """The drawing, sized by the text beside it and silent for screen readers. An unknown name is an error."""
    opening, rest = _render_icon(name + "", None).split(">", 1)
    opening = _DROPPED.sub("", opening).replace("<svg", '<svg class="icon" aria-hidden="true"', 1)
    return mark_safe(_BETWEEN.sub("><", f"{opening}>{rest.strip()}"))  # noqa: S308 -- the package's own drawing
