"""Programmes and requests to change them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zveno.base.ui import tables
from zveno.base.ui.components import Status, Tone
from zveno.network.programmes.models import ChangeRequest, Programme
from zveno.network.programmes.states import ChangeState, ProgrammeState

PROGRAMME_TONES: dict[str, Tone] = {
    ProgrammeState.DRAFT: "waits",
    ProgrammeState.RUNNING: "good",
    ProgrammeState.CLOSED: "plain",
}
CHANGE_TONES: dict[str, Tone] = {
    ChangeState.DRAFT: "plain",
    ChangeState.EXPERTISE: "waits",
    ChangeState.APPROVED: "good",
    ChangeState.REJECTED: "late",
    ChangeState.WITHDRAWN: "plain",
}


def programme_status(programme: Programme) -> Status:
    return Status(programme.get_state_display(), PROGRAMME_TONES[programme.state])


def change_status(change: ChangeRequest) -> Status:
    return Status(change.get_state_display(), CHANGE_TONES[change.state])


PROGRAMMES = tables.Table[Programme](
    caption=_("Программы"),
    order="-year",
    row_url=Programme.get_absolute_url,
    columns=[
        tables.text(
            "profession",
            _("Профессия, специальность"),
            lambda row: str(row.profession),
            order="profession__code",
        ),
        tables.text("year", _("Год приёма"), lambda row: str(row.year), order="year", css="d"),
        tables.text("college", _("Техникум"), lambda row: row.college.short_name, order="college__sort_key"),
        tables.text(
            "base", _("База и форма"), lambda row: f"{row.get_base_display()}, {row.get_form_display()}"
        ),
        tables.text("lasts", _("Срок"), lambda row: row.lasts, order="months", css="nowrap"),
        tables.number("hours", _("Часов"), lambda row: row.hours, order="hours"),
        tables.number("students", _("Студентов"), lambda row: row.students, order="students"),  # type: ignore[attr-defined]
        tables.status("state", _("Состояние"), programme_status, order="state"),
    ],
)

CHANGES = tables.Table[ChangeRequest](
    caption=_("Изменения программ"),
    order="-created",
    row_url=ChangeRequest.get_absolute_url,
    columns=[
        tables.text("title", _("Что меняется"), lambda row: row.title, order="title"),
        tables.text(
            "programme",
            _("Программа"),
            lambda row: str(row.programme),
            order="programme__profession__code",
            link=lambda row: row.programme.get_absolute_url(),
        ),
        tables.text("college", _("Техникум"), lambda row: row.programme.college.short_name),
        tables.number("remarks", _("Замечаний"), lambda row: row.remarks, order="remarks"),  # type: ignore[attr-defined]
        tables.number("waiting", _("Без ответа"), lambda row: row.waiting, order="waiting"),  # type: ignore[attr-defined]
        tables.day("due", _("Ждём мнения до"), lambda row: row.due_on, order="due_on"),
        tables.moment("created", _("Внесён"), lambda row: row.created_at, order="created_at"),
        tables.status("state", _("Состояние"), change_status, order="state"),
    ],
)
