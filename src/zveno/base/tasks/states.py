"""The life of a job."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zveno.base.core.workflow import Move, Workflow


class JobState(models.TextChoices):
    WAITING = "waiting", _("ждёт очереди")
    RUNNING = "running", _("выполняется")
    RETRYING = "retrying", _("ждёт повтора")
    DONE = "done", _("выполнено")
    FAILED = "failed", _("не удалось")
    CANCELLED = "cancelled", _("остановлено")


AHEAD = frozenset({JobState.WAITING.value, JobState.RETRYING.value})
UNFINISHED = AHEAD | {JobState.RUNNING.value}
FINISHED = frozenset(JobState.values) - UNFINISHED
_RUNNING = frozenset({JobState.RUNNING.value})

JOB_LIFE = Workflow(
    states=JobState,
    start=JobState.WAITING,
    moves=(
        Move("claim", _("Взять в работу"), AHEAD, JobState.RUNNING),
        Move("complete", _("Завершить"), _RUNNING, JobState.DONE),
        Move("postpone", _("Отложить до повтора"), _RUNNING, JobState.RETRYING),
        Move("release", _("Вернуть в очередь"), _RUNNING, JobState.WAITING),
        Move("fail", _("Признать неудачу"), _RUNNING, JobState.FAILED),
        Move("withdraw", _("Снять с очереди"), AHEAD, JobState.CANCELLED),
        Move("stop", _("Остановить"), _RUNNING, JobState.CANCELLED),
        Move(
            "repeat",
            _("Запустить ещё раз"),
            frozenset({JobState.FAILED.value, JobState.CANCELLED.value}),
            JobState.WAITING,
        ),
    ),
)
