"""How jobs are listed."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from zveno.base.tasks.models import Job
from zveno.base.tasks.queries import job_status, job_title
from zveno.base.tasks.states import JobState
from zveno.base.ui.filters import ChoiceFilter, FilterSet
from zveno.base.ui.tables import Table, moment, number, status, text


class JobFilters(FilterSet):
    state = ChoiceFilter(label=_("Состояние"), choices=JobState.choices)
    title = django_filters.CharFilter(label=_("Название"), lookup_expr="contains")


def _owner(job: Job) -> str:
    owner: Any = job.owner
    return owner.get_short_name() if owner else ""


JOBS: Table[Job] = Table(
    caption=_("Фоновые задания"),
    columns=(
        text("title", _("Задание"), job_title, order="title"),
        status("state", _("Состояние"), job_status, order="state"),
        text("owner", _("Кто запустил"), _owner),
        moment("created", _("Создано"), lambda job: job.created_at, order="created_at"),
        moment("finished", _("Закончено"), lambda job: job.finished_at, order="finished_at"),
        number("attempts", _("Попыток"), lambda job: job.attempts, order="attempts"),
    ),
    order="-created",
    row_url=Job.get_absolute_url,
)
