"""What every request passes first."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from zveno.config.middleware import client_address_middleware, upload_limit_middleware
from zveno.config.probes import views


def address(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.META["REMOTE_ADDR"])


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, None, "10.0.0.9"),
        (0, "1.2.3.4", "10.0.0.9"),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.9"),
    ],
)
def test_the_clients_address_is_what_the_trusted_proxies_saw_and_nothing_he_wrote_himself(
    rf: RequestFactory, settings: Settings, proxies: int, forwarded: str | None, expected: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    headers: dict[str, Any] = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    request = rf.get("/", REMOTE_ADDR="10.0.0.9", **headers)

    response = client_address_middleware(address)(request)

    assert response.content.decode() == expected  # type: ignore[attr-defined]


def test_without_trusted_proxies_nobody_after_us_sees_their_headers(
    rf: RequestFactory, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = 0
    seen: dict[str, str] = {}

    def remember(request: HttpRequest) -> HttpResponse:
        seen.update({name: value for name, value in request.META.items() if "FORWARDED" in name})
        return HttpResponse()

    request = rf.get(
        "/", HTTP_X_FORWARDED_FOR="1.2.3.4", HTTP_X_FORWARDED_PROTO="https", HTTP_FORWARDED="for=x"
    )
    client_address_middleware(remember)(request)

    assert seen == {}


def test_a_body_larger_than_any_form_is_refused_before_it_is_read(
    rf: RequestFactory, settings: Settings
) -> None:
    settings.UPLOAD_MAX_BYTES = 2**20
    handle = upload_limit_middleware(lambda _request: HttpResponse("taken"))

    small = handle(rf.post("/", data=b"x" * 2**20, content_type="application/octet-stream"))
    large = handle(rf.post("/", data=b"x" * (2**20 + 1), content_type="application/octet-stream"))

    assert (small.status_code, large.status_code) == (200, 413)
    assert "1 МБ" in large.content.decode()  # type: ignore[attr-defined]


class Counted(io.BytesIO):
    """A body that knows how much of it was read."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        self.taken += len(piece)
        return piece


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_TRANSFER_ENCODING": "chunked"},
        {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": "10"},
        {"CONTENT_LENGTH": "-1"},
        {"CONTENT_LENGTH": "²"},
    ],
)
@pytest.mark.django_db
def test_a_body_that_does_not_say_its_length_is_refused_and_not_read(headers: dict[str, str]) -> None:
    body = Counted(b"x" * 2**20)
    environ = {**RequestFactory()._base_environ(), **headers}  # type: ignore[attr-defined]
    environ |= {"REQUEST_METHOD": "POST", "PATH_INFO": "/ask/", "wsgi.input": body}
    started: list[str] = []

    def start(status: str, _headers: object, _error: object = None) -> Callable[[bytes], object]:
        started.append(status)
        return started.append  # type: ignore[return-value]

    answer = b"".join(WSGIHandler()(environ, start))

    assert started == ["411 Length Required"]
    assert "Программа не сообщила, сколько данных" in answer.decode()
    assert body.taken == 0


@pytest.mark.parametrize(
    ("remote", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("127.0.0.1", {"HTTP_X_FORWARDED_FOR": "8.8.8.8"}, 404),
        ("127.0.0.1", {"HTTP_FORWARDED": "for=8.8.8.8"}, 404),
        ("8.8.8.8", {}, 404),
        ("8.8.8.8", {"HTTP_AUTHORIZATION": "Bearer right"}, 200),
        ("8.8.8.8", {"HTTP_AUTHORIZATION": "Bearer wrong"}, 404),
        ("8.8.8.8", {"HTTP_AUTHORIZATION": ""}, 404),
    ],
)
@pytest.mark.django_db
def test_metrics_are_for_the_token_and_for_this_machine_but_not_for_a_proxy_on_it(
    rf: RequestFactory, settings: Settings, remote: str, headers: dict[str, Any], status: int
) -> None:
    settings.METRICS_TOKEN = "right"
    request = rf.get("/metrics", REMOTE_ADDR=remote, **headers)

    response = client_address_middleware(views.metrics)(request)

    assert response.status_code == status


@pytest.mark.django_db
def test_without_a_configured_token_an_empty_one_opens_nothing(
    rf: RequestFactory, settings: Settings
) -> None:
    settings.METRICS_TOKEN = ""

    response = views.metrics(rf.get("/metrics", REMOTE_ADDR="8.8.8.8", HTTP_AUTHORIZATION="Bearer "))

    assert response.status_code == 404
