"""What is stored: one row for each file that somebody gave or the product made."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zveno.base.files.states import QUARANTINE, State


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def waiting(self) -> StoredFileQuerySet:
        """Still to be looked at by the scanner."""
        return self.filter(state=State.QUARANTINED)


class StoredFile(models.Model):
    """A file as it was given. Its bytes lie under their own hash, so equal ones are kept once.

    Who may read it is asked by the package that owns the row; `serving.file_response` gives it out.
    """

    content = models.FileField(_("содержимое"), max_length=100, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True, editable=False)
    size = models.PositiveBigIntegerField(_("размер"), editable=False)
    name = models.CharField(_("имя"), max_length=200)
    kind = models.SlugField(_("вид"), max_length=20, db_index=False, editable=False)
    media_type = models.CharField(_("тип содержимого"), max_length=100, editable=False)
    state = models.CharField(_("состояние"), max_length=20, choices=State, default=QUARANTINE.start)
    scanned_at = models.DateTimeField(_("проверен"), null=True, blank=True)
    finding = models.CharField(_("что найдено"), max_length=200, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("кем"),
    )
    uploaded_at = models.DateTimeField(_("когда"))

    objects: ClassVar[StoredFileQuerySet] = StoredFileQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("файл")
        verbose_name_plural = _("файлы")
        constraints = (
            models.CheckConstraint(condition=Q(size__gt=0), name="a_stored_file_is_not_empty"),
            models.CheckConstraint(
                condition=Q(state=State.INFECTED, scanned_at__isnull=False) & ~Q(finding="")
                | ~Q(state=State.INFECTED) & Q(finding=""),
                name="an_infected_file_says_when_and_what",
            ),
        )

    def __str__(self) -> str:
        return self.name
