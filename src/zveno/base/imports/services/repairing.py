"""What a person says about rows that are wrong. The next check looks whether he is right."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zveno.base.core.people import Acting
from zveno.base.core.verdict import require
from zveno.base.imports.models import Import, Problem, ProblemQuerySet
from zveno.base.imports.parsing import BadValue, is_blank
from zveno.base.imports.policies import can_move
from zveno.base.imports.services.errors import ImportFault, locked
from zveno.base.imports.states import PROBLEM_LIFE

AT_ONCE = 500


@transaction.atomic
def repair(made: Import, problem: Problem, written: str, *, alike: bool, by: Acting, at: datetime) -> int:
    """Put this in the cell (nothing: leave it empty), or in all cells with the same fault; how many."""
    made = locked(made)
    require(can_move(by, made, "check"))
    if not problem.field:
        raise ImportFault(_("Эту строку можно исправить только в самом файле или не загружать."))
    written = written.strip()[:300]
    _refuse_worse(made, problem, written)
    found = Problem.objects.alike(problem) if alike else Problem.objects.filter(of=made, pk=problem.pk)
    changed = _move(found, "repair", repair=written)
    return _stale(made, changed)


@transaction.atomic
def take_offers(made: Import, kind: str, field: str, *, by: Acting, at: datetime) -> int:
    """«Исправить так» for all faults of one kind in one column, each by its own offer."""
    made = locked(made)
    require(can_move(by, made, "check"))
    found = Problem.objects.filter(of=made, kind=kind, field=field).open().exclude(offer="").exclude(field="")
    problems = list(found)
    for problem in problems:
        problem.state, problem.repair = PROBLEM_LIFE.move("repair").target, problem.offer
    Problem.objects.bulk_update(problems, ["state", "repair"], batch_size=AT_ONCE)
    return _stale(made, len(problems))


@transaction.atomic
def leave_out(made: Import, problem: Problem, *, alike: bool, by: Acting, at: datetime) -> int:
    """Do not load this row, or all rows with the same fault."""
    made = locked(made)
    require(can_move(by, made, "check"))
    found = Problem.objects.alike(problem) if alike else Problem.objects.filter(of=made, pk=problem.pk)
    return _stale(made, _move(found, "leave_out", repair=""))


@transaction.atomic
def reopen(made: Import, problem: Problem, *, by: Acting, at: datetime) -> int:
    """Take back what was said."""
    made = locked(made)
    require(can_move(by, made, "check"))
    return _stale(made, _move(Problem.objects.filter(of=made, pk=problem.pk), "reopen", repair=""))


def _move(found: ProblemQuerySet, move: str, *, repair: str) -> int:
    step = PROBLEM_LIFE.move(move)
    return found.filter(state__in=step.sources).update(state=step.target, repair=repair)


def _refuse_worse(made: Import, problem: Problem, written: str) -> None:
    """What can be seen at once is said at once."""
    if is_blank(written):
        needed = any(problem.field in group for group in made.importer.needs)
        if needed:
            raise ImportFault(_("Без этого строку не загрузить: впишите значение или не загружайте строку."))
        return
    try:
        made.importer.field(problem.field).parse(written)
    except BadValue as error:
        raise ImportFault(f"«{written}»: {error}") from error


def _stale(made: Import, changed: int) -> int:
    if changed:
        made.is_stale = True
        made.save(update_fields=["is_stale"])
    return changed
