"""People for tests. Nothing surprising: what a test cares about, it says."""

from __future__ import annotations

from itertools import count
from typing import Any

from zveno.base.accounts.models import User

_numbers = count(1)


def make_user(**fields: Any) -> User:
    number = next(_numbers)
    fields.setdefault("email", f"person{number}@example.ru")
    fields.setdefault("last_name", f"Тестов{number}")
    fields.setdefault("first_name", "Тест")
    return User.objects.create_user(**fields)
