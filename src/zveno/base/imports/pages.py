"""What the pages of an import show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.paginator import Page
from django.urls import reverse
from django.utils.translation import gettext as _

from zveno.base.core.people import Acting
from zveno.base.imports import policies, queries
from zveno.base.imports.forms import ColumnsForm
from zveno.base.imports.headings import SKIPPED
from zveno.base.imports.models import Import, ImportFile
from zveno.base.imports.states import ImportState
from zveno.base.tasks.policies import can_repeat_job
from zveno.base.tasks.progress import progress_of
from zveno.base.tasks.states import JobState
from zveno.base.ui.components import Fact, Figure, Step
from zveno.base.ui.numbers import written, written_date

_PLACES: Mapping[str, int] = {
    ImportState.UPLOADED: 0,
    ImportState.FAILED: 0,
    ImportState.READ: 1,
    ImportState.MAPPED: 2,
    ImportState.CHECKED: 2,
    ImportState.APPLIED: 4,
    ImportState.UNDONE: 4,
    ImportState.DROPPED: 4,
}


def seat_of(actor: Acting) -> int | None:
    """The number of the seat; the base does not know what a seat is."""
    membership = getattr(actor, "membership", None)
    return membership.pk if membership else None


def steps(made: Import | None) -> list[Step]:
    """Four steps, and where the person is."""
    titles = (_("Файлы"), _("Столбцы"), _("Проверка"), _("Загрузка"))
    here = _PLACES[made.state] if made else 0
    found = []
    for place, title in enumerate(titles):
        if made and made.state == ImportState.FAILED and place == 0:
            found.append(Step(title, "failed"))
        else:
            found.append(Step(title, "done" if place < here else "now" if place == here else "ahead"))
    return found


def overview(made: Import, actor: Acting, *, at: datetime) -> dict[str, Any]:
    job = made.job
    working = job is not None and not job.is_finished
    stopped = job is not None and job.state in {JobState.FAILED, JobState.CANCELLED}
    target = made.target
    return {
        "made": made,
        "steps": steps(made),
        "status": queries.import_status(made),
        "facts": _facts(made),
        "figures": figures(made) if made.state in {ImportState.APPLIED, ImportState.UNDONE} else [],
        "progress": progress_of(job, at=at) if working and job else None,
        "stopped": job if stopped else None,
        "repeating": can_repeat_job(actor, job) if stopped and job else None,
        "files": list(made.files.all()),
        "still_used": made.summary.get("still_used", []),
        "undoing": policies.can_move(actor, made, "undo") if made.state == ImportState.APPLIED else None,
        "dropping": policies.can_move(actor, made, "drop"),
        "result_url": made.importer.result_url(target)
        if target is not None and made.state == ImportState.APPLIED
        else "",
        "wrong": made.summary.get("wrong", 0) if made.state == ImportState.APPLIED else 0,
    }


def _facts(made: Import) -> list[Fact]:
    facts = [
        Fact(_("Что"), made.title),
        Fact(_("Для кого"), made.target_name),
        Fact(_("Кто загружает"), made.by.get_full_name()),
        Fact(_("Начато"), written_date(made.begun_at)),
    ]
    if made.applied_at:
        facts.append(Fact(_("Загружено"), written_date(made.applied_at)))
    if made.undone_at:
        facts.append(Fact(_("Отменено"), f"{written_date(made.undone_at)}, {made.undone_by}"))
    return facts


def figures(made: Import) -> list[Figure]:
    problems = reverse("imports:problem_list", args=[made.pk])
    told = made.summary
    wrong = told.get("wrong", 0)
    shown = [
        Figure(_("новых"), written(told.get("new", 0)), tone="good" if told.get("new") else "plain"),
        Figure(_("изменятся"), written(told.get("changed", 0))),
        Figure(_("без изменений"), written(told.get("same", 0))),
        Figure(_("с ошибками"), written(wrong), problems if wrong else "", tone="late" if wrong else "good"),
    ]
    if told.get("left_out"):
        shown.append(Figure(_("пропущено вами"), written(told["left_out"])))
    return shown


def columns(made: Import, form: ColumnsForm) -> dict[str, Any]:
    files = list(made.files.all())
    needed = [
        " / ".join(str(made.importer.field(code).title) for code in group) for group in made.importer.needs
    ]
    return {
        "made": made,
        "form": form,
        "steps": steps(made),
        "needed": needed,
        "refused": [file for file in files if file.refusal],
        "tables": [_table(file, sheet) for file in files if not file.refusal for sheet in file.sheets],
        "amount": written(sum(sheet["rows"] for file in files for sheet in file.sheets)),
    }


def _table(file: ImportFile, sheet: Mapping[str, Any]) -> dict[str, Any]:
    counts: dict[str, list[str]] = {}
    for row, why in sheet["skipped"]:
        counts.setdefault(why, []).append(str(row))
    return {
        "file": file.name,
        "sheet": sheet["name"],
        "rows": sheet["rows"],
        "top": sheet["top"],
        "bottom": sheet["bottom"],
        "skipped": "; ".join(f"{SKIPPED[why]}: {', '.join(rows)}" for why, rows in counts.items()),
        "unnamed": ", ".join(sheet.get("unnamed", [])),
    }


def check(made: Import, page: Page[int], actor: Acting) -> dict[str, Any]:
    start = (page.number - 1) * queries.GROUPS_ON_A_PAGE
    amounts = queries.amounts(made)
    return {
        "made": made,
        "steps": steps(made),
        "figures": figures(made),
        "amounts": amounts,
        "groups": queries.problem_groups(made, start, queries.GROUPS_ON_A_PAGE),
        "offers": queries.offers_of(made),
        "page": page,
        "applying": policies.can_apply(actor, made),
        "changes": made.summary.get("changes", [])[:20],
        "untold": made.summary.get("untold", 0),
        "refused": list(made.files.exclude(refusal="")),
        "wrong": made.summary.get("wrong", 0),
    }
