"""A job as components of the look."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from zveno.base.tasks.models import Job
from zveno.base.tasks.queries import job_status, remaining
from zveno.base.tasks.states import JobState
from zveno.base.ui.components import Fact, Progress
from zveno.base.ui.numbers import written_date


def progress_of(job: Job, *, at: datetime) -> Progress:
    """The bar; while the job lives it asks for itself and can be stopped."""
    living = not job.is_finished
    return Progress(
        title=job.note or str(job_status(job).text).capitalize(),
        done=job.done,
        total=job.total,
        remaining=remaining(job, at=at),
        refresh_url=job.get_absolute_url() if living else "",
        cancel_url=reverse("tasks:job_cancel", args=(job.pk,)) if living and not job.cancel_requested else "",
    )


def facts_of(job: Job) -> list[Fact]:
    owner: Any = job.owner
    facts = [
        Fact(_("Кто запустил"), owner.get_full_name() if owner else _("система")),
        Fact(_("Создано"), _moment(job.created_at)),
        Fact(_("Начато"), _moment(job.started_at)),
        Fact(_("Закончено"), _moment(job.finished_at)),
        Fact(_("Попыток"), job.attempts),
    ]
    if job.state == JobState.RETRYING:
        facts.append(Fact(_("Следующая попытка"), _moment(job.run_after)))
    return facts


def _moment(at: datetime | None) -> str:
    return written_date(at) if at else ""
