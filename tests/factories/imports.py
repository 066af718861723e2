"""Imports on their way, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model

from tests.support.jobs import RunJobs
from tests.support.workbooks import xlsx
from zveno.base.imports import services
from zveno.base.imports.importers import importer_of
from zveno.base.imports.intake import take
from zveno.base.imports.models import Import
from zveno.network.organisations.actors import Actor

NOW = datetime(2026, 9, 10, 9, tzinfo=UTC)


def book(rows: Sequence[Sequence[Any]], name: str = "Лист1") -> bytes:
    return xlsx({name: rows})


def begin_import(kind: str, target: Model, files: Mapping[str, bytes], *, by: Actor) -> Import:
    """Files are taken and wait to be read."""
    uploads = [SimpleUploadedFile(name, content) for name, content in files.items()]
    assert by.membership
    return services.begin(importer_of(kind), target, take(uploads), seat=by.membership.pk, by=by, at=NOW)


def checked_import(
    kind: str,
    target: Model,
    files: Mapping[str, bytes],
    *,
    by: Actor,
    run_jobs: RunJobs,
    columns: Mapping[str, str] | None = None,
    given: Mapping[str, Mapping[str, str]] | None = None,
) -> Import:
    """Read, mapped as was proposed (with these corrections), checked."""
    made = begin_import(kind, target, files, by=by)
    run_jobs(at=NOW)
    made.refresh_from_db()
    told = {file.pk: (given or {}).get(file.name, {}) for file in made.files.all()}
    services.set_columns(made, {**made.columns, **(columns or {})}, told, by=by, at=NOW)
    run_jobs(at=NOW)
    return Import.objects.select_related("job", "by").get(pk=made.pk)


def applied_import(
    kind: str, target: Model, files: Mapping[str, bytes], *, by: Actor, run_jobs: RunJobs, **options: Any
) -> Import:
    made = checked_import(kind, target, files, by=by, run_jobs=run_jobs, **options)
    services.ask_to_apply(made, by=by, at=NOW)
    run_jobs(at=NOW)
    return Import.objects.select_related("job", "by").get(pk=made.pk)
