"""Two records of one organisation become one; two organisations that look alike stay two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zveno.network.organisations.models.organisations import Organisation
from zveno.network.organisations.states import OrganisationState


class MergeQuerySet(models.QuerySet["Merge"]):
    def standing(self) -> MergeQuerySet:
        return self.filter(undone_at__isnull=True)


class Merge(models.Model):
    """What was moved from one record to the other, so that it can be moved back."""

    kept = models.ForeignKey(Organisation, models.PROTECT, related_name="merges", verbose_name=_("оставлена"))
    merged = models.ForeignKey(
        Organisation, models.PROTECT, related_name="merged_by", verbose_name=_("присоединена")
    )
    was = models.CharField(_("состояние до этого"), max_length=20, choices=OrganisationState, editable=False)
    moved = models.JSONField(
        _("что перенесено"), help_text=_("«пакет.модель.поле» и номера записей"), editable=False
    )
    merged_at = models.DateTimeField(_("когда"))
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("кто объединил")
    )
    why = models.CharField(_("почему"), max_length=1000)
    undone_at = models.DateTimeField(_("разъединены"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("кто разъединил"),
    )

    objects: ClassVar[MergeQuerySet] = MergeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("объединение")
        verbose_name_plural = _("объединения")
        ordering = ("-merged_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="nothing_is_merged_with_itself"),
            models.UniqueConstraint(
                fields=("merged",), condition=Q(undone_at__isnull=True), name="merged_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="undoing_has_a_time_and_a_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"

    def get_absolute_url(self) -> str:
        return reverse("organisations:merge_show", args=[self.pk])


class Distinction(models.Model):
    """Somebody has looked: these two are different organisations and are offered no more."""

    first = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    second = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    said_at = models.DateTimeField(_("когда"))
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("разные организации")
        verbose_name_plural = _("разные организации")
        constraints = (
            models.UniqueConstraint(fields=("first", "second"), name="a_pair_is_told_apart_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="a_pair_is_kept_with_the_older_first"
            ),
        )

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"


def references() -> Iterator[tuple[str, models.Field[Any, Any]]]:
    """Every column of the installed packages that names an organisation, whoever added it."""
    own = {Merge, Distinction}
    for relation in Organisation._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or relation.related_model in own:
            continue
        field = relation.field
        if field.name != "merged_into":
            yield f"{field.model._meta.label_lower}.{field.name}", field
