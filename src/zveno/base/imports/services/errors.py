"""What a person can put right himself, and the one way to an import that is about to change."""

from __future__ import annotations

from datetime import datetime

from zveno.base.core.people import Acting
from zveno.base.imports.models import Import
from zveno.base.tasks.models import Job
from zveno.base.tasks.services import enqueue


class ImportFault(Exception):
    """A sentence for the person who asked."""


def locked(made: Import) -> Import:
    Import.objects.select_for_update().get(pk=made.pk)
    found: Import = Import.objects.select_related("job", "by").get(pk=made.pk)
    return found


def set_to_work(made: Import, work: str, *, by: Acting, at: datetime) -> Job:
    """A job for this import; a second request while the first one waits is the same."""
    attempts = made.summary.get("jobs", 0) + 1
    made.summary = {**made.summary, "jobs": attempts}
    made.job = enqueue(
        work,
        {"number": made.pk},
        at=at,
        by=by.user,
        key=f"{work} {made.pk} {attempts}",
        title=str(made),
        url=made.get_absolute_url(),
    )
    made.save(update_fields=["job", "summary"])
    return made.job
