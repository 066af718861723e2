"""Members of the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zveno.base.core.addresses import address_of
from zveno.base.core.fields import SearchKeyField, SortKeyField
from zveno.base.core.text import search_key
from zveno.network.organisations.models.territories import Territory
from zveno.network.organisations.requisites import (
    valid_bik,
    valid_inn,
    valid_kpp,
    valid_ogrn,
    valid_oktmo,
    valid_okved2,
)
from zveno.network.organisations.roles import Family, Scope
from zveno.network.organisations.states import OrganisationState

if TYPE_CHECKING:
    from zveno.network.organisations.actors import Actor


class OrganisationKind(models.Model):
    """A kind of organisation («школа», «техникум», «обособленное подразделение»): data, not code."""

    code = models.SlugField(_("код"), max_length=40, unique=True)
    name = models.CharField(_("название"), max_length=120)
    family = models.CharField(_("семейство"), max_length=20, choices=Family)
    position = models.PositiveSmallIntegerField(_("порядок"), default=100)

    class Meta:
        verbose_name = _("вид организации")
        verbose_name_plural = _("виды организаций")
        ordering = ("position", "name")

    def __str__(self) -> str:
        return self.name


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, actor: Actor) -> OrganisationQuerySet:
        """What the actor may list is what he may see: the organisations of his district, and his own."""
        if actor.scope is Scope.SYSTEM:
            return self
        if actor.organisation is None:
            return self.none()
        return self.filter(Q(territory__path__startswith=actor.territory_path) | Q(pk=actor.organisation.pk))

    def standing(self) -> OrganisationQuerySet:
        """Without those that became part of another record."""
        return self.exclude(state=OrganisationState.MERGED)

    def active(self) -> OrganisationQuerySet:
        return self.filter(state=OrganisationState.ACTIVE)

    def of_family(self, *families: Family) -> OrganisationQuerySet:
        return self.filter(kind__family__in=families)

    def matching(self, typed: str) -> OrganisationQuerySet:
        """Found by what a person typed, without regard to case, «е/ё», quotes."""
        found = self
        for word in search_key(typed).split():
            found = found.filter(search_key__contains=word)
        return found


class ParentIs(models.TextChoices):
    """What the organisation above is: who signs and answers follows from it."""

    FOUNDER = "founder", _("учредитель")
    HEAD = "head", _("юридическое лицо, чьё это подразделение")
    HOLDING = "holding", _("холдинг, группа компаний")


class Organisation(models.Model):
    """A member of the network."""

    State = OrganisationState
    ParentIs = ParentIs

    kind = models.ForeignKey(
        OrganisationKind, models.PROTECT, related_name="organisations", verbose_name=_("вид")
    )
    full_name = models.CharField(_("полное наименование"), max_length=500)
    short_name = models.CharField(_("краткое наименование"), max_length=200)
    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="organisations", verbose_name=_("территория")
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
        verbose_name=_("учредитель, головная организация"),
    )
    parent_is = models.CharField(_("кем она приходится"), max_length=20, choices=ParentIs, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("объединена с"),
        editable=False,
    )
    state = models.CharField(
        _("состояние"), max_length=20, choices=OrganisationState, default=OrganisationState.ACTIVE
    )
    inn = models.CharField(_("ИНН"), max_length=12, blank=True, validators=[valid_inn])
    kpp = models.CharField(_("КПП"), max_length=9, blank=True, validators=[valid_kpp])
    ogrn = models.CharField(_("ОГРН"), max_length=15, blank=True, validators=[valid_ogrn])
    legal_form = models.CharField(_("организационно-правовая форма"), max_length=200, blank=True)
    okved2 = models.CharField(_("ОКВЭД2"), max_length=8, blank=True, validators=[valid_okved2])
    oktmo = models.CharField(_("ОКТМО"), max_length=11, blank=True, validators=[valid_oktmo])
    legal_address = models.CharField(_("юридический адрес"), max_length=300, blank=True)
    bank = models.CharField(_("банк"), max_length=200, blank=True)
    bik = models.CharField(_("БИК"), max_length=9, blank=True, validators=[valid_bik])
    account = models.CharField(_("расчётный (казначейский) счёт"), max_length=20, blank=True)
    bank_account = models.CharField(
        _("корреспондентский (единый казначейский) счёт"), max_length=20, blank=True
    )
    address = models.CharField(_("адрес"), max_length=300, blank=True)
    phone = models.CharField(_("телефон"), max_length=40, blank=True)
    email = models.EmailField(_("электронная почта"), blank=True)
    website = models.URLField(_("сайт"), blank=True)
    about = models.TextField(_("чем занимается"), blank=True)
    contact_name = models.CharField(_("контактное лицо"), max_length=200, blank=True)
    contact_post = models.CharField(_("должность контактного лица"), max_length=200, blank=True)
    confirmed_at = models.DateTimeField(_("сведения подтверждены"), null=True, blank=True)
    confirmed_by = models.CharField(_("кем подтверждены"), max_length=250, blank=True)
    search_key = SearchKeyField("short_name", "full_name", "inn", "address")
    sort_key = SortKeyField("short_name")

    objects: ClassVar[OrganisationQuerySet] = OrganisationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("организация")
        verbose_name_plural = _("организации")
        ordering = ("sort_key", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("inn", "kpp"),
                condition=~Q(inn="") & ~Q(state=OrganisationState.MERGED),
                name="one_organisation_per_inn_and_kpp",
                violation_error_message=_("Организация с такими ИНН и КПП уже есть в сети."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by="")
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by="")),
                name="confirmation_has_a_time_and_a_person",
            ),
            models.CheckConstraint(
                condition=Q(state=OrganisationState.MERGED, merged_into__isnull=False)
                | (~Q(state=OrganisationState.MERGED) & Q(merged_into__isnull=True)),
                name="merged_organisation_names_the_one_kept",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=False) | Q(parent_is=""),
                name="nobody_is_no_founder",
                violation_error_message=_("Назовите саму организацию, или не говорите, кем она приходится."),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("pk")),
                name="organisation_is_not_its_own_parent",
                violation_error_message=_("Организация не может быть учредителем самой себя."),
            ),
        )
        indexes = (models.Index(fields=("sort_key",), name="organisations_in_order"),)

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return address_of("organisations:organisation_show", self.pk)

    @property
    def family(self) -> Family:
        return Family(self.kind.family)

    @property
    def is_active(self) -> bool:
        return self.state == OrganisationState.ACTIVE
