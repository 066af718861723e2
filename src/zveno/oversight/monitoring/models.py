"""Thresholds of indicators: dated data with a source, never code."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Better(models.TextChoices):
    MORE = "more", _("чем больше, тем лучше")
    LESS = "less", _("чем меньше, тем лучше")


class Threshold(models.Model):
    """From that day on: up to which value an indicator is green, and up to which yellow."""

    indicator = models.SlugField(_("показатель"), max_length=60)
    since = models.DateField(_("действует с"))
    better = models.CharField(_("что лучше"), max_length=10, choices=Better)
    green = models.DecimalField(_("зелёный от (до)"), max_digits=12, decimal_places=4)
    yellow = models.DecimalField(_("жёлтый от (до)"), max_digits=12, decimal_places=4)
    source = models.CharField(_("основание"), max_length=300)

    class Meta:
        verbose_name = _("порог показателя")
        verbose_name_plural = _("пороги показателей")
        ordering = ("indicator", "-since")
        constraints = (
            models.UniqueConstraint(
                fields=("indicator", "since"),
                name="one_threshold_per_indicator_and_day",
                violation_error_message=_("На эту дату порог уже задан."),
            ),
            models.CheckConstraint(
                condition=Q(better=Better.MORE, green__gte=F("yellow"))
                | Q(better=Better.LESS, green__lte=F("yellow")),
                name="yellow_lies_on_the_worse_side_of_green",
                violation_error_message=_("Жёлтый порог должен быть хуже зелёного."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator} {self.since:%d.%m.%Y}"
