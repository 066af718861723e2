"""Classes and groups of an organisation, each for one school year; who looks after them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Exists, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zveno.base.core.fields import SearchKeyField, SortKeyField
from zveno.network.organisations.models import Membership, Organisation
from zveno.network.people.reach import Reach, reach
from zveno.network.people.years import year_title

if TYPE_CHECKING:
    from zveno.network.organisations.actors import Actor


class GroupKind(models.TextChoices):
    CLASS = "class", _("класс")
    GROUP = "group", _("учебная группа")
    CIRCLE = "circle", _("объединение, кружок")


class StudyGroupQuerySet(models.QuerySet["StudyGroup"]):
    def visible_to(self, actor: Actor) -> StudyGroupQuerySet:
        """The groups whose lists the actor may open."""
        if actor.membership is None:
            return self.none()
        led = Q(pk__in=GroupLead.objects.filter(seat=actor.membership).values("group"))
        house = Q(organisation=actor.membership.organisation_id)
        match reach(actor):
            case Reach.TERRITORY:
                return self.filter(organisation__territory__path__startswith=actor.territory_path)
            case Reach.HOUSE:
                return self.filter(house)
            case Reach.GROUPS_OR_HOUSE:
                leads_any = Exists(GroupLead.objects.filter(seat=actor.membership))
                return self.filter(led | (house & ~Q(leads_any)))
            case Reach.GROUPS:
                return self.filter(led)
            case Reach.NOBODY:
                return self.none()

    def of_year(self, year: int) -> StudyGroupQuerySet:
        return self.filter(year=year)


class StudyGroup(models.Model):
    """A class «8А» or a group «СВ-26» in one school year; next year it is another row."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="groups", verbose_name=_("организация")
    )
    kind = models.CharField(_("вид"), max_length=10, choices=GroupKind, default=GroupKind.CLASS)
    year = models.PositiveSmallIntegerField(
        _("учебный год"), help_text=_("год, в сентябре которого он начинается")
    )
    level = models.PositiveSmallIntegerField(_("параллель, курс"), null=True, blank=True)
    letter = models.CharField(_("литера"), max_length=10, blank=True)
    name = models.CharField(_("название"), max_length=40)
    last_level = models.PositiveSmallIntegerField(
        _("выпускной курс"), null=True, blank=True, help_text=_("для классов не нужен: это 9 и 11")
    )
    leaders = models.ManyToManyField(
        Membership, through="GroupLead", related_name="led_groups", verbose_name=_("кто ведёт")
    )
    made_by = models.ForeignKey(
        "people.Promotion", models.PROTECT, null=True, blank=True, related_name="groups_made", editable=False
    )
    search_key = SearchKeyField("name")
    sort_key = SortKeyField("name")

    objects: ClassVar[StudyGroupQuerySet] = StudyGroupQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("класс, группа")
        verbose_name_plural = _("классы и группы")
        ordering = ("-year", "level", "sort_key", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "year", "name"),
                name="one_group_of_a_name_in_a_year",
                violation_error_message=_("Класс или группа с таким названием в этом году уже есть."),
            ),
            models.CheckConstraint(
                condition=Q(kind="circle") | Q(level__isnull=False),
                name="a_class_or_group_has_a_level",
                violation_error_message=_("Укажите параллель или курс."),
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__gte=1, level__lte=12),
                name="a_level_is_from_1_to_12",
                violation_error_message=_("Параллель – от 1 до 12, курс – от 1 до 6."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:group_show", args=[self.pk])

    @property
    def year_title(self) -> str:
        return year_title(self.year)


class GroupLead(models.Model):
    """The seat of a class teacher, a curator, a master, a navigator is named at the group."""

    group = models.ForeignKey(StudyGroup, models.CASCADE, related_name="leads", verbose_name=_("группа"))
    seat = models.ForeignKey(Membership, models.CASCADE, related_name="leads", verbose_name=_("кто ведёт"))

    class Meta:
        verbose_name = _("ведущий группы")
        verbose_name_plural = _("ведущие групп")
        constraints = (models.UniqueConstraint(fields=("group", "seat"), name="a_seat_leads_a_group_once"),)

    def __str__(self) -> str:
        return f"{self.group}: {self.seat}"
