"""Internships, commissions, topics, contributions."""

from __future__ import annotations

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zveno.base.ui import tables
from zveno.base.ui.components import Status, Tone
from zveno.network.programmes.models import Commission, Contribution, DiplomaTopic, Internship
from zveno.network.programmes.states import InternshipState

INTERNSHIP_TONES: dict[str, Tone] = {
    InternshipState.REQUESTED: "waits",
    InternshipState.AGREED: "plain",
    InternshipState.DONE: "good",
    InternshipState.CANCELLED: "plain",
}


def internship_status(internship: Internship) -> Status:
    return Status(internship.get_state_display(), INTERNSHIP_TONES[internship.state])


def _due(internship: Internship) -> Status | None:
    if internship.next_due_on is None:
        return None
    day = f"{internship.next_due_on:%d.%m.%Y}"
    return Status(day, "late" if internship.next_due_on < timezone.localdate() else "plain", "calendar")


INTERNSHIPS = tables.Table[Internship](
    caption=_("Стажировки преподавателей"),
    order="-starts",
    row_url=Internship.get_absolute_url,
    columns=[
        tables.text("teacher", _("Кто"), lambda row: row.teacher, order="teacher"),
        tables.text("college", _("Техникум"), lambda row: row.college.short_name, order="college__sort_key"),
        tables.text(
            "enterprise",
            _("Предприятие"),
            lambda row: row.enterprise.short_name,
            order="enterprise__sort_key",
        ),
        tables.text("goal", _("Чему"), lambda row: row.goal),
        tables.day("starts", _("Начало"), lambda row: row.starts_on, order="starts_on"),
        tables.number("hours", _("Часов"), lambda row: row.hours, order="hours", total=Sum("hours")),
        tables.status("due", _("Следующая не позже"), _due, order="next_due_on"),
        tables.status("state", _("Состояние"), internship_status, order="state"),
    ],
)


def _from_outside(commission: Commission) -> str:
    """Whose people sit in it besides the technikum's own."""
    names = {
        member.organisation.short_name
        for member in commission.members.all()
        if member.organisation_id != commission.college_id
    }
    return ", ".join(sorted(names))


COMMISSIONS = tables.Table[Commission](
    caption=_("Экзаменационные комиссии и ГЭК"),
    order="-held",
    row_url=Commission.get_absolute_url,
    columns=[
        tables.text("what", _("Экзамен"), str),
        tables.text("college", _("Техникум"), lambda row: row.college.short_name, order="college__sort_key"),
        tables.text(
            "programme",
            _("Программа"),
            lambda row: str(row.programme) if row.programme else "",
            order="programme__profession__code",
        ),
        tables.day("held", _("День"), lambda row: row.held_on, order="held_on"),
        tables.number("members", _("В комиссии"), lambda row: len(row.members.all())),
        tables.text("outside", _("От предприятий"), _from_outside),
        tables.text("order", _("Приказ"), lambda row: row.order),
    ],
)

TOPICS = tables.Table[DiplomaTopic](
    caption=_("Темы дипломов от предприятий"),
    order="-year",
    row_url=lambda row: reverse("programmes:topic_edit", args=[row.pk]),
    columns=[
        tables.text("title", _("Тема"), lambda row: row.title, order="title"),
        tables.text(
            "enterprise",
            _("Предприятие"),
            lambda row: row.enterprise.short_name,
            order="enterprise__sort_key",
        ),
        tables.text("college", _("Техникум"), lambda row: row.college.short_name, order="college__sort_key"),
        tables.text("programme", _("Программа"), lambda row: str(row.programme.profession)),
        tables.text("year", _("Год защиты"), lambda row: str(row.year), order="year", css="d"),
        tables.text("reviewer", _("Рецензент"), lambda row: row.reviewer, order="reviewer"),
        tables.text("supervisor", _("Руководитель"), lambda row: row.supervisor),
    ],
)

CONTRIBUTIONS = tables.Table[Contribution](
    caption=_("Оборудование и деньги от предприятий"),
    order="-given",
    row_url=Contribution.get_absolute_url,
    columns=[
        tables.text("title", _("Что передано"), lambda row: row.title, order="title"),
        tables.text("kind", _("Вид"), lambda row: row.get_kind_display(), order="kind"),
        tables.text(
            "enterprise",
            _("Предприятие"),
            lambda row: row.enterprise.short_name,
            order="enterprise__sort_key",
        ),
        tables.text("college", _("Техникум"), lambda row: row.college.short_name, order="college__sort_key"),
        tables.number("amount", _("Сумма, ₽"), lambda row: row.amount, order="amount", total=Sum("amount")),
        tables.day("given", _("Дата"), lambda row: row.given_on, order="given_on"),
        tables.text("paper", _("Документ"), lambda row: row.paper),
    ],
)
