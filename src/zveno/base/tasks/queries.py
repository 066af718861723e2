"""What can be known of jobs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from zveno.base.core.people import Acting, Person
from zveno.base.tasks.models import Job, JobQuerySet
from zveno.base.tasks.registry import knows, spec_of
from zveno.base.tasks.states import JobState
from zveno.base.ui.components import Status, Tone

FRESH = timedelta(days=1)
MOST_LINES = 20
MINUTE, HOUR = 60, 3600

TONES: dict[str, Tone] = {
    JobState.WAITING: "waits",
    JobState.RUNNING: "waits",
    JobState.RETRYING: "waits",
    JobState.DONE: "good",
    JobState.FAILED: "late",
    JobState.CANCELLED: "plain",
}


@dataclass(frozen=True)
class JobLine:
    """A job as its owner sees it on «Сегодня»."""

    title: str
    url: str
    result_url: str
    status: Status
    done: int
    total: int
    remaining: str


def jobs_for(owner: Person, *, at: datetime) -> list[JobLine]:
    """Those in work, and those of the last day: long work may be left and is found again."""
    found = (
        Job.objects.of(owner)
        .filter(Q(finished_at=None) | Q(finished_at__gt=at - FRESH))
        .order_by("-created_at")[:MOST_LINES]
    )
    return [job_line(job, at=at) for job in found]


def job_line(job: Job, *, at: datetime) -> JobLine:
    return JobLine(
        title=str(job),
        url=job.get_absolute_url(),
        result_url=job.url if job.state == JobState.DONE else "",
        status=job_status(job),
        done=job.done,
        total=job.total,
        remaining=remaining(job, at=at),
    )


def job_status(job: Job) -> Status:
    if job.cancel_requested and not job.is_finished:
        return Status(_("останавливается"), "waits")
    return Status(JobState(job.state).label, TONES[job.state])


def remaining(job: Job, *, at: datetime) -> str:
    """How long it may still take, in words, judged by the pace so far; nothing while that is a guess."""
    if job.state != JobState.RUNNING or job.started_at is None or not 0 < job.done < job.total:
        return ""
    seconds = (at - job.started_at).total_seconds() * (job.total - job.done) / job.done
    if seconds < MINUTE:
        return _("меньше минуты")
    if seconds < HOUR:
        return _("около %(count)d мин") % {"count": round(seconds / MINUTE)}
    return _("около %(count)d ч") % {"count": round(seconds / HOUR)}


def jobs_visible_to(actor: Acting) -> JobQuerySet:
    """One's own; the administrator's are everybody's and the technical ones."""
    return Job.objects.visible_to(actor).select_related("owner")


def jobs_worth_listing(actor: Acting) -> JobQuerySet:
    """Without technical ones that went well: there are thousands, and nobody asks."""
    return jobs_visible_to(actor).exclude(title="", state=JobState.DONE)


def job_title(job: Job) -> str:
    """What the person called it, or what its work is called."""
    return job.title or (str(spec_of(job.work).title) if knows(job.work) else job.work)
