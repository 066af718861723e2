"""Teachers at enterprises: programme, report, certificate, when the next is due."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zveno.base.core.fields import SearchKeyField
from zveno.base.files.models import StoredFile
from zveno.network.organisations.models import Organisation
from zveno.network.programmes.models.sides import sides_of
from zveno.network.programmes.states import InternshipState

if TYPE_CHECKING:
    from zveno.network.organisations.actors import Actor


class InternshipTerm(models.Model):
    """How often a teacher must have been at an enterprise: a norm with its days and source."""

    months = models.PositiveSmallIntegerField(_("раз в столько месяцев"))
    valid_from = models.DateField(_("действует с"), unique=True)
    source = models.CharField(_("источник"), max_length=300)

    class Meta:
        verbose_name = _("срок между стажировками")
        verbose_name_plural = _("сроки между стажировками")
        ordering = ("-valid_from",)

    def __str__(self) -> str:
        return f"{self.months}"


class InternshipQuerySet(models.QuerySet["Internship"]):
    def visible_to(self, actor: Actor) -> InternshipQuerySet:
        seen = sides_of(actor)
        return self if seen is None else self.filter(seen)

    def done(self) -> InternshipQuerySet:
        return self.filter(state=InternshipState.DONE)

    def last_ones(self) -> InternshipQuerySet:
        """Of each teacher, the last one that was done: its day of the next is the one that counts."""
        later = Internship.objects.done().filter(
            college=OuterRef("college"), teacher_key=OuterRef("teacher_key")
        )
        later = later.filter(
            Q(ends_on__gt=OuterRef("ends_on")) | Q(ends_on=OuterRef("ends_on"), pk__gt=OuterRef("pk"))
        )
        return self.done().exclude(Exists(later))

    def due_by(self, day: date) -> InternshipQuerySet:
        return self.last_ones().filter(next_due_on__lte=day)


class Internship(models.Model):
    """A teacher or master works at an enterprise for a while, with a programme, a report, a certificate."""

    college = models.ForeignKey(
        Organisation, models.PROTECT, related_name="internships", verbose_name=_("техникум")
    )
    enterprise = models.ForeignKey(
        Organisation, models.PROTECT, related_name="internships_hosted", verbose_name=_("предприятие")
    )
    teacher = models.CharField(_("преподаватель, мастер"), max_length=250)
    teacher_post = models.CharField(_("должность, предмет"), max_length=200, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="internships",
        verbose_name=_("учётная запись"),
    )
    goal = models.CharField(_("чему научится"), max_length=500)
    programme_text = models.TextField(_("программа стажировки"), max_length=5000, blank=True)
    starts_on = models.DateField(_("с"))
    ends_on = models.DateField(_("по"))
    hours = models.PositiveSmallIntegerField(_("часов"), null=True, blank=True)
    state = models.CharField(
        _("состояние"),
        max_length=20,
        choices=InternshipState,
        default=InternshipState.REQUESTED,
        editable=False,
    )
    requested_at = models.DateTimeField(_("запрошена когда"))
    requested_by = models.CharField(_("запрошена кем"), max_length=250)
    agreed_at = models.DateTimeField(_("согласована когда"), null=True, blank=True)
    agreed_by = models.CharField(_("согласована кем"), max_length=250, blank=True)
    closed_at = models.DateTimeField(_("завершена когда"), null=True, blank=True)
    closed_by = models.CharField(_("завершена кем"), max_length=250, blank=True)
    reason = models.TextField(_("почему не состоится"), blank=True)
    report = models.TextField(_("итоги"), max_length=5000, blank=True)
    report_file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("отчёт")
    )
    certificate = models.CharField(_("документ о стажировке"), max_length=200, blank=True)
    certificate_file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("скан документа")
    )
    next_due_on = models.DateField(_("следующая не позже"), null=True, blank=True)
    search_key = SearchKeyField("teacher", "goal")
    teacher_key = SearchKeyField("teacher")

    objects: ClassVar[InternshipQuerySet] = InternshipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("стажировка преподавателя")
        verbose_name_plural = _("стажировки преподавателей")
        ordering = ("-starts_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="internship_ends_after_it_begins",
                violation_error_message=_("Окончание должно быть не раньше начала."),
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, agreed_by="")
                | (Q(agreed_at__isnull=False) & ~Q(agreed_by="")),
                name="agreed_internship_has_a_time_and_a_person",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("requested", "agreed"), closed_at__isnull=True, closed_by="")
                | (Q(state__in=("done", "cancelled"), closed_at__isnull=False) & ~Q(closed_by="")),
                name="closed_internship_has_a_time_and_a_person",
            ),
            models.CheckConstraint(
                condition=(Q(state="cancelled") & ~Q(reason="")) | (~Q(state="cancelled") & Q(reason="")),
                name="cancelled_internship_says_why",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="done", hours__isnull=False, next_due_on__isnull=False) & ~Q(certificate="")
                )
                | (~Q(state="done") & Q(next_due_on__isnull=True, certificate="")),
                name="done_internship_has_hours_a_certificate_and_a_next_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.teacher} – {self.enterprise}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:internship_show", args=[self.pk])
