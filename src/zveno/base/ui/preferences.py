"""How a person wants to see: theme, letter spacing, language.

A visitor's choice lives in a cookie, a person's also in the account. The base floor does not
import accounts (they lie higher): any user with these two fields will do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

THEME_COOKIE = "zveno_theme"
SPACING_COOKIE = "zveno_spacing"
YEAR = 365 * 24 * 3600

THEMES: dict[str, tuple[str | Promise, str]] = {
    "auto": (_("Как в системе"), "monitor"),
    "light": (_("Светлая"), "sun"),
    "dark": (_("Тёмная"), "moon"),
    "contrast": (_("Для слабовидящих"), "glasses"),
}
SPACINGS = ("normal", "wide")


class RemembersLook(Protocol):
    """The part of an account that this package writes."""

    theme: str
    language: str

    def save(self, *, update_fields: Iterable[str]) -> None: ...


@dataclass(frozen=True)
class Look:
    """What the frame needs to render itself."""

    theme: str
    spacing: str
    language: str

    @property
    def themes(self) -> list[dict[str, object]]:
        return [
            {"value": value, "title": title, "icon": icon, "current": value == self.theme}
            for value, (title, icon) in THEMES.items()
        ]

    @property
    def languages(self) -> list[dict[str, object]]:
        """Each named in itself, for whoever does not read the present one."""
        return [
            {
                "value": value,
                "title": get_language_info(value)["name_local"].capitalize(),
                "current": value == self.language,
            }
            for value, _title in settings.LANGUAGES
        ]


def signed_in(request: HttpRequest) -> RemembersLook | None:
    """The account of this request, if there is one."""
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def theme_of(request: HttpRequest) -> str:
    """The account's theme; «as in the system» there lets what was chosen in this browser stand."""
    user = signed_in(request)
    for choice in (user.theme if user else "auto", request.COOKIES.get(THEME_COOKIE, "auto")):
        if choice in THEMES and choice != "auto":
            return choice
    return "auto"


def spacing_of(request: HttpRequest) -> str:
    choice = request.COOKIES.get(SPACING_COOKIE, "")
    return choice if choice in SPACINGS else "normal"


def language_of(request: HttpRequest) -> str:
    """Russian unless somebody chose otherwise: browsers in offices speak what the installer spoke."""
    user = signed_in(request)
    known = dict(settings.LANGUAGES)
    choices = (user.language if user else "", request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))
    return next((choice for choice in choices if choice in known), settings.LANGUAGE_CODE)


def remember_theme(request: HttpRequest, response: HttpResponse, theme: str) -> None:
    _set_cookie(response, THEME_COOKIE, theme)
    if user := signed_in(request):
        user.theme = theme
        user.save(update_fields=["theme"])


def remember_spacing(response: HttpResponse, spacing: str) -> None:
    _set_cookie(response, SPACING_COOKIE, spacing)


def remember_language(request: HttpRequest, response: HttpResponse, language: str) -> None:
    _set_cookie(response, settings.LANGUAGE_COOKIE_NAME, language)
    if user := signed_in(request):
        user.language = language
        user.save(update_fields=["language"])


def _set_cookie(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
    )
