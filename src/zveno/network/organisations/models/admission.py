"""How people and organisations come in: invitations and requests."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zveno.base.core.fields import SearchKeyField
from zveno.base.files.models import StoredFile
from zveno.network.organisations.models.organisations import Organisation, OrganisationKind
from zveno.network.organisations.models.territories import Territory
from zveno.network.organisations.requisites import valid_inn, valid_kpp
from zveno.network.organisations.roles import ADMITTERS, STEWARDS, Role, Scope
from zveno.network.organisations.states import InvitationState, JoinRequestState

if TYPE_CHECKING:
    from zveno.network.organisations.actors import Actor


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> InvitationQuerySet:
        """Nobody has answered: some of them may have run out, and whoever sent them renews them or not."""
        return self.filter(state=InvitationState.SENT)

    def open(self, at: datetime) -> InvitationQuerySet:
        """Those that may still be accepted."""
        return self.waiting().filter(expires_at__gt=at)

    def visible_to(self, actor: Actor) -> InvitationQuerySet:
        """Those of the organisations whose people the actor manages."""
        if actor.scope is Scope.SYSTEM:
            return self
        if actor.organisation is None or not actor.is_any(*STEWARDS):
            return self.none()
        own = Q(organisation=actor.organisation)
        if actor.role is Role.COORDINATOR:
            own |= Q(organisation__territory__path__startswith=actor.territory_path)
        return self.filter(own)


class Invitation(models.Model):
    """A seat that is offered to whoever reads an e-mail address."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="invitations", verbose_name=_("организация")
    )
    email = models.EmailField(_("электронная почта"))
    person_name = models.CharField(_("фамилия, имя, отчество"), max_length=250)
    role = models.CharField(_("роль"), max_length=30, choices=Role)
    post = models.CharField(_("должность, класс, группа"), max_length=200, blank=True)
    state = models.CharField(
        _("состояние"), max_length=20, choices=InvitationState, default=InvitationState.SENT
    )
    invited_at = models.DateTimeField(_("приглашение отправлено"))
    invited_by = models.CharField(_("кто пригласил"), max_length=250, blank=True)
    expires_at = models.DateTimeField(_("приглашение действует до"))
    closed_at = models.DateTimeField(_("принято или отозвано"), null=True, blank=True)
    seat = models.OneToOneField(
        "Membership",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invitation",
        verbose_name=_("место"),
    )

    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("приглашение")
        verbose_name_plural = _("приглашения")
        ordering = ("-invited_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                "organisation",
                "role",
                Lower("email"),
                condition=Q(state="sent"),
                name="one_waiting_invitation_per_address_organisation_and_role",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", closed_at__isnull=True)
                | (~Q(state="sent") & Q(closed_at__isnull=False)),
                name="closed_invitation_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", seat__isnull=False)
                | (~Q(state="accepted") & Q(seat__isnull=True)),
                name="accepted_invitation_has_a_seat",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("invited_at")), name="invitation_expires_after_it_is_sent"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation}"

    def has_expired(self, at: datetime) -> bool:
        return self.state == InvitationState.SENT and self.expires_at <= at


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def waiting(self) -> JoinRequestQuerySet:
        return self.filter(state=JoinRequestState.NEW)

    def visible_to(self, actor: Actor) -> JoinRequestQuerySet:
        """The requests from the territory that the actor admits to."""
        if actor.scope is Scope.SYSTEM:
            return self
        if not actor.is_any(*ADMITTERS):
            return self.none()
        return self.filter(territory__path__startswith=actor.territory_path)


class JoinRequest(models.Model):
    """An organisation from outside asks to be taken into the network."""

    kind = models.ForeignKey(OrganisationKind, models.PROTECT, related_name="+", verbose_name=_("вид"))
    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="join_requests", verbose_name=_("территория")
    )
    full_name = models.CharField(_("полное наименование"), max_length=500)
    short_name = models.CharField(_("краткое наименование"), max_length=200)
    inn = models.CharField(_("ИНН"), max_length=12, validators=[valid_inn])
    kpp = models.CharField(_("КПП"), max_length=9, blank=True, validators=[valid_kpp])
    address = models.CharField(_("адрес"), max_length=300, blank=True)
    website = models.URLField(_("сайт"), blank=True)
    person_name = models.CharField(_("фамилия, имя, отчество"), max_length=250)
    person_post = models.CharField(_("ваша должность"), max_length=200)
    person_email = models.EmailField(_("электронная почта"))
    person_phone = models.CharField(_("телефон"), max_length=40, blank=True)
    proof = models.TextField(
        _("чем подтверждаются полномочия"),
        help_text=_("Например: приказ о назначении, доверенность, страница на сайте организации."),
        max_length=2000,
    )
    proof_file = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("документ, который подтверждает полномочия"),
    )
    state = models.CharField(
        _("состояние"), max_length=20, choices=JoinRequestState, default=JoinRequestState.NEW
    )
    requested_at = models.DateTimeField(_("заявка подана"))
    decided_at = models.DateTimeField(_("решение принято"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("кто решил"),
    )
    reason = models.TextField(_("причина отказа"), blank=True)
    organisation = models.OneToOneField(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="join_request",
        verbose_name=_("организация"),
    )
    search_key = SearchKeyField("short_name", "full_name", "inn", "person_name", "person_email")

    objects: ClassVar[JoinRequestQuerySet] = JoinRequestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("заявка на вступление")
        verbose_name_plural = _("заявки на вступление")
        ordering = ("-requested_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("inn", "kpp"),
                condition=Q(state="new"),
                name="one_waiting_request_per_inn_and_kpp",
                violation_error_message=_("Заявка этой организации уже ждёт решения."),
            ),
            models.CheckConstraint(
                condition=Q(state="new", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state="new") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="decision_has_a_time_and_a_person",
            ),
            models.CheckConstraint(
                condition=(Q(state="refused") & ~Q(reason="")) | (~Q(state="refused") & Q(reason="")),
                name="refusal_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", organisation__isnull=False)
                | (~Q(state="accepted") & Q(organisation__isnull=True)),
                name="accepted_request_has_an_organisation",
            ),
        )

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("organisations:join_request_show", args=[self.pk])
