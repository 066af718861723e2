"""Where a person learns, from which day to which."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Exists, F, Q
from django.utils.translation import gettext_lazy as _

from zveno.network.organisations.models import Organisation
from zveno.network.people.models.groups import GroupLead, StudyGroup
from zveno.network.people.models.guardianships import Guardianship
from zveno.network.people.models.persons import Person
from zveno.network.people.reach import Reach, reach
from zveno.network.people.states import OPEN, EnrolmentStatus

if TYPE_CHECKING:
    from zveno.network.organisations.actors import Actor


_NOBODY = Q(pk__in=())


class EnrolmentKind(models.TextChoices):
    PUPIL = "pupil", _("учащийся школы")
    STUDENT = "student", _("студент")
    LISTENER = "listener", _("слушатель дополнительного образования")
    TRIAL = "trial", _("участник проб")


def _work_of(actor: Actor) -> Q:
    if actor.membership is None:
        return _NOBODY
    led = Q(group__in=GroupLead.objects.filter(seat=actor.membership).values("group"), status__in=OPEN)
    house = Q(organisation=actor.membership.organisation_id)
    match reach(actor):
        case Reach.TERRITORY:
            return Q(organisation__territory__path__startswith=actor.territory_path)
        case Reach.HOUSE:
            return house
        case Reach.GROUPS_OR_HOUSE:
            return led | (house & ~Q(Exists(GroupLead.objects.filter(seat=actor.membership))))
        case Reach.GROUPS:
            return led
        case Reach.NOBODY:
            return _NOBODY


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def at_work_of(self, actor: Actor) -> EnrolmentQuerySet:
        """Whom the actor works with from his seat."""
        return self.filter(_work_of(actor))

    def visible_to(self, actor: Actor) -> EnrolmentQuerySet:
        """At his work; his own and his children's – wherever they are."""
        children = Guardianship.objects.open().filter(guardian__user=actor.user).values("child")
        return self.filter(_work_of(actor) | Q(person__user=actor.user) | Q(person__in=children))

    def open(self) -> EnrolmentQuerySet:
        """Those who learn now, on leave among them."""
        return self.filter(status__in=OPEN)

    def in_force(self, on: date) -> EnrolmentQuerySet:
        """Who was enrolled on that day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)


class Enrolment(models.Model):
    """A person in an organisation (and one of its groups) from a day to a day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="enrolments", verbose_name=_("человек"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="enrolments", verbose_name=_("организация")
    )
    group = models.ForeignKey(
        StudyGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enrolments",
        verbose_name=_("класс, группа"),
    )
    kind = models.CharField(_("кто"), max_length=10, choices=EnrolmentKind)
    status = models.CharField(
        _("состояние"), max_length=20, choices=EnrolmentStatus, default=EnrolmentStatus.STUDIES
    )
    since = models.DateField(_("с"))
    until = models.DateField(_("по"), null=True, blank=True)
    order = models.CharField(_("приказ"), max_length=120, blank=True)
    end_reason = models.CharField(_("причина"), max_length=300, blank=True)
    opened_by = models.ForeignKey(
        "people.Promotion", models.PROTECT, null=True, blank=True, related_name="opened", editable=False
    )
    closed_by = models.ForeignKey(
        "people.Promotion", models.PROTECT, null=True, blank=True, related_name="closed", editable=False
    )

    objects: ClassVar[EnrolmentQuerySet] = EnrolmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("зачисление")
        verbose_name_plural = _("зачисления")
        ordering = ("-since", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="enrolment_ends_after_it_begins",
                violation_error_message=_("День окончания раньше дня зачисления."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["studies", "on_leave"], until__isnull=True)
                | (~Q(status__in=["studies", "on_leave"]) & Q(until__isnull=False)),
                name="an_enrolment_has_ended_when_its_status_says_so",
            ),
            models.UniqueConstraint(
                fields=("person", "organisation", "kind"),
                condition=Q(until__isnull=True, kind__in=["pupil", "student"]),
                name="one_open_place_in_an_organisation",
                violation_error_message=_("Этот человек уже учится здесь: переведите его, а не зачисляйте."),
            ),
            models.UniqueConstraint(
                fields=("person", "group"),
                condition=Q(until__isnull=True),
                name="one_open_place_in_a_group",
                violation_error_message=_("Этот человек уже в этой группе."),
            ),
        )
        indexes = (
            models.Index(fields=("organisation", "status", "person"), name="enrolled_in_an_organisation"),
            models.Index(fields=("group", "status"), name="enrolled_in_a_group"),
            # «Does he learn here?» is asked of each person found; SQLite would else go by organisation alone.
            models.Index(fields=("person", "organisation"), name="places_of_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.group or self.organisation}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN
