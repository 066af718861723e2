"""A stored file goes out: as a download, never as a page of ours. Who may have it was asked before."""

from __future__ import annotations

from django.http import FileResponse
from django.utils.translation import gettext as _

from zveno.base.core.verdict import YES, Verdict, no, require
from zveno.base.files.models import StoredFile
from zveno.base.files.states import State


def can_open(stored: StoredFile) -> Verdict:
    """Has the file passed the check? Asked for everybody, the owner included."""
    if stored.state == State.CLEAN:
        return YES
    if stored.state == State.INFECTED:
        return no(
            _("В файле «%(name)s» найден вирус (%(virus)s): открыть его нельзя.")
            % {"name": stored.name, "virus": stored.finding},
            who_can=_("Попросите того, кто приложил файл, прислать его заново."),
        )
    return no(
        _("Файл «%(name)s» ещё не проверен на вирусы. Обычно это занимает несколько минут.")
        % {"name": stored.name}
    )


def file_response(stored: StoredFile, *, name: str = "") -> FileResponse:
    """Call it from the owning package's view, after its policy said yes."""
    require(can_open(stored))
    return sealed(
        FileResponse(
            stored.content.open("rb"),
            as_attachment=True,
            filename=name or stored.name,
            content_type=stored.media_type,
        )
    )


def sealed(response: FileResponse) -> FileResponse:
    """Whatever is inside, a browser neither guesses its type nor runs it in our name."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
