"""Who did what, when, from where and why: rows that are written once."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zveno.base.core.fields import SearchKeyField


class AppendOnlyError(Exception):
    """Somebody tried to change or delete what is written once: a mistake of ours, or an attack."""

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__(f"{model._meta.label} is append-only")


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Adds and reads. The triggers of `guards.py` refuse the same in the database itself."""

    def update(self, **values: Any) -> int:
        raise AppendOnlyError(self.model)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError(self.model)

    def bulk_update(self, *arguments: Any, **options: Any) -> int:
        raise AppendOnlyError(self.model)


class AppendOnly(models.Model):
    class Meta:
        abstract = True

    def save(self, *arguments: Any, **options: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError(type(self))
        super().save(*arguments, **options)

    def delete(self, *arguments: Any, **options: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError(type(self))


class EntryQuerySet(AppendOnlyQuerySet):
    def about_thing(self, thing: models.Model) -> EntryQuerySet:
        return self.filter(thing_type=thing._meta.label_lower, thing_id=str(thing.pk))

    def concerning(self, person_id: int) -> EntryQuerySet:
        """Acts on the person's data and looks at them."""
        return self.filter(subject_id=person_id)

    def looks(self) -> EntryQuerySet:
        return self.filter(is_look=True)

    def acts(self) -> EntryQuerySet:
        return self.filter(is_look=False)

    def unsealed(self) -> EntryQuerySet:
        """Written, but not yet in the chain."""
        return self.filter(~models.Exists(Seal.objects.filter(entry_number=models.OuterRef("pk"))))

    def cut(self) -> int:
        """Take out what a written `Purge` covers; the database refuses every other row."""
        return models.QuerySet.delete(self)[0]


class Entry(AppendOnly):
    """One act, or one look at sensitive data. Names are snapshots: the record outlives what it names.

    The thing and the persons are kept as plain words and numbers, not as foreign keys, because the
    journal lies below every package and must survive the deletion of what it speaks of.
    """

    at = models.DateTimeField(_("когда"))
    action = models.CharField(_("что"), max_length=80, db_index=True)
    is_look = models.BooleanField(_("просмотр"), default=False)
    actor_id = models.BigIntegerField(_("номер пользователя"), null=True, db_index=True)
    actor_name = models.CharField(_("кто"), max_length=250, blank=True)
    actor_seat = models.CharField(_("от чьего имени"), max_length=300, blank=True)
    subject_id = models.BigIntegerField(_("номер того, кого это касается"), null=True)
    thing_type = models.CharField(_("вид предмета"), max_length=100, blank=True)
    thing_id = models.CharField(_("номер предмета"), max_length=64, blank=True)
    thing_name = models.CharField(_("предмет"), max_length=300, blank=True)
    why = models.TextField(_("почему"), blank=True)
    address = models.CharField(_("откуда"), max_length=45, blank=True)
    request = models.CharField(_("номер запроса"), max_length=40, blank=True)
    changes = models.JSONField(_("изменения"), default=dict)
    search_key = SearchKeyField("actor_name", "actor_seat", "thing_name")

    objects: ClassVar[EntryQuerySet] = EntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("запись журнала")
        verbose_name_plural = _("записи журнала")
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=("-at", "-id"), name="journal_newest_first"),
            models.Index(fields=("thing_type", "thing_id", "-at"), name="journal_of_thing"),
            models.Index(
                fields=("subject_id", "-at"), condition=Q(subject_id__isnull=False), name="journal_of_person"
            ),
            models.Index(fields=("-at", "-id"), condition=Q(is_look=True), name="journal_of_looks"),
        )

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M} {self.action} {self.thing_name}"


class Seal(AppendOnly):
    """One ring of the chain: it binds an entry to everything sealed before it.

    `entry_number` is no foreign key: a ring stays when a purge takes its entry away.
    """

    position = models.BigIntegerField(_("номер в цепочке"), primary_key=True)
    entry_number = models.BigIntegerField(_("номер записи"), unique=True)
    content = models.CharField(_("отпечаток записи"), max_length=64)
    previous = models.CharField(_("предыдущее звено"), max_length=64)
    digest = models.CharField(_("звено"), max_length=64)
    form = models.PositiveSmallIntegerField(_("вид записи, по которому взят отпечаток"))
    at = models.DateTimeField(_("когда опечатана"))

    objects: ClassVar[AppendOnlyQuerySet] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("звено цепочки")
        verbose_name_plural = _("звенья цепочки")
        ordering = ("position",)
        constraints = (
            models.CheckConstraint(condition=Q(position__gte=1), name="the_chain_begins_with_one"),
        )

    def __str__(self) -> str:
        return f"№ {self.position}"


class Purge(AppendOnly):
    """An act of destruction: the entries up to a place in the chain were older than they must be kept."""

    before = models.DateTimeField(_("записи до"))
    first_position = models.BigIntegerField(_("с номера"))
    last_position = models.BigIntegerField(_("по номер"), unique=True)
    oldest_at = models.DateTimeField(_("самая ранняя запись"))
    newest_at = models.DateTimeField(_("самая поздняя запись"))
    last_digest = models.CharField(_("отпечаток последнего звена"), max_length=64)
    at = models.DateTimeField(_("когда"))
    by_name = models.CharField(_("кто"), max_length=250)
    why = models.TextField(_("основание"))

    objects: ClassVar[AppendOnlyQuerySet] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("акт об уничтожении записей журнала")
        verbose_name_plural = _("акты об уничтожении записей журнала")
        ordering = ("-last_position",)
        constraints = (
            models.CheckConstraint(
                condition=Q(last_position__gte=models.F("first_position")), name="purge_takes_something"
            ),
        )

    def __str__(self) -> str:
        return str(_("Акт № %(number)s от %(day)s") % {"number": self.pk, "day": f"{self.at:%d.%m.%Y}"})

    @property
    def amount(self) -> int:
        return self.last_position - self.first_position + 1


class Inspection(models.Model):
    """The result of one walk along the whole chain."""

    at = models.DateTimeField(_("когда"))
    by_name = models.CharField(_("кто"), max_length=250, blank=True)
    position = models.BigIntegerField(_("до номера"))
    digest = models.CharField(_("отпечаток последнего звена"), max_length=64, blank=True)
    faults = models.JSONField(_("найдено"), default=list)

    class Meta:
        verbose_name = _("проверка журнала")
        verbose_name_plural = _("проверки журнала")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M}"
