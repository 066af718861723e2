"""What is known of a person's health: in a table of its own, behind its own right."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zveno.base.files.models import StoredFile
from zveno.network.organisations.models import Organisation
from zveno.network.people.models.enrolments import Enrolment
from zveno.network.people.models.persons import Person
from zveno.network.people.reach import SPECIAL_READERS

if TYPE_CHECKING:
    from zveno.network.organisations.actors import Actor


class SpecialKind(models.TextChoices):
    LIMIT = "limit", _("ограничение по здоровью")
    NEEDS = "needs", _("ОВЗ, инвалидность")
    GROUP = "group", _("медицинская группа")


class LookReason(models.TextChoices):
    """Why somebody opens these records: one of few words, and a sentence."""

    TRIAL = "trial", _("подбираю пробу, экскурсию или практику")
    SAFETY = "safety", _("отвечаю за безопасность на мероприятии")
    TEACHING = "teaching", _("готовлю условия обучения или экзамена")
    ASKED = "asked", _("обратился сам человек или его представитель")
    CHECK = "check", _("проверяю и исправляю запись")
    OTHER = "other", _("другое – напишу ниже")


class SpecialWord(models.Model):
    """One of the few words a limit is told by; a diagnosis is never written down."""

    kind = models.CharField(_("вид"), max_length=10, choices=SpecialKind)
    code = models.SlugField(_("код"), max_length=40, unique=True)
    title = models.CharField(_("название"), max_length=120)
    position = models.PositiveSmallIntegerField(_("порядок"), default=100)

    class Meta:
        verbose_name = _("слово об особых сведениях")
        verbose_name_plural = _("слова об особых сведениях")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title


class SpecialRecordQuerySet(models.QuerySet["SpecialRecord"]):
    def visible_to(self, actor: Actor) -> SpecialRecordQuerySet:
        """That they exist; what they say is shown to whoever has told why."""
        if actor.role not in SPECIAL_READERS:
            return self.none()
        learners = Enrolment.objects.at_work_of(actor).open().values("person")
        return self.filter(person__in=learners, operator=actor.organisation)

    def in_force(self, on: date) -> SpecialRecordQuerySet:
        return self.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=on), ended_at__isnull=True, valid_from__lte=on
        )


class SpecialRecord(models.Model):
    """A limit, special needs or a medical group of a person: a word, a note, the paper it rests on."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="special_records", verbose_name=_("чьи сведения")
    )
    operator = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("оператор"))
    word = models.ForeignKey(SpecialWord, models.PROTECT, related_name="+", verbose_name=_("что"))
    note = models.CharField(_("что учесть"), max_length=500, blank=True)
    basis = models.CharField(_("основание"), max_length=300)
    basis_on = models.DateField(_("дата документа"), null=True, blank=True)
    scan = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("скан документа")
    )
    valid_from = models.DateField(_("действует с"))
    valid_to = models.DateField(_("действует по"), null=True, blank=True)
    entered_at = models.DateTimeField(_("когда внесено"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("кто внёс")
    )
    ended_at = models.DateTimeField(_("прекращено"), null=True, blank=True)
    ended_by = models.CharField(_("кем прекращено"), max_length=250, blank=True)
    end_reason = models.CharField(_("почему"), max_length=300, blank=True)

    objects: ClassVar[SpecialRecordQuerySet] = SpecialRecordQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("особые сведения")
        verbose_name_plural = _("особые сведения")
        ordering = ("word__position", "-entered_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "operator", "word"),
                condition=Q(ended_at__isnull=True),
                name="one_open_record_of_a_word",
                violation_error_message=_("Такая запись уже есть: прекратите её или исправьте."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="special_record_ends_after_it_begins",
                violation_error_message=_("Последний день раньше первого."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by="")
                | (Q(ended_at__isnull=False) & ~Q(ended_by="")),
                name="ended_special_record_has_a_time_and_a_person",
            ),
        )

    def __str__(self) -> str:
        """What it says stands in no heading and in no journal."""
        return _now("Особые сведения № %(number)s") % {"number": self.pk}
