"""Who calls: a program by its key, or somebody signed in by his browser's session."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from functools import wraps
from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from zveno.base.accounts.services import recognise_token
from zveno.base.audit.origin import acting_from, current
from zveno.base.core.verdict import Refused, no
from zveno.base.ui.preferences import language_of
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.queries import actor_of
from zveno.web.api.problems import method_not_allowed
from zveno.web.api.requests import ApiRequest

View = Callable[..., HttpResponseBase]
SCHEME = "bearer"


def door(view: View) -> View:
    """Around each operation: a key makes its owner the person of this request, on the seat of the key.

    The journal then writes his seat, and sentences are in his language, as if he had signed in.
    """

    @login_not_required
    @wraps(view)
    def enter(request: ApiRequest, *args: object, **values: object) -> HttpResponseBase:
        with ExitStack() as entered:
            _recognise(request, entered)
            response = view(request, *args, **values)
            if isinstance(response, HttpResponseNotAllowed):
                response = method_not_allowed(response["Allow"])
            response.headers["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
        add_never_cache_headers(cast("HttpResponse", response))
        return response

    return enter


def _recognise(request: ApiRequest, entered: ExitStack) -> None:
    secret = _secret(request)
    request.key = recognise_token(secret, at=timezone.now()) if secret else None
    if request.key is None:
        return
    owner = request.key.owner
    request.user = owner
    request.actor = actor_of(owner, request.key.seat_number, on=timezone.localdate())
    seat = str(request.actor.membership or "")
    entered.enter_context(acting_from(replace(current(), person=owner.pk, seat=seat)))
    entered.enter_context(translation.override(language_of(request)))


def _secret(request: HttpRequest) -> str:
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == SCHEME else ""


class Key(AuthBase):
    """`Authorization: Bearer zveno_…`; a key whose seat has ended opens nothing, and says so."""

    openapi_type = "http"
    openapi_scheme = SCHEME
    openapi_description = "A key from «Settings – API keys». It acts from the one seat it was issued for."

    def __call__(self, request: HttpRequest) -> Actor | None:
        asked = cast("ApiRequest", request)
        if asked.key is None:
            return None
        if asked.key.seat_number is not None and asked.actor.membership is None:
            raise Refused(
                no(
                    _("Ключ действовал от места «%(seat)s», а оно за вами больше не числится.")
                    % {"seat": asked.key.seat_name},
                    who_can=_("Вы сами: выдайте новый ключ от другого своего места."),
                )
            )
        return asked.actor


class Session(AuthBase):
    """A signed-in browser, on the seat chosen there. Never beside a key: a dead key is not forgiven."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = settings.SESSION_COOKIE_NAME
    openapi_description = (
        "The session of a signed-in browser; unsafe methods also need the `X-CSRFToken` header."
    )

    def __call__(self, request: HttpRequest) -> Actor | None:
        asked = cast("ApiRequest", request)
        if "Authorization" in request.headers or not request.user.is_authenticated:
            return None
        if check_csrf(request):
            raise Refused(no(_("Запрос пришёл не со страниц этого сайта: не совпал X-CSRFToken.")))
        return asked.actor
