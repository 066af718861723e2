"""What the lower floors must know of a person: accounts lie above them."""

from __future__ import annotations

from typing import Any, Protocol


class Person(Protocol):
    """Somebody with a number and a name (`accounts.User`)."""

    @property
    def pk(self) -> Any: ...

    def get_full_name(self) -> str: ...


class Acting(Protocol):
    """A person on one of his seats (`organisations.Actor`)."""

    @property
    def user(self) -> Any: ...

    @property
    def role(self) -> str | None: ...


def is_administrator(actor: Acting) -> bool:
    """Does he look after the installation? The base knows no other role, and this one by its code."""
    return actor.role == "administrator"
