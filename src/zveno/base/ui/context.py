"""What every template may use: `look`, and a visitor's `frame` until `web/portal` gives a better one."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import get_language

from zveno.base.ui.frames import Frame
from zveno.base.ui.preferences import Look, spacing_of, theme_of


def interface(request: HttpRequest) -> dict[str, object]:
    return {
        "frame": Frame(),
        "look": Look(theme=theme_of(request), spacing=spacing_of(request), language=get_language() or "ru"),
    }
