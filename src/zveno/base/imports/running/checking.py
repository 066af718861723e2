"""Everything but writing: rows become plans, and what is wrong with them is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from zveno.base.core.people import Acting
from zveno.base.imports.importers import Fault, Intake, Place, Plan
from zveno.base.imports.models import Import, ImportFile, Problem
from zveno.base.imports.reading.books import BookUnreadable
from zveno.base.imports.running.rows import LONGEST_VALUE, Read, Rows

AT_ONCE = 1000
MOST_PROBLEMS = 10_000
MOST_SHOWN_CHANGES = 200

Tell = Callable[[int, int], None]
"""How many rows are done, of how many."""


@dataclass
class Outcome:
    """What a check found."""

    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("new", "changed", "same", "wrong", "left_out"), 0)
    )
    problems: list[Problem] = field(default_factory=list)
    untold: int = 0
    """Problems beyond those that are kept."""
    changes: list[dict[str, Any]] = field(default_factory=list)

    def summary(self) -> dict[str, Any]:
        return {**self.counts, "untold": self.untold, "changes": self.changes}


def plans_of(
    intake: Intake, reads: Iterable[Read], *, total: int, tell: Tell | None = None
) -> Iterator[tuple[Sequence[Plan], int]]:
    """Plans of the rows some hundreds at a time, and how many of these a person left out."""
    done, source = 0, iter(reads)
    while some := list(islice(source, AT_ONCE)):
        yield _plans(intake, some)
        done += len(some)
        if tell:
            tell(min(done, total), total)


def _plans(intake: Intake, some: Sequence[Read]) -> tuple[list[Plan], int]:
    wrong = [
        Plan(read.line, "wrong", faults=read.faults) for read in some if read.faults and not read.is_left_out
    ]
    clean = [read.line for read in some if not read.faults and not read.is_left_out]
    left_out = sum(read.is_left_out for read in some)
    return [*wrong, *intake.plan(clean)], left_out


def target_of(made: Import) -> models.Model:
    target = made.target
    if target is None:
        raise BookUnreadable(_("Того, для кого загружают, уже нет."))
    return target


def amount_of_rows(files: Iterable[ImportFile]) -> int:
    return sum(sheet["rows"] for file in files for sheet in file.sheets)


def dry_run(made: Import, *, by: Acting, at: datetime, tell: Tell | None = None) -> Outcome:
    """Everything but writing."""
    files = list(made.files.select_related("stored"))
    rows, outcome = Rows(made, files), Outcome()
    intake = made.importer.begin(target_of(made), by=by, at=at)
    for plans, left_out in plans_of(intake, rows, total=amount_of_rows(files), tell=tell):
        outcome.counts["left_out"] += left_out
        for plan in plans:
            outcome.counts[plan.action] += 1
            for fault in plan.faults:
                _note(outcome, made, rows, plan.line.place, fault)
            if plan.action == "changed" and len(outcome.changes) < MOST_SHOWN_CHANGES:
                outcome.changes.append(
                    {"name": plan.name, "changes": {str(k): v for k, v in plan.changes.items()}}
                )
    for place, fault in rows.lacking:
        _note(outcome, made, rows, place, fault)
    return outcome


def _note(outcome: Outcome, made: Import, rows: Rows, place: Place, fault: Fault) -> None:
    if len(outcome.problems) >= MOST_PROBLEMS:
        outcome.untold += 1
        return
    name, how = rows.sheets[place.file, place.sheet]
    outcome.problems.append(
        Problem(
            of=made,
            file_id=place.file,
            sheet=place.sheet,
            sheet_name=name[:100],
            row=place.row,
            column=how.column_of(fault.field),
            field=fault.field,
            kind=fault.kind,
            value=fault.value[:LONGEST_VALUE],
            sentence=fault.sentence[:500],
            offer=fault.offer[:LONGEST_VALUE],
            is_notice=fault.is_notice,
        )
    )
