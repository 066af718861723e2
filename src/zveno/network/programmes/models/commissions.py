"""Commissions of exams and ГЭК, and who sits in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zveno.base.core.fields import SearchKeyField
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import LEARNERS, Scope
from zveno.network.programmes.models.programmes import Part, Programme

if TYPE_CHECKING:
    from zveno.network.organisations.actors import Actor


class CommissionKind(models.TextChoices):
    MODULE = "module", _("экзамен по модулю, квалификационный")
    DEMO = "demo", _("демонстрационный экзамен")
    STATE = "state", _("ГЭК")


class CommissionQuerySet(models.QuerySet["Commission"]):
    def visible_to(self, actor: Actor) -> CommissionQuerySet:
        """Of one's own technikum, where one's own organisation sits, those of the territory."""
        if actor.scope is Scope.SYSTEM:
            return self
        if actor.organisation is None or actor.role in LEARNERS:
            return self.none()
        sits = CommissionMember.objects.filter(commission=OuterRef("pk"), organisation=actor.organisation)
        seen = Q(Exists(sits)) | Q(college=actor.organisation)
        if actor.scope is Scope.TERRITORY:
            seen |= Q(college__territory__path__startswith=actor.territory_path)
        return self.filter(seen)


class Commission(models.Model):
    """A commission of an exam, or ГЭК; who of the enterprises sits in it."""

    college = models.ForeignKey(
        Organisation, models.PROTECT, related_name="commissions", verbose_name=_("техникум")
    )
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commissions",
        verbose_name=_("программа"),
    )
    part = models.ForeignKey(
        Part, models.PROTECT, null=True, blank=True, related_name="commissions", verbose_name=_("модуль")
    )
    kind = models.CharField(_("вид"), max_length=20, choices=CommissionKind)
    held_on = models.DateField(_("день экзамена, первого заседания"))
    order = models.CharField(_("приказ"), max_length=200, blank=True, help_text=_("№ и дата"))
    entered_at = models.DateTimeField(_("внесена"))
    entered_by = models.CharField(_("кто внёс"), max_length=250)
    search_key = SearchKeyField("text_for_search")

    objects: ClassVar[CommissionQuerySet] = CommissionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("экзаменационная комиссия")
        verbose_name_plural = _("экзаменационные комиссии")
        ordering = ("-held_on", "-pk")

    def __str__(self) -> str:
        what = self.part or self.programme
        return f"{self.get_kind_display()}: {what}" if what else self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("programmes:commission_show", args=[self.pk])

    @property
    def text_for_search(self) -> str:
        return f"{self.programme.profession if self.programme else ''} {self.part or ''} {self.order}"


class Seat(models.TextChoices):
    CHAIR = "chair", _("председатель")
    MEMBER = "member", _("член комиссии")
    EXPERT = "expert", _("эксперт")


class CommissionMember(models.Model):
    commission = models.ForeignKey(
        Commission, models.CASCADE, related_name="members", verbose_name=_("комиссия")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="commission_seats", verbose_name=_("от какой организации")
    )
    seat = models.CharField(_("кто"), max_length=20, choices=Seat, default=Seat.MEMBER)
    name = models.CharField(_("фамилия, имя, отчество"), max_length=250)
    post = models.CharField(_("должность"), max_length=200)

    class Meta:
        verbose_name = _("член комиссии")
        verbose_name_plural = _("члены комиссии")
        ordering = ("commission", "seat", "name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("commission",), condition=Q(seat="chair"), name="a_commission_has_one_chair",
                violation_error_message=_("Председатель в комиссии уже есть."),
            ),
            models.UniqueConstraint(
                fields=("commission", "name"), name="a_person_sits_in_a_commission_once",
                violation_error_message=_("Этот человек в комиссии уже есть."),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}, {self.get_seat_display()}"
