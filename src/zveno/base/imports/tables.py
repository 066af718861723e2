"""How imports and what is wrong in them are listed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zveno.base.imports.models import Import, Problem
from zveno.base.imports.queries import import_status
from zveno.base.imports.states import ProblemState
from zveno.base.ui import filters, tables
from zveno.base.ui.components import Status

_TONES: dict[str, Any] = {
    ProblemState.OPEN: "late",
    ProblemState.REPAIRED: "good",
    ProblemState.LEFT_OUT: "plain",
}


def _status(problem: Problem) -> Status:
    if problem.is_notice and problem.state == ProblemState.OPEN:
        return Status(_("замечание"), "waits")
    return Status(ProblemState(problem.state).label, _TONES[problem.state])


IMPORTS = tables.Table[Import](
    caption=_("Загрузка данных"),
    order="-begun",
    row_url=lambda made: made.get_absolute_url(),
    columns=[
        tables.text("number", _("Загрузка"), lambda made: f"№ {made.pk}", order="pk"),
        tables.text("kind", _("Что"), lambda made: made.title, order="kind"),
        tables.text("target", _("Для кого"), lambda made: made.target_name, order="target_name"),
        tables.status("state", _("Состояние"), import_status, order="state"),
        tables.number("new", _("Новых"), lambda made: made.summary.get("new")),
        tables.number("changed", _("Изменено"), lambda made: made.summary.get("changed")),
        tables.number("wrong", _("С ошибками"), lambda made: made.summary.get("wrong")),
        tables.text("by", _("Кто"), lambda made: made.by.get_full_name()),
        tables.moment("begun", _("Когда"), lambda made: made.begun_at, order="begun_at"),
    ],
)

PROBLEMS = tables.Table[Problem](
    caption=_("Ошибки по строкам"),
    order="place",
    row_url=None,
    columns=[
        tables.text("place", _("Файл"), lambda problem: problem.file.name, order="pk"),
        tables.text("sheet", _("Лист"), lambda problem: problem.sheet_name),
        tables.number("row", _("Строка"), lambda problem: problem.row or None, order="row"),
        tables.text("column", _("Столбец"), lambda problem: problem.column, order="column"),
        tables.text("value", _("Написано"), lambda problem: problem.value, order="value"),
        tables.text("sentence", _("Что не так"), lambda problem: problem.sentence, order="sentence"),
        tables.text("offer", _("Предлагается"), lambda problem: problem.offer),
        tables.text("repair", _("Исправлено на"), lambda problem: problem.repair),
        tables.status("state", _("Состояние"), _status, order="state"),
    ],
)


class ProblemFilters(filters.FilterSet):
    state = filters.ChoiceFilter(label=_("Состояние"), choices=ProblemState.choices)

    class Meta:
        model = Problem
        fields = ()
