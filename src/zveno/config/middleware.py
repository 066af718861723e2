"""What every request passes first: where from, how large, and one line in the log."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from http import HTTPStatus

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from zveno.config.logs import logger
from zveno.config.probes.metrics import METRICS

Handle = Callable[[HttpRequest], HttpResponseBase]

_requests = logger("zveno.requests")
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")


def client_address_middleware(get_response: Handle) -> Handle:
    """REMOTE_ADDR becomes the client's address, as the nearest trusted proxy tells it.

    Each proxy appends the address it saw, so with N trusted proxies the Nth from the right is the client;
    everything further left was written by the client himself and is not believed. Without trusted proxies
    the headers are taken away, so that nothing after this can believe them by mistake; that they were
    there is remembered, because then a loopback address is a proxy's and not a person's at this machine.
    """
    trusted = settings.TRUSTED_PROXIES

    def handle(request: HttpRequest) -> HttpResponseBase:
        meta = request.META
        meta["zveno.forwarded"] = any(name in meta for name in FORWARDED)
        if trusted == 0:
            for name in FORWARDED:
                meta.pop(name, None)
        else:
            seen = [part.strip() for part in meta.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
            if len(seen) >= trusted:
                meta["REMOTE_ADDR"] = seen[-trusted]
            meta.pop("HTTP_X_FORWARDED_HOST", None)
            meta.pop("HTTP_FORWARDED", None)
        return get_response(request)

    return handle


def request_log_middleware(get_response: Handle) -> Handle:
    """One line for each request and the numbers of `/metrics`. Never a query string: it may carry names."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        start = time.perf_counter()
        number = uuid.uuid4().hex[:12]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=number)
        request.META["zveno.request"] = number
        response = get_response(request)
        seconds = time.perf_counter() - start
        METRICS.observe(response.status_code, seconds)
        response.headers["X-Request-ID"] = number
        if not request.path.startswith(("/static/", "/health/")):
            user = getattr(request, "user", None)
            _requests.info(
                "request",
                method=request.method,
                path=request.path,
                status=response.status_code,
                ms=round(seconds * 1000, 1),
                address=request.META.get("REMOTE_ADDR"),
                user=getattr(user, "pk", None),
            )
        return response

    return handle


def upload_limit_middleware(get_response: Handle) -> Handle:
    """A body larger than any form of ours may send is refused before it is read.

    So is one that does not say its length, or says it in two ways: Django reads no more of a body than was
    announced, so without a length it would read nothing and take the form for an empty one.
    """

    def handle(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if "HTTP_TRANSFER_ENCODING" in request.META or not length.isdecimal():
            return _refused(
                HTTPStatus.LENGTH_REQUIRED, _("Программа не сообщила, сколько данных отправляет.")
            )
        if int(length) > settings.UPLOAD_MAX_BYTES:
            megabytes = settings.UPLOAD_MAX_BYTES // 2**20
            says = _("Слишком большой файл: можно не больше %(megabytes)d МБ.") % {"megabytes": megabytes}
            return _refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, says)
        return get_response(request)

    return handle


def _refused(status: HTTPStatus, says: str) -> HttpResponse:
    return HttpResponse(says, status=status, content_type="text/plain; charset=utf-8")
