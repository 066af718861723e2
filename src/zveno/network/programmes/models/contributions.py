"""Equipment and money that enterprises gave, with the papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zveno.base.core.fields import SearchKeyField
from zveno.base.files.models import StoredFile
from zveno.network.organisations.models import Organisation
from zveno.network.programmes.models.programmes import Programme
from zveno.network.programmes.models.sides import sides_of

if TYPE_CHECKING:
    from zveno.network.organisations.actors import Actor


class ContributionKind(models.TextChoices):
    EQUIPMENT = "equipment", _("оборудование")
    MATERIALS = "materials", _("материалы, инструмент")
    MONEY = "money", _("деньги")
    PREMISES = "premises", _("помещения, ремонт")


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def visible_to(self, actor: Actor) -> ContributionQuerySet:
        seen = sides_of(actor)
        return self if seen is None else self.filter(seen)


class Contribution(models.Model):
    """Equipment or money that an enterprise gave to a technikum, with the papers."""

    college = models.ForeignKey(
        Organisation, models.PROTECT, related_name="contributions", verbose_name=_("техникум")
    )
    enterprise = models.ForeignKey(
        Organisation, models.PROTECT, related_name="contributions_given", verbose_name=_("предприятие")
    )
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name=_("для какой программы"),
    )
    kind = models.CharField(_("вид"), max_length=20, choices=ContributionKind)
    title = models.CharField(_("что передано"), max_length=300)
    amount = models.DecimalField(
        _("стоимость, сумма, ₽"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    given_on = models.DateField(_("дата"))
    paper = models.CharField(
        _("документ"), max_length=200, help_text=_("Договор пожертвования, акт: № и дата")
    )
    files = models.ManyToManyField(StoredFile, related_name="+", blank=True, verbose_name=_("файлы"))
    entered_at = models.DateTimeField(_("внесён"))
    entered_by = models.CharField(_("кто внёс"), max_length=250)
    search_key = SearchKeyField("title", "paper")

    objects: ClassVar[ContributionQuerySet] = ContributionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("вклад предприятия")
        verbose_name_plural = _("вклады предприятий")
        ordering = ("-given_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0),
                name="a_contribution_is_worth_something",
                violation_error_message=_("Сумма должна быть больше нуля."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="money") | Q(amount__isnull=False),
                name="money_is_an_amount",
                violation_error_message=_("Для денег укажите сумму."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("programmes:contribution_show", args=[self.pk])
