"""What a program may send and receive, bounded: every value here fits into both databases."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from zveno.base.core.verdict import Verdict

LARGEST_NUMBER = 2**63 - 1
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 1, 1)

Number = Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]
# PostgreSQL keeps no NUL; what is typed for a search is one line.
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^[^\x00-\x1f]*$")]
Code = Annotated[str, StringConstraints(max_length=40, pattern=r"^[-a-zA-Z0-9_]+$")]


def unsaid(schema: dict[str, Any]) -> None:
    """A value that may be left out: its schema has no default, and no `null` which nobody can send."""
    schema.pop("default", None)
    for choice in schema.pop("anyOf", ()):
        if choice != {"type": "null"}:
            schema.update(choice)


Value = TypeVar("Value")
# A filter that may be left out.
Filter = Annotated[Value | None, Field(json_schema_extra=unsaid)]


class Answer(BaseModel):
    """What we send: nothing that is not said in its schema."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Named(Answer):
    """A thing by its number and its name."""

    id: int
    name: str


class Coded(Answer):
    """A kind, a role, a state: the code is for programs, the name for people."""

    code: str
    name: str


class Permission(Answer):
    """May the caller do this? If not: why, and who can."""

    allowed: bool
    reason: str
    who_can: str

    @classmethod
    def of(cls, verdict: Verdict) -> Permission:
        return cls(allowed=verdict.allowed, reason=str(verdict.reason), who_can=str(verdict.who_can))


def within_reason(day: date) -> date:
    """A day that still has a midnight before and after it, in every time zone."""
    return max(FIRST_DAY, min(LAST_DAY, day))
