"""Notifications in the product, preferences, and the outbox of letters."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zveno.base.core.people import Person
from zveno.base.notifications.kinds import Frequency
from zveno.base.notifications.states import LETTER_LIFE, LetterState


class NotificationQuerySet(models.QuerySet["Notification"]):
    def to(self, recipient: Person) -> NotificationQuerySet:
        return self.filter(recipient=recipient.pk)

    def unread(self) -> NotificationQuerySet:
        return self.filter(read_at=None)

    def awaiting_digest(self) -> NotificationQuerySet:
        return self.filter(awaits_digest=True)


class Notification(models.Model):
    """Something a person should know, with the page where it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("кому")
    )
    kind = models.CharField(_("вид"), max_length=80)
    title = models.CharField(_("заголовок"), max_length=200)
    text = models.TextField(_("текст"), blank=True)
    url = models.CharField(_("где посмотреть"), max_length=300, blank=True)
    # What it speaks of and for which seat it is: numbers only, both lie above this package.
    thing_type = models.CharField(_("вид предмета"), max_length=100, blank=True)
    thing_id = models.CharField(_("номер предмета"), max_length=64, blank=True)
    seat_number = models.BigIntegerField(_("номер места"), null=True)
    at = models.DateTimeField(_("когда"))
    read_at = models.DateTimeField(_("прочитано"), null=True)
    key = models.CharField(_("ключ неповторимости"), max_length=200, blank=True)
    awaits_digest = models.BooleanField(_("ждёт ежедневного письма"), default=False)

    objects: ClassVar[NotificationQuerySet] = NotificationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("уведомление")
        verbose_name_plural = _("уведомления")
        ordering = ("-at", "pk")
        indexes = (
            models.Index(fields=("recipient", "-at"), name="notification_of_person"),
            models.Index(fields=("recipient",), condition=Q(read_at=None), name="notification_unread"),
            models.Index(
                fields=("recipient",), condition=Q(awaits_digest=True), name="notification_for_digest"
            ),
            models.Index(fields=("thing_type", "thing_id"), name="notification_of_thing"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("recipient", "key"), condition=~Q(key=""), name="a_person_is_told_of_a_key_once"
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Marks it read on the way to its page."""
        return reverse("notifications:notification_open", args=(self.pk,))


class Preference(models.Model):
    """How often one group comes to one person by e-mail, where he chose other than the default."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("кто")
    )
    group = models.CharField(_("группа"), max_length=80)
    frequency = models.CharField(_("по почте"), max_length=10, choices=Frequency)

    class Meta:
        verbose_name = _("настройка уведомлений")
        verbose_name_plural = _("настройки уведомлений")
        ordering = ("user", "group")
        constraints = (
            models.UniqueConstraint(fields=("user", "group"), name="one_preference_of_a_person_for_a_group"),
        )

    def __str__(self) -> str:
        return f"{self.group}: {Frequency(self.frequency).label}"


class LetterQuerySet(models.QuerySet["Letter"]):
    def move(self, name: str, **changes: Any) -> int:
        """Move those that may make this move now, in one conditional update; how many did."""
        step = LETTER_LIFE.move(name)
        return self.filter(state__in=step.sources).update(state=step.target, **changes)


class Letter(models.Model):
    """An e-mail in the outbox, written in the transaction of what it tells."""

    to = models.EmailField(_("кому"))
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("получатель")
    )
    subject = models.CharField(_("тема"), max_length=250)
    body = models.TextField(_("текст"))
    is_secret = models.BooleanField(
        _("в тексте секрет"), default=False, help_text=_("Текст стирается, как только письмо ушло.")
    )
    language = models.CharField(_("язык"), max_length=5, default="ru")
    key = models.CharField(_("ключ неповторимости"), max_length=200, unique=True)
    message_id = models.CharField(_("номер сообщения"), max_length=200, unique=True)
    state = models.CharField(_("состояние"), max_length=10, choices=LetterState, default=LetterState.WAITING)
    created_at = models.DateTimeField(_("написано"))
    next_at = models.DateTimeField(_("следующая попытка"))
    attempts = models.PositiveSmallIntegerField(_("попыток"), default=0)
    sent_at = models.DateTimeField(_("отправлено"), null=True)
    error = models.TextField(_("ошибка"), blank=True)

    objects: ClassVar[LetterQuerySet] = LetterQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("письмо")
        verbose_name_plural = _("письма")
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=("state", "next_at"), name="letter_to_send"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state=LetterState.SENT, sent_at__isnull=False)
                | (~Q(state=LetterState.SENT) & Q(sent_at__isnull=True)),
                name="a_sent_letter_and_no_other_has_a_time_of_sending",
            ),
        )

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("notifications:letter_detail", args=(self.pk,))
