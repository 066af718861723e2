"""A link by which somebody without an account does one thing."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class LinkQuerySet(models.QuerySet["Link"]):
    def of(self, thing: models.Model) -> LinkQuerySet:
        """The links that act on this thing."""
        return self.filter(thing_type=thing._meta.label_lower, thing_id=str(thing.pk))

    def standing(self) -> LinkQuerySet:
        """Not revoked; may have expired, then its owner renews it."""
        return self.filter(revoked_at=None)

    def outlived(self, before: datetime) -> LinkQuerySet:
        """Expired or revoked so long ago that nobody will come back with them."""
        return self.filter(Q(expires_at__lt=before) | Q(revoked_at__lt=before))


class Link(models.Model):
    """One person's way to one task. What opens it is in the address and, hashed, in `LinkSecret`.

    The thing is a type and a number, because links lie below what they lead to. `version` names the
    state of the thing that the person was asked about: when the thing has moved on, the link leads
    to the offer of a new one and never acts on what its reader has not seen.
    """

    purpose = models.CharField(_("для чего"), max_length=80)
    email = models.EmailField(_("электронная почта"), blank=True)
    person_name = models.CharField(_("кому"), max_length=250)
    thing_type = models.CharField(_("вид предмета"), max_length=100)
    thing_id = models.CharField(_("номер предмета"), max_length=64)
    thing_name = models.CharField(_("предмет"), max_length=300)
    key = models.CharField(_("различие"), max_length=80, blank=True)
    version = models.CharField(_("редакция"), max_length=80, blank=True)
    needs_code = models.BooleanField(_("с кодом из письма"))
    contact = models.CharField(_("у кого спросить"), max_length=300, blank=True)
    issued_by = models.CharField(_("кем выдана"), max_length=250, blank=True)
    created_at = models.DateTimeField(_("выдана"))
    expires_at = models.DateTimeField(_("действует до"))
    sent_at = models.DateTimeField(_("последнее письмо"), null=True)
    last_used_at = models.DateTimeField(_("последнее действие"), null=True)
    revoked_at = models.DateTimeField(_("отозвана"), null=True)
    revoked_by = models.CharField(_("кем отозвана"), max_length=250, blank=True)

    objects: ClassVar[LinkQuerySet] = LinkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("личная ссылка")
        verbose_name_plural = _("личные ссылки")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("purpose", "thing_type", "thing_id", "email", "person_name", "key"),
                condition=Q(revoked_at__isnull=True, email=""),
                name="one_standing_link_per_named_person_and_task",
            ),
            models.UniqueConstraint(
                fields=("purpose", "thing_type", "thing_id", "email", "key"),
                condition=Q(revoked_at__isnull=True) & ~Q(email=""),
                name="one_standing_link_per_address_and_task",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_by="")),
                name="revoked_link_has_a_time_and_a_person",
            ),
            models.CheckConstraint(
                condition=Q(needs_code=False) | ~Q(email=""), name="code_needs_an_address"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="link_expires_after_it_is_issued"
            ),
        )
        indexes = (
            models.Index(fields=("thing_type", "thing_id"), name="links_of_thing"),
            models.Index(fields=("expires_at",), name="links_by_expiry"),
        )

    def __str__(self) -> str:
        return f"{self.person_name}: {self.thing_name}" if self.person_name else self.thing_name

    @property
    def is_forgotten(self) -> bool:
        """Revoked together with whom it was for: its row only answers those who still come with it."""
        return self.revoked_at is not None and self.person_name == ""


class LinkSecret(models.Model):
    """An address that was sent. Superseded ones stay, to tell their readers where the new one went."""

    link = models.ForeignKey(Link, models.CASCADE, related_name="secrets")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.link_id} {self.made_at:%d.%m.%Y %H:%M}"


class OneTimeCode(models.Model):
    """Six digits sent to the address of the link, good for one entry within ten minutes."""

    link = models.ForeignKey(Link, models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    mistakes = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-sent_at", "-pk")

    def __str__(self) -> str:
        return f"{self.link_id} {self.sent_at:%d.%m.%Y %H:%M}"
