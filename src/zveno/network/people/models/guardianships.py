"""Parents and other legal representatives: persons of their own."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zveno.network.people.models.persons import Person


class Relation(models.TextChoices):
    MOTHER = "mother", _("мать")
    FATHER = "father", _("отец")
    ADOPTER = "adopter", _("усыновитель")
    GUARDIAN = "guardian", _("опекун")
    TRUSTEE = "trustee", _("попечитель")
    FOSTER = "foster", _("приёмный родитель")
    OTHER = "other", _("иной законный представитель")


class GuardianshipQuerySet(models.QuerySet["Guardianship"]):
    def open(self) -> GuardianshipQuerySet:
        """Those that hold now."""
        return self.filter(until__isnull=True)


class Guardianship(models.Model):
    """This person represents that child, from a day to a day, by this document."""

    guardian = models.ForeignKey(
        Person, models.PROTECT, related_name="wardships", verbose_name=_("законный представитель")
    )
    child = models.ForeignKey(Person, models.PROTECT, related_name="guardianships", verbose_name=_("ребёнок"))
    relation = models.CharField(_("кем приходится"), max_length=20, choices=Relation)
    since = models.DateField(_("с"), null=True, blank=True)
    until = models.DateField(_("по"), null=True, blank=True)
    basis = models.CharField(
        _("документ"), max_length=300, blank=True, help_text=_("свидетельство о рождении, акт об опеке")
    )

    objects: ClassVar[GuardianshipQuerySet] = GuardianshipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("законный представитель")
        verbose_name_plural = _("законные представители")
        ordering = ("child", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("guardian", "child"),
                condition=Q(until__isnull=True),
                name="one_open_guardianship_of_a_pair",
                violation_error_message=_("Этот человек уже указан законным представителем."),
            ),
            models.CheckConstraint(
                condition=~Q(guardian=F("child")),
                name="nobody_is_his_own_guardian",
                violation_error_message=_("Человек не может быть законным представителем самого себя."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="guardianship_ends_after_it_begins",
                violation_error_message=_("Последний день раньше первого."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.guardian} – {self.child}"
