"""What can be done with the journal: add to it, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models

from zveno.base.audit.models import Entry
from zveno.base.core.people import Person


def record(
    action: str,
    thing: models.Model | None,
    *,
    by: Person | None,
    at: datetime,
    seat: str = "",
    why: str = "",
    changes: Mapping[str, Any] | None = None,
    address: str | None = None,
) -> Entry:
    """Write one act into the journal, in the caller's transaction. `by=None` is the system itself."""
    return Entry.objects.create(
        at=at,
        action=action,
        actor_id=by.pk if by else None,
        actor_name=by.get_full_name() if by else "",
        actor_seat=seat,
        thing_type=thing._meta.label_lower if thing else "",
        thing_id=str(thing.pk) if thing else "",
        thing_name=str(thing)[:300] if thing else "",
        why=why,
        address=address,
        changes=dict(changes or {}),
    )
