"""Seats of people in organisations."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zveno.network.organisations.models.organisations import Organisation
from zveno.network.organisations.roles import LEARNERS, REGISTRARS, STEWARDS, Role, Scope
from zveno.network.organisations.states import OrganisationState

if TYPE_CHECKING:
    from zveno.network.organisations.actors import Actor


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self, on: date) -> MembershipQuerySet:
        """Seats that are taken on that day, in organisations that have not left the network."""
        return self.filter(
            Q(until__isnull=True) | Q(until__gte=on),
            since__lte=on,
            organisation__state=OrganisationState.ACTIVE,
        )

    def visible_to(self, actor: Actor) -> MembershipQuerySet:
        """One's own seats and staff of the district; learners and parents only to their own organisation."""
        if actor.scope is Scope.SYSTEM:
            return self
        if actor.organisation is None:
            return self.filter(user=actor.user)
        shown = Q(organisation__territory__path__startswith=actor.territory_path) | Q(
            organisation=actor.organisation
        )
        staff = shown & ~Q(role__in=LEARNERS)
        if actor.is_any(*REGISTRARS):
            return self.filter(staff | Q(organisation=actor.organisation) | Q(user=actor.user))
        return self.filter(staff | Q(user=actor.user))

    def stewards(self) -> MembershipQuerySet:
        """Those who run their organisation's page."""
        return self.filter(role__in=STEWARDS)


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

    @property
    def title(self) -> str:
        """The post as the organisation calls it, or the role."""
        return self.post or str(Role(self.role).label)

    @property
    def full_title(self) -> str:
        """Role and post; the role alone is not said twice."""
        role = str(Role(self.role).label)
        if self.post.casefold().startswith(role.casefold()):
            return self.post
        return f"{role}, {self.post}" if self.post else role
