"""Work that comes round by itself. Files lie below tasks, so their regular work stands here."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils import timezone

from zveno.base.files import services as files
from zveno.base.files.folder import path_of
from zveno.base.files.models import StoredFile
from zveno.base.files.scanner import ScannerUnavailable, scanner
from zveno.base.tasks.registry import job, long_job
from zveno.base.tasks.schedule import daily, every
from zveno.base.tasks.work import Work

# Longer than any request or job lives between putting bytes down and naming them.
ORPHANED = timedelta(days=1)


@daily(at=time(3, 20))
@job("files.sweep")
def sweep() -> dict[str, int]:
    return {"files": files.sweep(before=timezone.now() - ORPHANED)}


@every(minutes=5)
@long_job("files.scan", retries=0, permanent=(ScannerUnavailable,))
def scan(work: Work) -> dict[str, int]:
    """What a silent scanner left in quarantine is looked at again; it is asked outside of a transaction."""
    asked = scanner()
    waiting = list(StoredFile.objects.waiting().order_by("pk"))
    for stored in waiting:
        virus = asked.find(path_of(stored.sha256)) if asked else ""
        with work.step():
            files.judge(stored, virus, at=timezone.now())
    return {"files": len(waiting)}
