"""People for tests. Nothing surprising: what a test cares about, it says."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import Any

from zveno.base.accounts.models import User
from zveno.base.accounts.services import open_account

_numbers = count(1)


def make_user(**fields: Any) -> User:
    number = next(_numbers)
    fields.setdefault("email", f"person{number}@example.ru")
    fields.setdefault("last_name", f"Тестов{number}")
    fields.setdefault("first_name", "Тест")
    return User.objects.create_user(**fields)


def make_account(*, password: str | None = None, **fields: Any) -> User:
    """A person who has proven his address, as the services make him."""
    number = next(_numbers)
    fields.setdefault("email", f"person{number}@example.ru")
    fields.setdefault("last_name", f"Тестов{number}")
    fields.setdefault("first_name", "Тест")
    return open_account(password=password, by=None, at=datetime(2026, 9, 1, tzinfo=UTC), **fields)
