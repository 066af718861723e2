"""What a partner needs to know of an organisation beyond its requisites: where, whom to ask, who signs."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zveno.network.organisations.models.organisations import Organisation


class Site(models.Model):
    """A place where the organisation works: a building, a workshop, a branch office."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="sites", verbose_name=_("организация")
    )
    name = models.CharField(_("название"), max_length=200)
    address = models.CharField(_("адрес"), max_length=300)
    latitude = models.DecimalField(
        _("широта"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("долгота"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    directions = models.CharField(_("как пройти"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("площадка")
        verbose_name_plural = _("площадки")
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "name"),
                name="one_site_per_name_in_an_organisation",
                violation_error_message=_("Площадка с таким названием у организации уже есть."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="a_place_on_the_map_has_both_coordinates",
                violation_error_message=_("Укажите обе координаты, широту и долготу, или ни одной."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def coordinates(self) -> str:
        """«59.913870, 30.332200», as maps understand it, in any language."""
        return "" if self.latitude is None else f"{self.latitude}, {self.longitude}"


class Contact(models.Model):
    """Whom to ask, and about what; he needs no account."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="contacts", verbose_name=_("организация")
    )
    name = models.CharField(_("фамилия, имя, отчество"), max_length=200)
    post = models.CharField(_("должность"), max_length=200, blank=True)
    about = models.CharField(_("по каким вопросам"), max_length=200, blank=True)
    phone = models.CharField(_("телефон"), max_length=40, blank=True)
    email = models.EmailField(_("электронная почта"), blank=True)

    class Meta:
        verbose_name = _("контактное лицо")
        verbose_name_plural = _("контактные лица")
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(phone="", email=""),
                name="a_contact_can_be_reached",
                violation_error_message=_("Укажите телефон или электронную почту: иначе не связаться."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class SignatoryQuerySet(models.QuerySet["Signatory"]):
    def in_force(self, on: date) -> SignatoryQuerySet:
        """Who may sign that day; a day that is not known is no border."""
        return self.filter(Q(since__isnull=True) | Q(since__lte=on), Q(until__isnull=True) | Q(until__gte=on))


class Signatory(models.Model):
    """Who signs for the organisation and by what right; in the genitive as contracts name him.

    «…в лице директора Ивановой Анны Петровны, действующей на основании Устава».
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="signatories", verbose_name=_("организация")
    )
    name = models.CharField(_("фамилия, имя, отчество"), max_length=200)
    post = models.CharField(_("должность"), max_length=200)
    basis = models.CharField(_("действует на основании"), max_length=200)
    name_genitive = models.CharField(_("в лице кого"), max_length=200)
    post_genitive = models.CharField(_("в лице: должность"), max_length=200)
    basis_genitive = models.CharField(_("на основании чего"), max_length=200)
    since = models.DateField(_("с"), null=True, blank=True)
    until = models.DateField(_("по"), null=True, blank=True)

    objects: ClassVar[SignatoryQuerySet] = SignatoryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("право подписи")
        verbose_name_plural = _("права подписи")
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="a_right_to_sign_ends_after_it_begins",
                violation_error_message=_("Право подписи кончается раньше, чем начинается: проверьте даты."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.post}"

    def is_in_force(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or self.until >= on)

    @property
    def introduced(self) -> str:
        """As the head of a contract says it, after «в лице»."""
        return f"{self.post_genitive} {self.name_genitive}"
