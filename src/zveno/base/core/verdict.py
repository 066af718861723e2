"""A permission answers with a reason, the same for button, page, service and API."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Verdict:
    """Yes, or no with a sentence why, and who can do it instead."""

    allowed: bool
    reason: str | Promise = ""
    who_can: str | Promise = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(allowed=True)


def no(reason: str | Promise, *, who_can: str | Promise = "") -> Verdict:
    """Refuse, with a sentence a person understands."""
    return Verdict(allowed=False, reason=reason, who_can=who_can)


def all_of(*verdicts: Verdict) -> Verdict:
    """The first refusal, or yes."""
    return next((verdict for verdict in verdicts if not verdict), YES)


def any_of(*verdicts: Verdict) -> Verdict:
    """The first permission, or the last refusal."""
    return next((verdict for verdict in verdicts if verdict), verdicts[-1])


class Refused(Exception):
    """Somebody who may see a thing asked for what he may not do with it (shown as page 403)."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(str(verdict.reason))
        self.verdict = verdict


def require(verdict: Verdict) -> None:
    """Stop a service whose actor may not do this."""
    if not verdict:
        raise Refused(verdict)
