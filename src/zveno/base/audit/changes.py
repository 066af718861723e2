"""What changed in a thing, as plain JSON that reads the same from both databases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import models

Plain = str | int | bool | list[Any] | dict[str, Any] | None


def plain(value: Any) -> Plain:  # noqa: PLR0911 -- a case each
    """Words, whole numbers, lists and mappings; the rest becomes its text.

    Fractions become text too: SQLite and PostgreSQL write them differently, and a hash would notice.
    """
    match value:
        case None | bool():
            return value
        case int():
            return int(value)
        case str():
            return clean(value)
        case datetime() | date():
            return value.isoformat()
        case Mapping():
            return {clean(str(key)): plain(inner) for key, inner in value.items()}
        case list() | tuple() | set() | frozenset() | models.QuerySet():
            return [plain(inner) for inner in value]
        case _:
            return clean(str(value))


def clean(text: str) -> str:
    """Without what PostgreSQL refuses in text: NUL and halves of surrogate pairs."""
    return str(text).replace("\x00", "").encode("utf-8", "replace").decode()


def snapshot(thing: models.Model, *fields: str) -> dict[str, Any]:
    """The values a service is about to change; give it to `differences` afterwards."""
    return {name: getattr(thing, name) for name in fields}


def differences(before: Mapping[str, Any], thing: models.Model) -> dict[str, list[Plain]]:
    """`{"phone": [was, became]}` for what differs from the snapshot."""
    return {
        name: [plain(was), plain(getattr(thing, name))]
        for name, was in before.items()
        if getattr(thing, name) != was
    }
