"""From files to a check: nothing of the product is touched yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from zveno.base.core.people import Acting
from zveno.base.core.verdict import no, require
from zveno.base.files.services import keep
from zveno.base.imports.headings import Column
from zveno.base.imports.importers import Importer
from zveno.base.imports.intake import Taken
from zveno.base.imports.matching import guess_by_name
from zveno.base.imports.models import Import, ImportFile, Problem, RememberedColumn
from zveno.base.imports.policies import can_move
from zveno.base.imports.queries import remembered_columns, source_of
from zveno.base.imports.running import Look, Outcome, heading_of, proposed_columns
from zveno.base.imports.services.errors import ImportFault, locked, set_to_work
from zveno.base.imports.states import IMPORT_LIFE, ImportState, ProblemState

AT_ONCE = 500


@transaction.atomic
def begin(
    importer: Importer,
    target: models.Model,
    taken: Sequence[Taken],
    *,
    seat: int | None,
    by: Acting,
    at: datetime,
) -> Import:
    """Keep what was given and have it read."""
    verdict = importer.may(by, target)
    require(verdict if verdict is not None else no(_("Для этой организации вы не загружаете данные.")))
    if not any(one.received for one in taken):
        told = "; ".join(f"{one.name}: {one.refusal}" for one in taken[:3])
        raise ImportFault(told or _("Выберите хотя бы один файл с таблицей."))
    made = Import.objects.create(
        kind=importer.code,
        target_type=target._meta.label_lower,
        target_id=target.pk,
        target_name=str(target)[:300],
        by_id=by.user.pk,
        seat=seat,
        begun_at=at,
    )
    for one in taken:
        stored = keep(one.received, by=by.user, at=at) if one.received else None
        ImportFile.objects.create(
            of=made,
            name=one.name,
            stored=stored,
            sha256=stored.sha256 if stored else "",
            refusal=one.refusal[:500],
        )
    set_to_work(made, "imports.read", by=by, at=at)
    return made


@transaction.atomic
def put_look(file: ImportFile, look: Look) -> None:
    """What was found in a file."""
    file.sheets, file.refusal = look.sheets, look.refusal[:500]
    file.given = {} if look.refusal else file.given
    file.save(update_fields=["sheets", "refusal", "given"])


@transaction.atomic
def finish_reading(made: Import) -> Import:
    """All files are looked into: columns are proposed, or nothing could be read."""
    made = locked(made)
    if made.state != ImportState.UPLOADED:
        return made
    files = list(made.files.all())
    readable = [file for file in files if not file.refusal]
    move = "read" if readable else "fail"
    require(IMPORT_LIFE.can(made.state, move))
    found = proposed_columns(made.importer, readable, remembered_columns(made))
    made.columns = {key: field for key, (field, _how) in found.items()}
    made.summary = {**made.summary, "how": {key: how for key, (_field, how) in found.items()}}
    made.state = IMPORT_LIFE.move(move).target
    made.save(update_fields=["columns", "summary", "state"])
    _guess_whose(made, readable)
    return made


def _guess_whose(made: Import, files: Sequence[ImportFile]) -> None:
    """Offices name files by whose they are."""
    target = made.target
    for field in made.importer.fields:
        if field.given_by != "file" or target is None:
            continue
        options = [str(option) for option in made.importer.options(field.code, target)]
        for file in files:
            guess = guess_by_name(file.name, options)
            if guess and not file.given.get(field.code):
                file.given = {**file.given, field.code: guess}
                file.save(update_fields=["given"])


@transaction.atomic
def set_columns(
    made: Import,
    columns: Mapping[str, str],
    given: Mapping[int, Mapping[str, str]],
    *,
    by: Acting,
    at: datetime,
) -> Import:
    """Say what the columns are and whose the files are; it is remembered, and the rows are checked."""
    made = locked(made)
    require(can_move(by, made, "map"))
    codes = {field.code for field in made.importer.fields}
    made.columns = {key: columns.get(key, "") for key in made.columns}
    if unknown := set(made.columns.values()) - codes - {""}:
        raise ImportFault(_("Такого поля нет: %(fields)s.") % {"fields": ", ".join(sorted(unknown))})
    files = [file for file in made.files.select_for_update() if not file.refusal]
    per_file = {field.code for field in made.importer.fields if field.given_by == "file"}
    for file in files:
        file.given = {
            code: text.strip()[:300] for code, text in given.get(file.pk, {}).items() if code in per_file
        }
        file.save(update_fields=["given"])
    _refuse_doubles(made, files)
    _remember(made)
    Problem.objects.filter(of=made, state=ProblemState.OPEN).delete()
    made.state = IMPORT_LIFE.move("map").target
    made.save(update_fields=["columns", "state"])
    set_to_work(made, "imports.check", by=by, at=at)
    return made


def _refuse_doubles(made: Import, files: Sequence[ImportFile]) -> None:
    """One field from two columns of one table: somebody has to choose."""
    for file in files:
        for sheet in file.sheets:
            seen: dict[str, Column] = {}
            for column in heading_of(sheet).columns:
                code = made.columns.get(column.key, "")
                if code and code in seen and seen[code].key != column.key:
                    raise ImportFault(
                        _(
                            "«%(first)s» и «%(second)s» стоят в одной таблице, а указаны как одно поле."
                            " Оставьте один: %(file)s."
                        )
                        % {"first": seen[code].title, "second": column.title, "file": file.name}
                    )
                seen.setdefault(code, column)


def _remember(made: Import) -> None:
    RememberedColumn.objects.bulk_create(
        [
            RememberedColumn(kind=made.kind, source=source_of(made), heading=key[:200], field=field)
            for key, field in made.columns.items()
        ],
        update_conflicts=True,
        unique_fields=["kind", "source", "heading"],
        update_fields=["field"],
    )


@transaction.atomic
def ask_to_check(made: Import, *, by: Acting, at: datetime) -> Import:
    """Once more, with what was repaired."""
    made = locked(made)
    require(can_move(by, made, "check"))
    set_to_work(made, "imports.check", by=by, at=at)
    return made


@transaction.atomic
def put_outcome(made: Import, outcome: Outcome) -> Import:
    """What the check found takes the place of what the last one found; what was repaired well stays."""
    made = locked(made)
    require(IMPORT_LIFE.can(made.state, "check"))
    Problem.objects.filter(of=made, state=ProblemState.OPEN).delete()
    again = {(*problem.place, problem.field) for problem in outcome.problems}
    failed = [
        problem.pk
        for problem in Problem.objects.filter(of=made, state=ProblemState.REPAIRED)
        if (*problem.place, problem.field) in again
    ]
    for start in range(0, len(failed), AT_ONCE):
        Problem.objects.filter(pk__in=failed[start : start + AT_ONCE]).delete()
    Problem.objects.bulk_create(outcome.problems, batch_size=AT_ONCE)
    made.summary = {**made.summary, **outcome.summary()}
    made.is_stale = False
    made.state = IMPORT_LIFE.move("check").target
    made.save(update_fields=["summary", "is_stale", "state"])
    return made
