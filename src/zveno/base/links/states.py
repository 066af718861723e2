"""When a link opens."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from zveno.base.links.models import LinkSecret
from zveno.base.links.purposes import purpose_of


class State(Enum):
    """What becomes of somebody who comes with a secret."""

    OPEN = "open"
    UNKNOWN = "unknown"
    FORGOTTEN = "forgotten"
    REVOKED = "revoked"
    OUTDATED = "outdated"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


# What the owner may ask a new link for, by himself.
RENEWABLE = frozenset({State.EXPIRED, State.SUPERSEDED, State.OUTDATED})


def state_of(secret: LinkSecret, *, at: datetime) -> State:
    """The first reason why it does not open, or OPEN. A thing that is gone is like no link at all."""
    link = secret.link
    purpose = purpose_of(link)
    version = purpose.version_of(link.thing_id) if purpose else None
    reasons = {
        State.FORGOTTEN: purpose is not None and link.is_forgotten,
        State.REVOKED: purpose is not None and link.revoked_at is not None,
        State.UNKNOWN: version is None,
        State.SUPERSEDED: secret.superseded_at is not None,
        State.EXPIRED: link.expires_at <= at,
        State.OUTDATED: version != link.version,
    }
    return next((state for state, holds in reasons.items() if holds), State.OPEN)
