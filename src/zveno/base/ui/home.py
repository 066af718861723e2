"""What a package tells the portal: what concerns a person today, the figures of his role, what was found.

A package answers with three functions in its `queries`, and `web/portal/sources.py` names them:

    def today(actor: Actor, *, at: datetime) -> list[TodayItem]
    def figures(actor: Actor, *, at: datetime) -> list[Figure]
    def found(actor: Actor, typed: str, *, limit: int) -> list[Found]

Each asks the database at most three times, and not at all when the role has no business there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class TodayItem:
    """One thing of the home page: it waits for this person, is late, or comes soon.

    `reason` says in a sentence why it is his, and when, if that matters; `due` only orders. `action` is the
    word on the button («Ответить»); `weight` puts what many people wait for above the rest of the same day.
    """

    when: Literal["waits", "late", "soon"]
    title: Text
    url: str
    reason: Text
    action: Text = ""
    due: date | None = None
    icon: str = "circle"
    weight: int = 0


@dataclass(frozen=True)
class Found:
    """A line of the search results; lines of one `kind` («Организации») stand together."""

    kind: Text
    title: Text
    url: str
    note: Text = ""
    icon: str = "circle"
