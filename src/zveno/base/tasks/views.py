"""Pages of background jobs."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zveno.base.core.requests import ZvenoRequest
from zveno.base.tasks import queries, services
from zveno.base.tasks.policies import can_cancel_job, can_repeat_job
from zveno.base.tasks.progress import facts_of, progress_of
from zveno.base.tasks.tables import JOBS, JobFilters
from zveno.base.ui.components import Empty
from zveno.base.ui.lists import list_page


@require_safe
def job_list(request: ZvenoRequest) -> HttpResponseBase:
    return list_page(
        request,
        table=JOBS,
        rows=queries.jobs_worth_listing(request.actor),
        filterset=JobFilters,
        empty=Empty(
            title=_("Заданий пока нет"),
            text=_("Здесь видно долгую работу: комплекты документов, расчёты, выгрузки."),
            icon="hourglass",
        ),
    )


@require_safe
def job_detail(request: ZvenoRequest, pk: UUID) -> HttpResponse:
    """The page of one job; its bar asks the same address for itself until the job has ended."""
    job = get_object_or_404(queries.jobs_visible_to(request.actor), pk=pk)
    now = timezone.now()
    progress = progress_of(job, at=now)
    if request.htmx:
        if job.is_finished:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "tasks/job_progress.html", {"progress": progress})
    return render(
        request,
        "tasks/job_detail.html",
        {
            "job": job,
            "title": queries.job_title(job),
            "status": queries.job_status(job),
            "progress": progress,
            "facts": facts_of(job),
            "repeating": can_repeat_job(request.actor, job),
            "cancelling": can_cancel_job(request.actor, job),
        },
    )


@require_POST
def job_cancel(request: ZvenoRequest, pk: UUID) -> HttpResponse:
    job = get_object_or_404(queries.jobs_visible_to(request.actor), pk=pk)
    job = services.cancel_job(job, by=request.actor, at=timezone.now())
    messages.success(
        request, _("Задание остановлено.") if job.is_finished else _("Задание остановится на ближайшем шаге.")
    )
    return redirect("tasks:job_detail", pk)


@require_POST
def job_repeat(request: ZvenoRequest, pk: UUID) -> HttpResponse:
    job = get_object_or_404(queries.jobs_visible_to(request.actor), pk=pk)
    services.repeat_job(job, by=request.actor, at=timezone.now())
    messages.success(request, _("Задание запущено ещё раз."))
    return redirect("tasks:job_detail", pk)
