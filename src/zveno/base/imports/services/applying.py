"""Rows are written, wholly or not at all, and taken back in the same way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction

from zveno.base.audit.services import record
from zveno.base.core.people import Acting
from zveno.base.core.verdict import require
from zveno.base.files.models import StoredFile
from zveno.base.imports.models import Import, ImportFile, Problem, WrittenPart
from zveno.base.imports.policies import can_apply, can_move, can_view
from zveno.base.imports.running import Read, plans_of, target_of
from zveno.base.imports.services.errors import locked, set_to_work
from zveno.base.imports.states import BEFORE_WRITING, IMPORT_LIFE, ImportState
from zveno.base.imports.traces import Trace

IN_A_PART = 1000
FILES_KEPT = timedelta(days=7)
UNFINISHED_KEPT = timedelta(days=30)
UNDONE_WITHIN = timedelta(days=180)


@transaction.atomic
def ask_to_apply(made: Import, *, by: Acting, at: datetime) -> Import:
    """«Загрузить»: a second press while the first one is at work is refused by its reason."""
    made = locked(made)
    require(can_apply(by, made))
    set_to_work(made, "imports.apply", by=by, at=at)
    return made


@transaction.atomic
def apply(made: Import, reads: Iterable[Read], *, by: Acting, at: datetime) -> Import:
    """Write everything that is new or changed beside what is there at this moment.

    Planned once more inside the transaction: between the check and now somebody may have added the same.
    """
    made = locked(made)
    if made.state == ImportState.APPLIED:
        return made
    require(can_view(by, made))
    require(IMPORT_LIFE.can(made.state, "apply"))
    counts = dict.fromkeys(("new", "changed", "same", "wrong", "left_out"), 0)
    intake = made.importer.begin(target_of(made), by=by, at=at)

    def written() -> Iterator[Trace]:
        for plans, left_out in plans_of(intake, reads, total=0):
            counts["left_out"] += left_out
            for plan in plans:
                counts[plan.action] += 1
            yield from intake.write([plan for plan in plans if plan.action in {"new", "changed"}])

    _keep_traces(made, written())
    made.summary = {**made.summary, **counts}
    made.state, made.applied_at = IMPORT_LIFE.move("apply").target, at
    made.save(update_fields=["summary", "state", "applied_at"])
    record("import.apply", made, by=by.user, at=at, changes={"target": made.target_name, **counts})
    return made


def _keep_traces(made: Import, traces: Iterator[Trace]) -> None:
    n = 0
    while some := list(islice(traces, IN_A_PART)):
        n += 1
        WrittenPart.objects.create(of=made, n=n, traces=[trace.plain() for trace in some])


@transaction.atomic
def ask_to_undo(made: Import, *, by: Acting, at: datetime) -> Import:
    made = locked(made)
    require(can_move(by, made, "undo"))
    made.summary = {**made.summary, "still_used": []}
    set_to_work(made, "imports.undo", by=by, at=at)
    return made


@transaction.atomic
def undo(made: Import, *, by: Acting, at: datetime) -> Import:
    """Take back all of it; `StillUsed` says what stands on it and leaves everything as it is."""
    made = locked(made)
    if made.state == ImportState.UNDONE:
        return made
    require(can_view(by, made))
    require(IMPORT_LIFE.can(made.state, "undo"))
    traces = [Trace(*one) for part in made.written.order_by("n") for one in part.traces]
    made.importer.take_back(traces, by=by, at=at)
    made.written.all().delete()
    made.state, made.undone_at = IMPORT_LIFE.move("undo").target, at
    made.undone_by = by.user.get_full_name()[:250]
    made.save(update_fields=["state", "undone_at", "undone_by"])
    record("import.undo", made, by=by.user, at=at, changes={"target": made.target_name})
    return made


@transaction.atomic
def say_still_used(made: Import, reasons: list[str]) -> None:
    """Why it was not taken back, for its page."""
    made = locked(made)
    made.summary = {**made.summary, "still_used": reasons}
    made.save(update_fields=["summary"])


@transaction.atomic
def drop(made: Import, *, by: Acting, at: datetime) -> Import:
    """Nothing will come of it: files and what was found in them go at once."""
    made = locked(made)
    require(can_move(by, made, "drop"))
    made.state = IMPORT_LIFE.move("drop").target
    made.save(update_fields=["state"])
    record("import.drop", made, by=by.user, at=at, changes={"target": made.target_name})
    _clear(made, at=at)
    return made


@transaction.atomic
def forget(*, at: datetime) -> int:
    """Files hold more of people than was loaded: they go a week after the end, the traces half a year."""
    kept = Import.objects.filter(cleared_at__isnull=True)
    ended = kept.exclude(state__in=BEFORE_WRITING).filter(begun_at__lt=at - FILES_KEPT)
    stale = kept.filter(state__in=BEFORE_WRITING, begun_at__lt=at - UNFINISHED_KEPT)
    amount = 0
    for made in [*ended, *stale]:
        if made.state in BEFORE_WRITING:
            made.state = IMPORT_LIFE.move("drop").target
            made.save(update_fields=["state"])
        _clear(made, at=at)
        amount += 1
    WrittenPart.objects.filter(of__applied_at__lt=at - UNDONE_WITHIN).delete()
    return amount


def _clear(made: Import, *, at: datetime) -> None:
    stored = list(made.files.exclude(stored=None).values_list("stored", flat=True))
    ImportFile.objects.filter(of=made).update(stored=None, sheets=[])
    StoredFile.objects.filter(pk__in=stored).delete()
    Problem.objects.filter(of=made).delete()
    made.summary = {**made.summary, "changes": []}
    made.cleared_at = at
    made.save(update_fields=["cleared_at", "summary"])
