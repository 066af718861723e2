"""What an employer needs a graduate to be able to do, and what a programme gives for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zveno.base.classifiers.models import Entry
from zveno.base.core.fields import SearchKeyField
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import LEARNERS, Family, Scope
from zveno.network.programmes.models.programmes import Competence, Part, Programme

if TYPE_CHECKING:
    from zveno.network.organisations.actors import Actor


class Level(models.IntegerChoices):
    """How well a graduate does it."""

    KNOWS = 1, _("знает")
    SUPERVISED = 2, _("делает под присмотром")
    ALONE = 3, _("делает сам")
    TEACHES = 4, _("учит других")


class Given(models.IntegerChoices):
    """How well the programme teaches it."""

    NOTHING = 0, _("не учит этому")
    KNOWS = 1, _("знает")
    SUPERVISED = 2, _("делает под присмотром")
    ALONE = 3, _("делает сам")
    TEACHES = 4, _("учит других")


class Importance(models.IntegerChoices):
    WISHED = 1, _("желательно")
    IMPORTANT = 2, _("важно")
    NECESSARY = 3, _("без этого не возьмём")


class ProfileQuerySet(models.QuerySet["Profile"]):
    def visible_to(self, actor: Actor) -> ProfileQuerySet:
        """One's own enterprise's; technikums and authorities see those of their district."""
        if actor.scope is Scope.SYSTEM:
            return self
        if actor.organisation is None or actor.role in LEARNERS:
            return self.none()
        own = Q(enterprise=actor.organisation)
        if actor.scope is Scope.TERRITORY or actor.organisation.family is Family.COLLEGE:
            return self.filter(own | Q(enterprise__territory__path__startswith=actor.territory_path))
        return self.filter(own)

    def stated(self) -> ProfileQuerySet:
        """Those that the enterprise has said anything in."""
        return self.filter(stated_at__isnull=False)


class Profile(models.Model):
    """«Каким нужен выпускник»: an enterprise about a profession."""

    enterprise = models.ForeignKey(
        Organisation, models.PROTECT, related_name="graduate_profiles", verbose_name=_("предприятие")
    )
    profession = models.ForeignKey(
        Entry, models.PROTECT, related_name="graduate_profiles", verbose_name=_("профессия, специальность")
    )
    post = models.CharField(
        _("кем берёте"), max_length=200, blank=True, help_text=_("Как должность называется у вас")
    )
    note = models.TextField(_("что ещё важно"), max_length=2000, blank=True)
    asked_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("какой техникум спросил"),
    )
    asked_at = models.DateTimeField(_("когда спросил"), null=True, blank=True)
    stated_at = models.DateTimeField(_("сказано когда"), null=True, blank=True)
    stated_by = models.CharField(_("сказано кем"), max_length=250, blank=True)
    search_key = SearchKeyField("text_for_search")

    objects: ClassVar[ProfileQuerySet] = ProfileQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("требования к выпускнику")
        verbose_name_plural = _("требования к выпускникам")
        ordering = ("enterprise__sort_key", "profession__code", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("enterprise", "profession"), name="an_enterprise_speaks_of_a_profession_once"
            ),
            models.CheckConstraint(
                condition=Q(stated_at__isnull=True, stated_by="")
                | (Q(stated_at__isnull=False) & ~Q(stated_by="")),
                name="what_is_needed_was_said_by_somebody_sometime",
            ),
            models.CheckConstraint(
                condition=Q(asked_by__isnull=True, asked_at__isnull=True)
                | Q(asked_by__isnull=False, asked_at__isnull=False),
                name="who_asked_for_needs_did_so_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.profession.name} – {self.enterprise}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:profile_show", args=[self.pk])

    @property
    def text_for_search(self) -> str:
        return f"{self.profession} {self.enterprise.short_name} {self.post}"


class RequirementQuerySet(models.QuerySet["Requirement"]):
    def visible_to(self, actor: Actor) -> RequirementQuerySet:
        return self.filter(profile__in=Profile.objects.visible_to(actor).values("pk"))


class Requirement(models.Model):
    """One thing a graduate must be able to do. Another wording is another requirement."""

    profile = models.ForeignKey(
        Profile, models.CASCADE, related_name="requirements", verbose_name=_("чьи требования")
    )
    text = models.CharField(_("что должен уметь"), max_length=500)
    level = models.PositiveSmallIntegerField(_("насколько"), choices=Level)
    importance = models.PositiveSmallIntegerField(
        _("насколько важно"), choices=Importance, default=Importance.IMPORTANT
    )
    position = models.PositiveSmallIntegerField(_("порядок"), default=0, editable=False)
    search_key = SearchKeyField("text")

    objects: ClassVar[RequirementQuerySet] = RequirementQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("требование")
        verbose_name_plural = _("требования")
        ordering = ("profile", "-importance", "position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("profile", "text"), name="a_requirement_is_said_once"),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=4), name="a_needed_level_is_from_1_to_4"
            ),
            models.CheckConstraint(
                condition=Q(importance__gte=1, importance__lte=3), name="an_importance_is_from_1_to_3"
            ),
        )

    def __str__(self) -> str:
        return self.text


class Coverage(models.Model):
    """What a programme gives for a requirement, in the judgement of its technikum."""

    requirement = models.ForeignKey(
        Requirement, models.CASCADE, related_name="coverages", verbose_name=_("требование")
    )
    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="coverages", verbose_name=_("программа")
    )
    given = models.PositiveSmallIntegerField(_("чему учит программа"), choices=Given)
    competences = models.ManyToManyField(
        Competence, related_name="coverages", blank=True, verbose_name=_("каким компетенциям отвечает")
    )
    parts = models.ManyToManyField(
        Part, related_name="coverages", blank=True, verbose_name=_("где этому учат")
    )
    note = models.CharField(_("пояснение"), max_length=500, blank=True)
    judged_at = models.DateTimeField(_("сопоставлено когда"))
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("сопоставлено кем")
    )

    class Meta:
        verbose_name = _("сопоставление требования")
        verbose_name_plural = _("сопоставления требований")
        ordering = ("programme", "requirement", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("requirement", "programme"), name="a_programme_answers_a_requirement_once"
            ),
            models.CheckConstraint(condition=Q(given__lte=4), name="a_given_level_is_from_0_to_4"),
        )

    def __str__(self) -> str:
        return f"{self.requirement} – {self.get_given_display()}"
