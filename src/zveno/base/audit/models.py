"""Who did what, when, from where and why: append-only."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One act, or one look at sensitive data. Names are snapshots: the record outlives what it names.

    The thing and the person are kept as plain words and numbers, not as foreign keys, because the
    journal lies below every package and must survive the deletion of what it speaks of.
    """

    at = models.DateTimeField(_("когда"), db_index=True)
    action = models.CharField(_("что"), max_length=80, db_index=True)
    actor_id = models.BigIntegerField(_("номер пользователя"), null=True, db_index=True)
    actor_name = models.CharField(_("кто"), max_length=250, blank=True)
    actor_seat = models.CharField(_("от чьего имени"), max_length=300, blank=True)
    thing_type = models.CharField(_("вид предмета"), max_length=100, blank=True)
    thing_id = models.CharField(_("номер предмета"), max_length=64, blank=True)
    thing_name = models.CharField(_("предмет"), max_length=300, blank=True)
    why = models.TextField(_("почему"), blank=True)
    address = models.GenericIPAddressField(_("откуда"), null=True)
    changes = models.JSONField(_("изменения"), default=dict)

    class Meta:
        verbose_name = _("запись журнала")
        verbose_name_plural = _("записи журнала")
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("thing_type", "thing_id", "at"), name="audit_of_thing"),)

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M} {self.action} {self.thing_name}"
