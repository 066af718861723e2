"""What the lower floors must know of a person: accounts lie above them."""

from __future__ import annotations

from typing import Any, Protocol


class Person(Protocol):
    """Somebody with a number and a name (`accounts.User`)."""

    @property
    def pk(self) -> Any: ...

    def get_full_name(self) -> str: ...
