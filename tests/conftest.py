"""The harness: strictness that every test gets without asking."""

from __future__ import annotations

import os

import pytest

from tests.support import journal

# Playwright's loop runs in the test's thread; Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

pytest_plugins = [
    "tests.support.concurrent",
    "tests.support.district",
    "tests.support.jobs",
    "tests.support.postgres",
    "tests.support.rabbitmq",
    "tests.support.smtp",
]


def pytest_configure(config: pytest.Config) -> None:
    journal.let_tests_empty_it()


class UndefinedVariableError(Exception):
    """A template asked for something its view did not give."""


class _Refusing(str):
    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        return key == "%s"

    def __mod__(self, name: object) -> str:
        raise UndefinedVariableError(str(name))


@pytest.fixture(autouse=True)
def _unknown_template_variables_fail(settings: pytest.FixtureRequest) -> None:
    """`{{ typo }}` must not pass as an empty string (`|default:` and `{% if %}` still may ask)."""
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = _Refusing("%s")  # type: ignore[attr-defined]
