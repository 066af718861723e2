"""Who there is in the network: territories, organisations, and people's seats in them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zveno.base.core.fields import SearchKeyField, SortKeyField
from zveno.base.core.text import search_key
from zveno.network.organisations.roles import Family, Role, Scope

if TYPE_CHECKING:
    from zveno.network.organisations.actors import Actor


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

    objects: ClassVar[models.Manager[Territory]] = TerritoryQuerySet.as_manager()

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
        """What the actor may list is what he may see: the organisations of his territory."""
        if actor.scope is Scope.SYSTEM:
            return self
        if actor.organisation is None:
            return self.none()
        return self.filter(Q(territory__path__startswith=actor.territory_path) | Q(pk=actor.organisation.pk))

    def matching(self, typed: str) -> OrganisationQuerySet:
        """Found by what a person typed, without regard to case, «е/ё», quotes."""
        found = self
        for word in search_key(typed).split():
            found = found.filter(search_key__contains=word)
        return found


class Organisation(models.Model):
    """A member of the network."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("просит принять")
        ACTIVE = "active", _("в сети")
        REFUSED = "refused", _("отказано")
        LEFT = "left", _("вышла из сети")

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
    state = models.CharField(_("состояние"), max_length=20, choices=State, default=State.ACTIVE)
    inn = models.CharField(_("ИНН"), max_length=12, blank=True)
    kpp = models.CharField(_("КПП"), max_length=9, blank=True)
    ogrn = models.CharField(_("ОГРН"), max_length=15, blank=True)
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
                fields=("inn", "kpp"), condition=~Q(inn=""), name="one_organisation_per_inn_and_kpp"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by="")
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by="")),
                name="confirmation_has_a_time_and_a_person",
            ),
        )
        indexes = (models.Index(fields=("sort_key",), name="organisations_in_order"),)

    def __str__(self) -> str:
        return self.short_name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self, on: date) -> MembershipQuerySet:
        """Seats that are taken on that day."""
        return self.filter(since__lte=on).filter(Q(until__isnull=True) | Q(until__gte=on))


class Membership(models.Model):
    """A seat: this person, in this organisation, in this role, from then on."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("человек")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("организация")
    )
    role = models.CharField(_("роль"), max_length=30, choices=Role)
    post = models.CharField(_("должность, класс, группа"), max_length=200, blank=True)
    since = models.DateField(_("с"))
    until = models.DateField(_("по"), null=True, blank=True)

    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("место в организации")
        verbose_name_plural = _("места в организациях")
        ordering = ("organisation__sort_key", "role", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "organisation", "role"),
                condition=Q(until__isnull=True),
                name="one_open_seat_per_person_organisation_and_role",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="seat_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation}"
