"""The demonstration is open to everybody, so nobody may lock its people's doors."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from zveno.base.accounts.models import User
from zveno.base.accounts.queries import is_demo_person
from zveno.base.core.verdict import no

GUARDED = ("account_email", "account_change_password", "account_set_password", "mfa_", "socialaccount_")
OPEN = ("mfa_index", "mfa_authenticate", "mfa_reauthenticate")


class DemoPeopleStayMiddleware:
    """In the demonstration passwords, addresses and second factors of its people are not changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, options: object
    ) -> HttpResponse | None:
        name = (request.resolver_match.url_name or "") if request.resolver_match else ""
        if not settings.DEMO or request.method != "POST" or not name.startswith(GUARDED) or name in OPEN:
            return None
        if not isinstance(request.user, User) or not is_demo_person(request.user):
            return None
        verdict = no(
            _("Это общая учётная запись демонстрации: её пароль, почту и второй фактор не меняют."),
            who_can=_("В своей установке это может каждый для себя."),
        )
        # Django shows only what views raise to process_exception, so the page of refusal is drawn here.
        return render(request, "403.html", {"verdict": verdict}, status=403)
