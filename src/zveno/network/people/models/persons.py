"""Somebody the network keeps data about: a pupil, a student, a parent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from zveno.base.core import text_index
from zveno.base.core.addresses import address_of
from zveno.base.core.fields import SearchKeyField, SortKeyField
from zveno.network.people.snils import normal_snils, valid_snils, written_snils

if TYPE_CHECKING:
    from zveno.network.organisations.actors import Actor


_SNILS = re.compile(r"[0-9]{11}")


class Sex(models.TextChoices):
    MALE = "male", _("мужской")
    FEMALE = "female", _("женский")


class PersonQuerySet(models.QuerySet["Person"]):
    def at_work_of(self, actor: Actor) -> PersonQuerySet:
        """Learners the actor works with from his seat, and their parents."""
        from zveno.network.people.models.enrolments import Enrolment  # noqa: PLC0415 -- persons lie lower
        from zveno.network.people.models.guardianships import Guardianship  # noqa: PLC0415

        # Asked of each row that was found, not gathered beforehand: a search finds few of many.
        at_work = Enrolment.objects.at_work_of(actor)
        wards = Guardianship.objects.open().filter(
            Exists(at_work.filter(person=OuterRef("child"))), guardian=OuterRef("pk")
        )
        return self.filter(Exists(at_work.filter(person=OuterRef("pk"))) | Exists(wards))

    def own_of(self, actor: Actor) -> PersonQuerySet:
        """The actor himself and the children he represents, whatever seat he is on."""
        from zveno.network.people.models.guardianships import Guardianship  # noqa: PLC0415 -- persons lie lower

        children = Guardianship.objects.open().filter(guardian__user=actor.user).values("child")
        return self.filter(Q(pk__in=children) | Q(user=actor.user))

    def visible_to(self, actor: Actor) -> PersonQuerySet:
        """Whose card the actor may open."""
        return self.at_work_of(actor) | self.own_of(actor)

    def matching(self, typed: str) -> PersonQuerySet:
        """Found by parts of names in any order, without regard to case and «е/ё»; by СНИЛС as a whole."""
        snils = normal_snils(typed)
        if _SNILS.fullmatch(snils):
            return self.filter(snils=snils)
        return self.filter(text_index.index_of(Person).holds(typed))


class Person(models.Model):
    """A person, once for the whole network; where he learns stands in his enrolments."""

    family_name = models.CharField(_("фамилия"), max_length=80)
    given_name = models.CharField(_("имя"), max_length=80)
    patronymic = models.CharField(_("отчество"), max_length=80, blank=True)
    birth_date = models.DateField(_("дата рождения"), null=True, blank=True)
    sex = models.CharField(_("пол"), max_length=10, choices=Sex, blank=True)
    snils = models.CharField(
        _("СНИЛС"), max_length=11, blank=True, validators=[valid_snils], help_text=_("хранится 11 цифрами")
    )
    phone = models.CharField(_("телефон"), max_length=40, blank=True)
    email = models.EmailField(_("электронная почта"), blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("учётная запись"),
    )
    search_key = SearchKeyField("family_name", "given_name", "patronymic")
    sort_key = SortKeyField("family_name", "given_name", "patronymic")

    objects: ClassVar[PersonQuerySet] = PersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("человек")
        verbose_name_plural = _("люди")
        ordering = ("sort_key", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("snils",),
                condition=~Q(snils=""),
                name="one_person_per_snils",
                violation_error_message=_("Человек с таким СНИЛС уже есть."),
            ),
        )
        indexes = (models.Index(fields=("sort_key",), name="persons_in_order"),)

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return address_of("people:person_show", self.pk)

    @property
    def full_name(self) -> str:
        """«Фамилия Имя Отчество»."""
        return " ".join(part for part in (self.family_name, self.given_name, self.patronymic) if part)

    @property
    def short_name(self) -> str:
        """«Фамилия И. О.», the form of tables."""
        initials = " ".join(f"{part[0]}." for part in (self.given_name, self.patronymic) if part)
        return f"{self.family_name} {initials}".strip()

    @property
    def written_snils(self) -> str:
        return written_snils(self.snils)
