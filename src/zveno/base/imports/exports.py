"""Any list as a file: written aside, recorded in the journal, then given out."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from django.conf import settings
from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.base.core.people import Person
from zveno.base.core.requests import ZvenoRequest
from zveno.base.files.serving import sealed
from zveno.base.imports.csv_files import write_csv
from zveno.base.imports.notes import Note
from zveno.base.imports.spreadsheets import write_workbook
from zveno.base.ui.components import Export, Sheet
from zveno.base.ui.picture_files import ASKED

_NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@dataclass(frozen=True)
class Format:
    extension: str
    media_type: str
    write: Callable[[Path, str, Sheet, Note], int]


FORMATS: Mapping[str, Format] = {
    "xlsx": Format(
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_workbook
    ),
    "csv": Format(
        "csv", "text/csv; charset=utf-8", lambda path, _title, sheet, _note: write_csv(path, sheet)
    ),
}


def export_response(request: ZvenoRequest, export: Export, *, form: str) -> FileResponse:
    """The file of the whole list. It is finished before the first byte leaves: an error is a page, not half
    a file, and the journal knows how many rows went.
    """
    made, now, title = FORMATS[form], timezone.now(), str(export.title)
    person = _person(request)
    # Unlinked at once: the bytes live as long as somebody reads them, and no longer.
    descriptor, name = tempfile.mkstemp(suffix=f".{made.extension}")
    os.close(descriptor)
    path = Path(name)
    try:
        amount = made.write(path, title, export.sheet, _note(request, export, person, at=now))
        record(
            "list.export",
            None,
            by=person,
            at=now,
            changes={
                "list": title,
                "format": form,
                "amount": amount,
                "filter": "; ".join(f"{label}: {value}" for label, value in export.filters),
            },
        )
        file = path.open("rb")
    finally:
        path.unlink()
    return sealed(
        FileResponse(
            file, as_attachment=True, filename=file_name(title, now, made), content_type=made.media_type
        )
    )


def file_name(title: str, at: datetime, form: Format) -> str:
    """«Организации 2026-11-21.xlsx»."""
    safe = _NOT_IN_FILE_NAMES.sub(" ", title).strip(" .")[:100]
    return f"{safe} {timezone.localtime(at):%Y-%m-%d}.{form.extension}"


def _person(request: ZvenoRequest) -> Person | None:
    """Nobody for a public list."""
    return cast("Person", request.user) if request.user.is_authenticated else None


def _note(request: ZvenoRequest, export: Export, person: Person | None, *, at: datetime) -> Note:
    kept = request.GET.copy()
    for name in ("export", ASKED):
        kept.pop(name, None)
    address = f"{settings.PUBLIC_URL}{request.path}"
    return Note(
        title=str(export.title),
        at=at,
        by=person.get_full_name() if person else _("посетитель сайта"),
        source=f"{address}?{kept.urlencode()}" if kept else address,
        filters=export.filters,
    )
