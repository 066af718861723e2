"""What can be known of imports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q

from zveno.base.core.people import Acting
from zveno.base.imports.importers import Field
from zveno.base.imports.matching import unwanted_of
from zveno.base.imports.models import Import, ImportFile, ImportQuerySet, Problem, RememberedColumn
from zveno.base.imports.running import letter
from zveno.base.imports.states import ImportState, ProblemState
from zveno.base.ui.components import Status, Tone

ROWS_IN_A_GROUP = 10
GROUPS_ON_A_PAGE = 20
# Faults where the same value in another row need not mean the same.
ONE_BY_ONE = frozenset({"missing", "double", "conflict"})
TONES: Mapping[str, Tone] = {
    ImportState.APPLIED: "good",
    ImportState.UNDONE: "plain",
    ImportState.DROPPED: "plain",
    ImportState.FAILED: "late",
}


def source_of(made: Import) -> str:
    """Whose tables these are: headings are remembered for each."""
    return f"{made.target_type}:{made.target_id}"


def remembered_columns(made: Import) -> dict[str, str]:
    known = {field.code for field in made.importer.fields} | {""}
    said = RememberedColumn.objects.filter(kind=made.kind, source=source_of(made))
    return {one.heading: one.field for one in said if one.field in known}


def imports_visible_to(actor: Acting) -> ImportQuerySet:
    return Import.objects.visible_to(actor).select_related("by", "job")


def import_status(made: Import) -> Status:
    return Status(ImportState(made.state).label, TONES.get(made.state, "waits"))


@dataclass(frozen=True)
class ColumnLine:
    """A heading as the second step shows it."""

    key: str
    title: str
    letters: str
    samples: Sequence[str]
    tables: int
    field: str
    how: str
    reason: str = ""


def column_lines(made: Import, files: Sequence[ImportFile]) -> list[ColumnLine]:
    """Every heading once, in the order in which tables have them."""
    found: dict[str, tuple[str, list[str], list[str], int]] = {}
    for file in files:
        for sheet in file.sheets:
            for at, title, key, samples in sheet["columns"]:
                known = found.get(key, (title, [], [], 0))
                letters = known[1] if letter(at) in known[1] else [*known[1], letter(at)]
                told = [*known[2], *(one for one in samples if one not in known[2])][:3]
                found[key] = (known[0], letters, told, known[3] + 1)
    how = made.summary.get("how", {})
    lines = []
    for key, (title, letters, samples, tables) in found.items():
        unwanted = unwanted_of(made.importer, title)
        lines.append(
            ColumnLine(
                key,
                title,
                ", ".join(letters[:3]),
                [] if unwanted else samples,
                tables,
                made.columns.get(key, ""),
                how.get(key, "unknown"),
                str(unwanted.what) if unwanted else "",
            )
        )
    return lines


@dataclass(frozen=True)
class ProblemGroup:
    """The same fault of the same value, wherever it stands."""

    first: Problem
    amount: int
    rows: Sequence[Problem]
    field: Field | None
    by_one: bool
    """Must each row be repaired on its own?"""

    @property
    def rest(self) -> int:
        return self.amount - len(self.rows)


def amount_of_groups(made: Import) -> int:
    amount: int = _grouped(made).count()
    return amount


def _grouped(made: Import) -> Any:
    """Alike problems counted, errors before notices, the frequent before the rare."""
    return (
        Problem.objects.filter(of=made)
        .open()
        .values("is_notice", "field", "kind", "value", "sentence")
        .annotate(amount=Count("pk"), first=Min("pk"))
        .order_by("is_notice", "-amount", "first")
    )


def problem_groups(made: Import, start: int, amount: int) -> list[ProblemGroup]:
    """A page of groups with the first rows of each: two queries."""
    groups = list(_grouped(made)[start : start + amount])
    wanted = Q(pk__in=[])
    for group in groups:
        wanted |= Q(
            field=group["field"], kind=group["kind"], value=group["value"], sentence=group["sentence"]
        )
    rows: dict[tuple[str, ...], list[Problem]] = {}
    for problem in Problem.objects.filter(wanted, of=made).open().select_related("file").order_by("pk"):
        some = rows.setdefault((problem.field, problem.kind, problem.value, problem.sentence), [])
        if len(some) < ROWS_IN_A_GROUP:
            some.append(problem)
    fields = {field.code: field for field in made.importer.fields}
    return [
        ProblemGroup(
            first=(some := rows[group["field"], group["kind"], group["value"], group["sentence"]])[0],
            amount=group["amount"],
            rows=some,
            field=fields.get(group["field"]),
            by_one=group["kind"] in ONE_BY_ONE,
        )
        for group in groups
    ]


@dataclass(frozen=True)
class Offers:
    """Faults of one kind in one column that all have something to offer."""

    kind: str
    field: Field
    amount: int
    example: str


def offers_of(made: Import) -> list[Offers]:
    fields = {field.code: field for field in made.importer.fields}
    found = (
        Problem.objects.filter(of=made)
        .open()
        .exclude(offer="")
        .values("kind", "field")
        .annotate(amount=Count("pk"), value=Min("value"), offer=Min("offer"))
        .order_by("-amount")
    )
    return [
        Offers(one["kind"], fields[one["field"]], one["amount"], one["offer"])
        for one in found
        if one["field"] in fields and one["amount"] > 1
    ]


def amounts(made: Import) -> dict[str, int]:
    """How many problems are in each state."""
    found = Problem.objects.filter(of=made).aggregate(
        errors=Count("pk", filter=Q(state=ProblemState.OPEN, is_notice=False)),
        notices=Count("pk", filter=Q(state=ProblemState.OPEN, is_notice=True)),
        repaired=Count("pk", filter=Q(state=ProblemState.REPAIRED)),
        left_out=Count("pk", filter=Q(state=ProblemState.LEFT_OUT)),
    )
    return dict(found)
