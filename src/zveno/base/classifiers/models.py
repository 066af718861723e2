"""A code and what it means, for as long as it means that."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zveno.base.classifiers.kinds import Classifier
from zveno.base.core.fields import SearchKeyField


class CodeQuerySet(models.QuerySet["Entry"]):
    def of(self, classifier: Classifier) -> CodeQuerySet:
        return self.filter(classifier=classifier)

    def in_force(self, on: date) -> CodeQuerySet:
        """An unknown day is no border."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on),
            Q(valid_until__isnull=True) | Q(valid_until__gte=on),
        )


class Entry(models.Model):
    """A row of a list. The same code with another name or other days is another row."""

    classifier = models.CharField(_("справочник"), max_length=20, choices=Classifier)
    code = models.CharField(_("код"), max_length=20)
    name = models.CharField(_("название"), max_length=500)
    valid_from = models.DateField(_("действует с"), null=True, blank=True)
    valid_until = models.DateField(_("действует по"), null=True, blank=True)
    source = models.CharField(_("источник"), max_length=300, blank=True)
    search_key = SearchKeyField("code", "name")

    objects: ClassVar[CodeQuerySet] = CodeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("запись справочника")
        verbose_name_plural = _("записи справочников")
        ordering = ("classifier", "code", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("classifier", "code", "valid_from"), name="a_code_has_one_meaning_from_a_day"
            ),
            models.UniqueConstraint(
                fields=("classifier", "code"),
                condition=Q(valid_from__isnull=True),
                name="a_code_has_one_meaning_without_a_first_day",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="an_entry_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def group_code(self) -> str:
        """The enlarged group of a profession or specialty."""
        return f"{self.code[:2]}.00.00"
