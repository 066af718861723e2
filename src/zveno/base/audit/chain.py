"""What the rings of the chain are made of. Pure: the same entry gives the same ring on every database."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC

from zveno.base.audit.models import Entry

BEGINNING = "0" * 64
FORM = 1
# Fields of each form of an entry. A new field makes a new form; entries of old forms stay provable.
FORMS = {
    1: (
        "action", "is_look", "actor_id", "actor_name", "actor_seat", "subject_id", "thing_type",
        "thing_id", "thing_name", "why", "address", "request", "changes",
    ),
}  # fmt: skip


def canonical(entry: Entry, form: int = FORM) -> str:
    """The entry as one line of JSON with sorted keys."""
    said = {name: getattr(entry, name) for name in FORMS[form]}
    said |= {"form": form, "id": entry.pk, "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds")}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_of(entry: Entry, form: int = FORM) -> str:
    return hashlib.sha256(canonical(entry, form).encode()).hexdigest()


def ring(position: int, previous: str, content: str) -> str:
    """The hash that binds a place in the chain, everything before it, and one entry."""
    return hashlib.sha256(f"{position}:{previous}:{content}".encode()).hexdigest()
