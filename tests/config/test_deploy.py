"""Settings of a real installation: https, a proxy, nothing open."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.ops.installation import Installation

ASKED = (
    "DEBUG", "ALLOWED_HOSTS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
    "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SECURE_PROXY_SSL_HEADER", "X_FRAME_OPTIONS",
)  # fmt: skip


@pytest.fixture
def real(tmp_path: Path) -> Installation:
    return Installation(
        tmp_path / "home", more={"ZVENO_URL": "https://zveno.example.ru", "ZVENO_PROXIES": "1"}
    )


def settings_of(installation: Installation) -> dict[str, object]:
    """As a process of that environment reads them."""
    code = (
        "import json; from zveno.config import settings as s;"
        f"print(json.dumps({{name: getattr(s, name) for name in {ASKED!r}}}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=installation.environment, capture_output=True, text=True, check=True
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_djangos_own_check_of_a_deployment_has_nothing_to_say(real: Installation) -> None:
    done = real.zveno("check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout + done.stderr


def test_behind_https_cookies_and_redirects_are_strict(real: Installation) -> None:
    assert settings_of(real) == {
        "DEBUG": False,
        "ALLOWED_HOSTS": ["zveno.example.ru", "127.0.0.1", "localhost", "[::1]"],
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
        "X_FRAME_OPTIONS": "DENY",
    }


def test_without_https_nothing_claims_it_and_no_header_is_believed(tmp_path: Path) -> None:
    found = settings_of(Installation(tmp_path / "home"))

    assert found["SESSION_COOKIE_SECURE"] is False
    assert found["SECURE_SSL_REDIRECT"] is False
    assert found["SECURE_PROXY_SSL_HEADER"] is None
