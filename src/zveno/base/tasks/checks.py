"""What the doctor and `/metrics` ask of background work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.core.health import Finding, check, fault, gauge, warning
from zveno.base.tasks.models import Job
from zveno.base.tasks.registry import knows
from zveno.base.tasks.states import JobState

LATE = timedelta(minutes=15)
RECENT = timedelta(days=7)


@check("tasks.worker", gettext_lazy("Фоновые задания исполняются"))
def worker() -> Iterator[Finding]:
    now = timezone.now()
    late = Job.objects.due(now - LATE).count()
    if late:
        yield fault(
            _("Заданий, которые ждут исполнителя дольше 15 минут: %(count)d.") % {"count": late},
            todo=_("Проверьте, что работает «zveno worker» (или «zveno serve» без --no-worker)."),
        )


@check("tasks.failed", gettext_lazy("Фоновые задания удаются"))
def failed() -> Iterator[Finding]:
    since = timezone.now() - RECENT
    count = Job.objects.filter(state=JobState.FAILED, finished_at__gt=since).count()
    if count:
        yield warning(
            _("За неделю не удалось заданий: %(count)d.") % {"count": count},
            todo=_("Откройте страницу «Задания», устраните причину и запустите их ещё раз."),
        )


@check("tasks.known", gettext_lazy("Все задания понятны этой версии"))
def known() -> Iterator[Finding]:
    asked = Job.objects.unfinished().order_by("work").values_list("work", flat=True).distinct()
    for work in asked:
        if not knows(work):
            yield warning(
                _("Есть задания «%(work)s», которых эта версия не умеет.") % {"work": work},
                todo=_("Обновите программу на всех узлах до одной версии."),
            )


@gauge("jobs_waiting", "Jobs whose time has come and that no worker has begun.")
def waiting() -> float:
    return Job.objects.due(timezone.now()).count()


@gauge("jobs_running", "Jobs under a lease.")
def running() -> float:
    return Job.objects.filter(state=JobState.RUNNING).count()


@gauge("jobs_failed_week", "Jobs that failed for good in the last seven days.")
def failed_week() -> float:
    return Job.objects.filter(state=JobState.FAILED, finished_at__gt=timezone.now() - RECENT).count()
