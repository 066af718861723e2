"""Everybody to the next year at once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zveno.network.organisations.models import Organisation


class Promotion(models.Model):
    """One promotion of an organisation; its fingerprint tells whether anything changed since."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="promotions", verbose_name=_("организация")
    )
    from_year = models.PositiveSmallIntegerField(_("из учебного года"))
    last_day = models.DateField(_("последний день прежнего года"))
    made_at = models.DateTimeField(_("когда"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("кто")
    )
    fingerprints = models.JSONField(_("отпечатки групп"), default=dict, editable=False)
    undone_at = models.DateTimeField(_("отменён"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("кем отменён"),
    )

    class Meta:
        verbose_name = _("перевод на следующий год")
        verbose_name_plural = _("переводы на следующий год")
        ordering = ("-made_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "from_year"),
                condition=Q(undone_at__isnull=True),
                name="one_promotion_of_a_year",
                violation_error_message=_("Перевод из этого учебного года уже сделан."),
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="an_undone_promotion_says_by_whom",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation}, {self.from_year}"
