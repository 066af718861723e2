"""No secret reaches a log, by whatever way it comes there."""

from __future__ import annotations

import io
import json
import logging
import logging.config
from collections.abc import Iterator

import pytest
import structlog

from zveno.config import logs
from zveno.config.redaction import HIDDEN, redact, redact_text

SECRET = "s3cr3t-Zx9_kQ7mW2"


@pytest.mark.parametrize(
    "said",
    [
        f"GET /l/{SECRET}/ 200",
        f"Not Found: /l/{SECRET}/answer",
        f"https://zveno.example.ru/l/{SECRET}/?page=2",
        f"GET /calendar/mine/{SECRET}.ics 200",
        f"/account/password/reset/key/{SECRET}/",
        f"/account/confirm-email/{SECRET}/",
        f"/search?token={SECRET}&q=x",
        f"/oidc/callback?code={SECRET}&state=1",
        f"postgres://zveno:{SECRET}@db:5432/zveno refused",
        f"amqp://guest:{SECRET}@mq//",
        f"Authorization: Bearer {SECRET}",
        f"Cookie: sessionid={SECRET}; theme=dark",
        f"{{'sessionid': '{SECRET}', 'csrftoken': '{SECRET}'}}",
        f"password={SECRET}",
        f'{{"password1": "{SECRET}"}}',
        f"otp={SECRET}",
        f"ZVENO_SECRET_KEY={SECRET}",
        f"api_key: {SECRET}",
    ],
)
def test_a_secret_in_a_sentence_is_hidden_wherever_it_stands(said: str) -> None:
    assert SECRET not in redact_text(said)


@pytest.mark.parametrize(
    "said",
    [
        "GET /organisations/12/ 200",
        "/static/zveno/main.css",
        "Ключ поиска: школа",
        "database is locked",
        "/school/ls/file/",
        "key figures of the month",
        "postgres://db:5432/zveno",
    ],
)
def test_what_is_no_secret_stays_as_it_is(said: str) -> None:
    assert redact_text(said) == said


def test_values_are_hidden_by_the_name_they_go_under_however_deep() -> None:
    event = {
        "user": 5,
        "form": {"email": "a@b.ru", "password": SECRET},
        "headers": [{"Cookie": SECRET}],
        "code": "1",
    }

    hidden = redact(event)

    assert hidden == {
        "user": 5,
        "form": {"email": "a@b.ru", "password": HIDDEN},
        "headers": [{"Cookie": HIDDEN}],
        "code": HIDDEN,
    }


@pytest.fixture(params=["text", "json"])
def written(request: pytest.FixtureRequest, settings: object) -> Iterator[io.StringIO]:
    """What the configured handler writes."""
    stream = io.StringIO()
    configuration = logs.configuration(request.param)
    configuration["handlers"]["stderr"]["stream"] = stream
    root = logging.getLogger()
    before = root.handlers[:]
    logging.config.dictConfig(configuration)
    yield stream
    root.handlers[:] = before
    structlog.reset_defaults()


class RefusedError(Exception):
    pass


def fail() -> None:
    raise RefusedError(f"password={SECRET}")


def test_both_ways_of_logging_end_in_the_same_redacted_lines(written: io.StringIO) -> None:
    structlog.stdlib.get_logger("zveno.test").info("opened", path=f"/l/{SECRET}/", token=SECRET)
    logging.getLogger("django.request").error("Internal Server Error: /l/%s/", SECRET)
    try:
        fail()
    except RefusedError:
        logging.getLogger("zveno.test").exception("failed", extra={"cookies": SECRET})

    assert SECRET not in written.getvalue()
    assert written.getvalue().count(HIDDEN) >= 4


def test_a_json_line_is_one_object_with_level_and_time(
    written: io.StringIO, request: pytest.FixtureRequest
) -> None:
    structlog.stdlib.get_logger("zveno.test").warning("ключ", count=3)

    line = written.getvalue().strip()
    if not line.startswith("{"):
        assert "ключ" in line
        return
    said = json.loads(line)
    assert (said["event"], said["count"], said["level"], said["logger"]) == (
        "ключ",
        3,
        "warning",
        "zveno.test",
    )
    assert said["timestamp"].endswith("Z")
