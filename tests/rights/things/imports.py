"""Imports of learners on their way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from tests.rights.world import Meeting, thing
from zveno.base.imports.models import Import, ImportFile, Problem
from zveno.base.imports.states import ImportState
from zveno.network.people.reach import TEACHING

NOW = datetime(2026, 9, 10, 9, tzinfo=UTC)


def _import(meeting: Meeting, state: str, **fields: Any) -> Import:
    """For the organisation met where it teaches somebody, else for its territory."""
    organisation = meeting.organisation
    target = organisation if organisation.family in TEACHING else organisation.territory
    return Import.objects.create(
        kind="contingent",
        target_type=target._meta.label_lower,
        target_id=target.pk,
        target_name=str(target),
        state=state,
        by=meeting.person,
        begun_at=NOW,
        **fields,
    )


@thing("import_read")
def import_read(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": _import(meeting, ImportState.READ).pk}


@thing("import_checked")
def import_checked(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": _import(meeting, ImportState.CHECKED, summary={"new": 1}).pk}


@thing("import_applied")
def import_applied(meeting: Meeting) -> Mapping[str, Any]:
    return {"pk": _import(meeting, ImportState.APPLIED, applied_at=NOW).pk}


@thing("import_problem")
def import_problem(meeting: Meeting) -> Mapping[str, Any]:
    made = _import(meeting, ImportState.CHECKED)
    file = ImportFile.objects.create(of=made, name="5А.xlsx")
    problem = Problem.objects.create(
        of=made, file=file, sheet=0, row=4, column="C", field="birth_date", kind="date", value="вчера",
        sentence="Здесь должна быть дата.",
    )  # fmt: skip
    return {"pk": made.pk, "number": problem.pk}
