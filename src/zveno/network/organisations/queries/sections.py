"""What packages above tell on an organisation's page: each gives a section, or nothing for this reader.

    add_section(partners_section)          # from the package's `apps.py`

    def partners_section(organisation: Organisation, actor: Actor, *, at: datetime) -> Section | None: ...

A section is a card: its template gets `section`, and with it whatever `content` is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.utils.functional import Promise

from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation


@dataclass(frozen=True)
class Section:
    title: str | Promise
    template: str
    content: object
    position: int = 100


class Telling(Protocol):
    """Asks the database at most three times, and not at all for who may not see it."""

    def __call__(self, organisation: Organisation, actor: Actor, *, at: datetime) -> Section | None: ...


_tellings: list[Telling] = []


def add_section(telling: Telling) -> None:
    """Twice the same is once."""
    if telling not in _tellings:
        _tellings.append(telling)


def sections_of(organisation: Organisation, actor: Actor, *, at: datetime) -> list[Section]:
    """In the order of their positions."""
    told = [telling(organisation, actor, at=at) for telling in _tellings]
    return sorted((section for section in told if section), key=lambda section: section.position)
