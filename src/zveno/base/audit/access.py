"""Who may read the journal, and how much of it. Roles lie above this package, which is told at start.

Registered once by `network/organisations` (its `journal.py`), as `accounts.seats` is: the journal's
pages stay beside the journal, and what is known of roles and territories stays where they are.
"""

from __future__ import annotations

from typing import Any, Protocol

from zveno.base.audit.models import EntryQuerySet
from zveno.base.core.verdict import Verdict


class Access(Protocol):
    """What the journal asks; `actor` is whatever the request's middleware made."""

    def can_read_journal(self, actor: Any) -> Verdict: ...

    def can_purge_journal(self, actor: Any) -> Verdict: ...

    def readable(self, entries: EntryQuerySet, actor: Any) -> EntryQuerySet:
        """The part of the journal that concerns the people the actor answers for."""
        ...


_access: list[Access] = []


def provide(access: Access) -> None:
    _access[:] = [access]


def given() -> Access | None:
    return _access[0] if _access else None
