"""How requests of subjects and rules of keeping are listed."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zveno.base.ui import tables
from zveno.base.ui.components import Status
from zveno.network.people.models import SubjectRequest
from zveno.network.people.states import SubjectRequestState


def request_status(request: SubjectRequest, *, on: date) -> Status:
    if request.is_overdue(on):
        return Status(_now("просрочено"), "late")
    if request.is_open:
        return Status(request.get_state_display(), "waits")
    return Status(
        request.get_state_display(), "good" if request.state == SubjectRequestState.DONE else "plain"
    )


SUBJECT_REQUESTS = tables.Table[SubjectRequest](
    caption=_("Обращения о личных данных"),
    order="-registered",
    row_url=SubjectRequest.get_absolute_url,
    columns=[
        tables.text("number", _("№"), str, order="pk", css="nowrap"),
        tables.text("kind", _("О чём"), lambda row: row.get_kind_display(), order="kind"),
        tables.text("person", _("Чьи данные"), lambda row: row.person.short_name, order="person__sort_key"),
        tables.text("applicant", _("Кто обратился"), lambda row: row.applicant.short_name),
        tables.text("operator", _("Кому"), lambda row: row.operator.short_name, order="operator__sort_key"),
        tables.day(
            "registered", _("Когда"), lambda row: timezone.localdate(row.registered_at), order="registered_at"
        ),
        tables.day("due", _("Ответить до"), lambda row: row.due_on, order="due_on"),
        tables.status(
            "state", _("Состояние"), lambda row: request_status(row, on=timezone.localdate()), order="state"
        ),
    ],
)
