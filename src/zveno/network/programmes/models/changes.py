"""A request to change a programme and its expertise, remark by remark."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zveno.base.core.fields import SearchKeyField
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import LEARNERS, Scope
from zveno.network.programmes.models.needs import Requirement
from zveno.network.programmes.models.programmes import Programme
from zveno.network.programmes.states import ChangeState, RemarkState

if TYPE_CHECKING:
    from zveno.network.organisations.actors import Actor


class ChangeRequestQuerySet(models.QuerySet["ChangeRequest"]):
    def visible_to(self, actor: Actor) -> ChangeRequestQuerySet:
        """Of one's own technikum; experts and authorities see what has been sent."""
        if actor.scope is Scope.SYSTEM:
            return self
        if actor.organisation is None or actor.role in LEARNERS:
            return self.none()
        sent = Q(sent_at__isnull=False)
        asked = Expertise.objects.filter(change=OuterRef("pk"), organisation=actor.organisation)
        seen = (sent & Q(Exists(asked))) | Q(programme__college=actor.organisation)
        if actor.scope is Scope.TERRITORY:
            seen |= sent & Q(programme__college__territory__path__startswith=actor.territory_path)
        return self.filter(seen)


class ChangeRequest(models.Model):
    """What is to be changed in a programme, and why."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="changes", verbose_name=_("программа")
    )
    title = models.CharField(_("коротко"), max_length=200, help_text=_("Например: станки с ЧПУ в ПМ.02"))
    what = models.TextField(
        _("что меняется"), max_length=10_000, help_text=_("Модули, часы, темы, практика: было и станет")
    )
    why = models.TextField(_("почему"), max_length=5_000)
    requirements = models.ManyToManyField(
        Requirement, related_name="changes", blank=True, verbose_name=_("на какие требования отвечает")
    )
    due_on = models.DateField(_("ждём мнения до"), null=True, blank=True)
    state = models.CharField(
        _("состояние"), max_length=20, choices=ChangeState, default=ChangeState.DRAFT, editable=False
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("кто внёс")
    )
    created_at = models.DateTimeField(_("внесён"))
    sent_at = models.DateTimeField(_("отправлен когда"), null=True, blank=True)
    sent_by = models.CharField(_("отправлен кем"), max_length=250, blank=True)
    closed_at = models.DateTimeField(_("решено когда"), null=True, blank=True)
    closed_by = models.CharField(_("решено кем"), max_length=250, blank=True)
    decision = models.TextField(_("решение"), blank=True)
    edition = models.PositiveSmallIntegerField(_("редакция программы после изменения"), null=True, blank=True)
    search_key = SearchKeyField("text_for_search")

    objects: ClassVar[ChangeRequestQuerySet] = ChangeRequestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("запрос на изменение программы")
        verbose_name_plural = _("запросы на изменение программ")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_by="") | (Q(sent_at__isnull=False) & ~Q(sent_by="")),
                name="sent_change_has_a_time_and_a_person",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "withdrawn"))
                | Q(state__in=("expertise", "approved", "rejected"), sent_at__isnull=False),
                name="expertise_of_a_change_was_asked_for",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "expertise"), closed_at__isnull=True, closed_by="")
                | (
                    Q(state__in=("approved", "rejected", "withdrawn"), closed_at__isnull=False)
                    & ~Q(closed_by="")
                ),
                name="closed_change_has_a_time_and_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("rejected", "withdrawn")) | ~Q(decision=""),
                name="refused_change_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", edition__isnull=False)
                | (~Q(state="approved") & Q(edition__isnull=True)),
                name="approved_change_makes_an_edition",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("programmes:change_show", args=[self.pk])

    @property
    def text_for_search(self) -> str:
        return f"{self.title} {self.programme.profession}"

    @property
    def is_under_expertise(self) -> bool:
        return self.state == ChangeState.EXPERTISE


class Opinion(models.TextChoices):
    FOR = "for", _("поддерживаем")
    WITH_REMARKS = "remarks", _("поддерживаем с замечаниями")
    AGAINST = "against", _("не поддерживаем")


class ExpertiseQuerySet(models.QuerySet["Expertise"]):
    def waiting(self) -> ExpertiseQuerySet:
        return self.filter(opinion="", change__state=ChangeState.EXPERTISE)


class Expertise(models.Model):
    """An organisation that is asked what it thinks of a change, and its answer."""

    change = models.ForeignKey(
        ChangeRequest, models.CASCADE, related_name="expertises", verbose_name=_("запрос")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="expertises", verbose_name=_("эксперт")
    )
    opinion = models.CharField(_("мнение"), max_length=20, choices=Opinion, blank=True)
    comment = models.TextField(_("пояснение"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("когда"), null=True, blank=True)
    answered_by = models.CharField(_("кто"), max_length=250, blank=True)

    objects: ClassVar[ExpertiseQuerySet] = ExpertiseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("экспертиза")
        verbose_name_plural = _("экспертизы")
        ordering = ("change", "organisation__sort_key", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("change", "organisation"), name="an_organisation_is_asked_of_a_change_once"
            ),
            models.CheckConstraint(
                condition=Q(opinion="", answered_at__isnull=True, answered_by="")
                | (~Q(opinion="") & Q(answered_at__isnull=False) & ~Q(answered_by="")),
                name="an_opinion_has_a_time_and_a_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation}: {self.change}"


class RemarkQuerySet(models.QuerySet["Remark"]):
    def open(self) -> RemarkQuerySet:
        return self.filter(state=RemarkState.OPEN)


class Remark(models.Model):
    """One remark of an expert and what became of it."""

    expertise = models.ForeignKey(
        Expertise, models.PROTECT, related_name="remarks", verbose_name=_("чья экспертиза")
    )
    about = models.CharField(_("к чему"), max_length=200, blank=True, help_text=_("Модуль, тема, практика"))
    text = models.TextField(_("замечание"), max_length=3000)
    made_at = models.DateTimeField(_("когда"))
    made_by = models.CharField(_("кто"), max_length=250)
    state = models.CharField(
        _("состояние"), max_length=20, choices=RemarkState, default=RemarkState.OPEN, editable=False
    )
    answer = models.TextField(_("ответ"), max_length=3000, blank=True)
    answered_at = models.DateTimeField(_("когда отвечено"), null=True, blank=True)
    answered_by = models.CharField(_("кем отвечено"), max_length=250, blank=True)

    objects: ClassVar[RemarkQuerySet] = RemarkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("замечание")
        verbose_name_plural = _("замечания")
        ordering = ("made_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="open", answered_at__isnull=True, answered_by="")
                | (~Q(state="open") & Q(answered_at__isnull=False) & ~Q(answered_by="")),
                name="answer_to_a_remark_has_a_time_and_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(answer=""), name="declined_remark_says_why"
            ),
        )

    def __str__(self) -> str:
        return self.text[:120]
