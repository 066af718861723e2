"""Where organisations are."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zveno.base.core.fields import SortKeyField


class TerritoryQuerySet(models.QuerySet["Territory"]):
    def within(self, path: str) -> TerritoryQuerySet:
        """The territory of that path and everything in it."""
        return self.filter(path__startswith=path)


class Territory(models.Model):
    """A region, a municipality or a settlement; authorities see what lies in their own."""

    class Level(models.TextChoices):
        REGION = "region", _("регион")
        MUNICIPALITY = "municipality", _("муниципальное образование")
        SETTLEMENT = "settlement", _("населённый пункт")

    level = models.CharField(_("уровень"), max_length=20, choices=Level)
    name = models.CharField(_("название"), max_length=200)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(
        _("путь"),
        max_length=100,
        unique=True,
        editable=False,
        help_text=_("«/регион/муниципалитет/»: номера от корня, чтобы спрашивать поддерево одним условием"),
    )
    oktmo = models.CharField(_("ОКТМО"), max_length=11, blank=True)
    sort_key = SortKeyField("name")

    objects: ClassVar[TerritoryQuerySet] = TerritoryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("территория")
        verbose_name_plural = _("территории")
        ordering = ("path",)
        constraints = (
            models.CheckConstraint(
                condition=Q(level="region", parent__isnull=True)
                | (~Q(level="region") & Q(parent__isnull=False)),
                name="only_a_region_has_no_parent",
            ),
        )

    def __str__(self) -> str:
        return self.name
