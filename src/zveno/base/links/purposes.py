"""What links are for: each purpose is a slice that a package registers from its `apps.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.http import HttpResponse
from django.utils.functional import Promise

from zveno.base.core.requests import ZvenoRequest
from zveno.base.core.verdict import Verdict
from zveno.base.links.models import Link

Text = str | Promise


@dataclass(frozen=True)
class OpenLink:
    """A link that has opened in this browser: what the task's view is given instead of an actor.

    `confirmed_at` is when its holder entered the code from his letter; None where none is asked.
    """

    link: Link
    secret: str
    confirmed_at: datetime | None
    address: str | None

    def url(self, rest: str = "") -> str:
        """Where the task goes on: forms and steps stay under the address of the link."""
        return f"/l/{self.secret}/{rest}"

    def evidence(self) -> dict[str, Any]:
        """What proves who acted, to be kept beside a signature: links themselves are purged one day."""
        return {
            "link": self.link.pk,
            "email": self.link.email,
            "person": self.link.person_name,
            "version": self.link.version,
            "confirmed_at": self.confirmed_at.isoformat() if self.confirmed_at else None,
            "address": self.address,
        }


class TaskView(Protocol):
    """The page of the task. `rest` is what follows the address of the link; GET and HEAD change nothing."""

    def __call__(self, request: ZvenoRequest, opened: OpenLink, rest: str) -> HttpResponse: ...


def unversioned(thing_id: str) -> str | None:
    """For things that cannot change under their reader."""
    return ""


def never(thing_id: str) -> bool:
    """For tasks that always ask the code."""
    return False


@dataclass(frozen=True)
class LinkPurpose:
    """One kind of task done by link.

    `version_of` tells the present version of the thing by its number, None when it is gone.
    `may_manage` is asked before somebody signed in reminds or revokes; None means a stranger (404).
    While `letter_suffices` for the thing, no code is asked: the first step, that only proves the address.
    """

    code: str
    title: Text
    lifetime: timedelta
    open_view: TaskView
    may_manage: Callable[[Any, Link], Verdict | None]
    needs_code: bool = True
    version_of: Callable[[str], str | None] = unversioned
    letter_suffices: Callable[[str], bool] = never
    letter: str = "links/letters/task.txt"


_purposes: dict[str, LinkPurpose] = {}


def register(purpose: LinkPurpose) -> LinkPurpose:
    """A purpose is registered once; a second one of the same code is a mistake of ours."""
    if purpose.code in _purposes:
        raise ValueError(f"purpose {purpose.code} is registered twice")
    _purposes[purpose.code] = purpose
    return purpose


def purpose_of(link: Link) -> LinkPurpose | None:
    """None for a kind of task that this release no longer has."""
    return _purposes.get(link.purpose)


def named(code: str) -> LinkPurpose:
    return _purposes[code]


def forget(code: str) -> None:
    """Take a purpose back (tests)."""
    _purposes.pop(code, None)
