"""Background work as rows: the request, its lease, its progress, its outcome."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zveno.base.core.people import Acting, Person, is_administrator
from zveno.base.tasks.states import AHEAD, FINISHED, JOB_LIFE, UNFINISHED, JobState


class JobQuerySet(models.QuerySet["Job"]):
    def unfinished(self) -> JobQuerySet:
        return self.filter(state__in=UNFINISHED)

    def finished(self) -> JobQuerySet:
        return self.filter(state__in=FINISHED)

    def due(self, at: datetime) -> JobQuerySet:
        """Those a worker may begin now."""
        return self.filter(state__in=AHEAD, run_after__lte=at)

    def undelivered(self, at: datetime) -> JobQuerySet:
        """Those whose time has come and of whom no worker was told, or told in vain."""
        return self.due(at).filter(deliver_after__lte=at)

    def abandoned(self, at: datetime) -> JobQuerySet:
        """Those whose worker stopped giving signs of life."""
        return self.filter(state=JobState.RUNNING, lease_expires_at__lt=at)

    def of(self, owner: Person) -> JobQuerySet:
        """Those a person asked for; technical ones have no title and are nobody's business."""
        return self.filter(owner=owner.pk).exclude(title="")

    def visible_to(self, actor: Acting) -> JobQuerySet:
        return self if is_administrator(actor) else self.of(actor.user)

    def move(self, name: str, **changes: Any) -> int:
        """Move those that may make this move now, in one conditional update; how many did."""
        step = JOB_LIFE.move(name)
        return self.filter(state__in=step.sources).update(state=step.target, **changes)


class Job(models.Model):
    """One request for background work, made in the transaction of whoever asks."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    work = models.CharField(_("работа"), max_length=80)
    arguments = models.JSONField(_("аргументы"), default=dict)
    key = models.CharField(_("ключ неповторимости"), max_length=200, unique=True)
    title = models.CharField(_("название"), max_length=200, blank=True)
    url = models.CharField(_("где результат"), max_length=300, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("кто попросил")
    )
    state = models.CharField(_("состояние"), max_length=10, choices=JobState, default=JobState.WAITING)
    created_at = models.DateTimeField(_("создано"))
    run_after = models.DateTimeField(_("не раньше"))
    attempts = models.PositiveSmallIntegerField(_("попыток"), default=0)

    # When the ticker has to tell a worker (again); see delivery.py.
    deliver_after = models.DateTimeField(_("сообщить исполнителю после"))
    deliveries = models.PositiveSmallIntegerField(_("сколько раз сообщено"), default=0)

    worker = models.CharField(_("исполнитель"), max_length=120, blank=True)
    lease_token = models.UUIDField(_("жетон аренды"), null=True)
    lease_expires_at = models.DateTimeField(_("аренда до"), null=True)
    started_at = models.DateTimeField(_("начато"), null=True)
    finished_at = models.DateTimeField(_("закончено"), null=True)
    cancel_requested = models.BooleanField(_("просят остановить"), default=False)

    done = models.PositiveIntegerField(_("сделано"), default=0)
    total = models.PositiveIntegerField(_("всего"), default=0)
    note = models.CharField(_("что делается"), max_length=200, blank=True)
    cursor = models.JSONField(_("где остановились"), null=True)
    result = models.JSONField(_("результат"), null=True)
    error = models.TextField(_("ошибка"), blank=True)

    objects: ClassVar[JobQuerySet] = JobQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("задание")
        verbose_name_plural = _("задания")
        ordering = ("-created_at", "pk")
        indexes = (
            models.Index(
                fields=("deliver_after",), condition=Q(state__in=sorted(AHEAD)), name="job_to_deliver"
            ),
            models.Index(
                fields=("lease_expires_at",), condition=Q(state=JobState.RUNNING), name="job_under_lease"
            ),
            models.Index(fields=("owner", "-created_at"), name="job_of_owner"),
            models.Index(fields=("work", "state"), name="job_of_work"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(state=JobState.RUNNING, lease_token__isnull=False, lease_expires_at__isnull=False)
                | (~Q(state=JobState.RUNNING) & Q(lease_token__isnull=True, lease_expires_at__isnull=True)),
                name="a_running_job_and_no_other_has_a_lease",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(FINISHED), finished_at__isnull=False)
                | Q(state__in=sorted(UNFINISHED), finished_at__isnull=True),
                name="a_finished_job_and_no_other_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(total=0) | Q(done__lte=F("total")), name="a_job_does_not_do_more_than_all"
            ),
        )

    def __str__(self) -> str:
        return self.title or self.work

    def get_absolute_url(self) -> str:
        return reverse("tasks:job_detail", args=(self.pk,))

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED
