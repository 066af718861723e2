"""What can be done with files: keep, scan again, sweep up what nobody names."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from zveno.base.core.people import Person
from zveno.base.core.verdict import require
from zveno.base.files import folder
from zveno.base.files.intake import Received
from zveno.base.files.models import StoredFile
from zveno.base.files.scanner import Scanner
from zveno.base.files.states import QUARANTINE, State


def keep(received: Received, *, by: Person | None, at: datetime) -> StoredFile:
    """Write the row, in the caller's transaction: if that fails, the bytes are swept up later."""
    return StoredFile.objects.create(
        content=folder.place_of(received.sha256),
        sha256=received.sha256,
        size=received.size,
        name=received.name,
        kind=received.kind.code,
        media_type=received.kind.media_type,
        state=State.CLEAN if received.is_scanned else State.QUARANTINED,
        scanned_at=at if received.is_scanned else None,
        uploaded_by_id=by.pk if by else None,
        uploaded_at=at,
    )


def scan(stored: StoredFile, scanner: Scanner, *, at: datetime) -> StoredFile:
    """Ask the scanner, outside of any transaction, and write down what it said."""
    return judge(stored, scanner.find(folder.path_of(stored.sha256)), at=at)


@transaction.atomic
def judge(stored: StoredFile, virus: str, *, at: datetime) -> StoredFile:
    """Open the file to its readers, or close it for good with the name of what is in it."""
    stored = StoredFile.objects.select_for_update(of=("self",)).get(pk=stored.pk)
    move = QUARANTINE.move("condemn" if virus else "release")
    require(QUARANTINE.can(stored.state, move.name))
    stored.state, stored.finding, stored.scanned_at = move.target, virus, at
    stored.save(update_fields=["state", "finding", "scanned_at"])
    return stored


def sweep(*, before: datetime) -> int:
    """Delete bytes that no row names and that lay untouched since `before`; how many there were."""
    return sum(
        folder.take_away(path, before=before)
        for path in folder.older_than(before)
        if not StoredFile.objects.filter(sha256=path.name).exists()
    )
