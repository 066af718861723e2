"""Topics of diploma projects by enterprise, and who reviews them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zveno.base.core.fields import SearchKeyField
from zveno.network.organisations.models import Organisation
from zveno.network.people.models import StudyGroup
from zveno.network.programmes.models.programmes import Programme
from zveno.network.programmes.models.sides import sides_of

if TYPE_CHECKING:
    from zveno.network.organisations.actors import Actor


class DiplomaTopicQuerySet(models.QuerySet["DiplomaTopic"]):
    def visible_to(self, actor: Actor) -> DiplomaTopicQuerySet:
        seen = sides_of(actor)
        return self if seen is None else self.filter(seen)


class DiplomaTopic(models.Model):
    """A topic of a diploma project that an enterprise gave, and who reviews it. Students are not named."""

    college = models.ForeignKey(
        Organisation, models.PROTECT, related_name="diploma_topics", verbose_name=_("техникум")
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="diploma_topics", verbose_name=_("программа")
    )
    enterprise = models.ForeignKey(
        Organisation, models.PROTECT, related_name="diploma_topics_given", verbose_name=_("предприятие")
    )
    year = models.PositiveSmallIntegerField(_("год защиты"))
    title = models.CharField(_("тема"), max_length=500)
    group = models.ForeignKey(
        StudyGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("группа")
    )
    supervisor = models.CharField(_("руководитель"), max_length=250, blank=True)
    reviewer = models.CharField(_("рецензент"), max_length=250, blank=True)
    reviewer_post = models.CharField(_("должность рецензента"), max_length=200, blank=True)
    entered_at = models.DateTimeField(_("внесена"))
    entered_by = models.CharField(_("кто внёс"), max_length=250)
    search_key = SearchKeyField("title", "reviewer", "supervisor")

    objects: ClassVar[DiplomaTopicQuerySet] = DiplomaTopicQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("тема диплома")
        verbose_name_plural = _("темы дипломов")
        ordering = ("-year", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100),
                name="year_of_a_diploma_is_of_this_century",
                violation_error_message=_("Год защиты – четыре цифры, например 2027."),
            ),
            models.UniqueConstraint(
                fields=("programme", "year", "title", "enterprise"),
                name="a_topic_is_given_once_a_year",
                violation_error_message=_("Такая тема этого года уже есть."),
            ),
        )

    def __str__(self) -> str:
        return self.title
