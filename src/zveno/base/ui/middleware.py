"""The language of the request, and refusals as pages."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation

from zveno.base.core.verdict import Refused
from zveno.base.ui.preferences import language_of


def language_middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The person's language, then the browser's cookie, then Russian. Stands after authentication."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        language = language_of(request)
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


class RefusalMiddleware:
    """A service or view refused: the page says what is not allowed, why, and who can do it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        verdict = exception.verdict
        if getattr(request, "htmx", False):
            sentences = " ".join(str(part) for part in (verdict.reason, verdict.who_can) if part)
            return HttpResponse(sentences, status=403, content_type="text/plain; charset=utf-8")
        return render(request, "403.html", {"verdict": verdict}, status=403)
