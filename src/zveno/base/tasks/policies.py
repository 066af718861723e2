"""Who may do what with jobs."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zveno.base.core.people import Acting, is_administrator
from zveno.base.core.verdict import YES, Verdict, no
from zveno.base.tasks.models import Job
from zveno.base.tasks.states import JOB_LIFE


def can_view_job(actor: Acting, job: Job) -> Verdict:
    if is_administrator(actor) or (job.title != "" and job.owner_id == actor.user.pk):
        return YES
    return no(_("Это задание другого человека."), who_can=_("Тот, кто его запустил, и администратор."))


def can_cancel_job(actor: Acting, job: Job) -> Verdict:
    """Who; when is asked of the table of moves."""
    if job.is_finished:
        return no(_("Задание уже закончено."))
    return can_view_job(actor, job)


def can_repeat_job(actor: Acting, job: Job) -> Verdict:
    mine = can_view_job(actor, job)
    return JOB_LIFE.can(job.state, "repeat") if mine else mine
