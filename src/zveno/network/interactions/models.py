"""The register of interaction: who with whom, in which form, when, how many people, what proves it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zveno.base.core.fields import SearchKeyField
from zveno.base.documents.models import Document
from zveno.base.files.models import StoredFile
from zveno.network.interactions.states import Confirmation, InteractionState
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import LEARNERS, Scope

if TYPE_CHECKING:
    from zveno.network.organisations.actors import Actor

HAND = "hand"
"""The source of facts that people enter themselves."""

PEOPLE = {
    "pupils": _("школьников"),
    "students": _("студентов"),
    "teachers": _("педагогов"),
    "parents": _("родителей"),
    "specialists": _("специалистов предприятия"),
}
"""Kinds of participants: their columns and what they are called."""


class FormGroup(models.TextChoices):
    """The two groups of the source: by contract of two sides, or by a structure or deed in common."""

    CONTRACTUAL = "contractual", _("договорные")
    ORGANISATIONAL = "organisational", _("организационные")


class FormQuerySet(models.QuerySet["InteractionForm"]):
    def in_force(self, on: date) -> FormQuerySet:
        """What may be chosen on that day."""
        return self.filter(Q(since__isnull=True) | Q(since__lte=on), Q(until__isnull=True) | Q(until__gte=on))


class InteractionForm(models.Model):
    """A form of interaction («экскурсия на производство», «договор о практике»): data, not code."""

    code = models.SlugField(_("код"), max_length=60, unique=True)
    name = models.CharField(_("название"), max_length=160)
    group = models.CharField(_("группа"), max_length=20, choices=FormGroup)
    who = models.CharField(_("кто с кем"), max_length=200, blank=True)
    basis = models.CharField(_("откуда форма"), max_length=200, blank=True)
    is_agreement = models.BooleanField(
        _("сама договорённость"),
        default=False,
        help_text=_("Договор и соглашение связывают, но встречей не считаются: без дел партнёр молчит."),
    )
    since = models.DateField(_("действует с"), null=True, blank=True)
    until = models.DateField(_("действует по"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("порядок"), default=100)

    objects: ClassVar[FormQuerySet] = FormQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("форма взаимодействия")
        verbose_name_plural = _("формы взаимодействия")
        ordering = ("position", "name")
        constraints = (
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="form_of_interaction_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return self.name


class InteractionQuerySet(models.QuerySet["Interaction"]):
    def visible_to(self, actor: Actor) -> InteractionQuerySet:
        """Facts of one's own organisation; an authority, those with a side in its territory."""
        if actor.scope is Scope.SYSTEM:
            return self
        if actor.organisation is None or actor.role in LEARNERS:
            return self.none()
        if actor.scope is Scope.TERRITORY:
            inside = Side.objects.filter(
                interaction=OuterRef("pk"), organisation__territory__path__startswith=actor.territory_path
            )
            own = Q(initiator__territory__path__startswith=actor.territory_path)
            return self.filter(own | Exists(inside) | _with(actor.organisation))
        return self.filter(_with(actor.organisation))

    def of(self, organisation: Organisation) -> InteractionQuerySet:
        """Those in which it is one of the sides."""
        return self.filter(_with(organisation))

    def kept(self) -> InteractionQuerySet:
        return self.filter(state=InteractionState.KEPT)

    def meeting(self, since: date | None, until: date | None) -> InteractionQuerySet:
        """Those that share at least a day with the period, whose ends may be open."""
        found = self
        if since:
            found = found.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=since))
        return found.filter(starts_on__lte=until) if until else found

    def by_hand(self) -> InteractionQuerySet:
        return self.filter(source=HAND)


def _with(organisation: Organisation) -> Q:
    partner = Side.objects.filter(interaction=OuterRef("pk"), organisation=organisation)
    return Q(initiator=organisation) | Q(Exists(partner))


class Interaction(models.Model):
    """A fact. Its sides are the initiator and the partners (`sides`).

    `people` is how many took part in all; None is «нет данных» and not nobody. A day is `starts_on` equal
    to `ends_on`; `ends_on=None` lasts still.
    """

    form = models.ForeignKey(
        InteractionForm, models.PROTECT, related_name="interactions", verbose_name=_("форма")
    )
    initiator = models.ForeignKey(
        Organisation, models.PROTECT, related_name="interactions", verbose_name=_("кто")
    )
    title = models.CharField(_("что было"), max_length=300, blank=True)
    starts_on = models.DateField(_("с"))
    ends_on = models.DateField(_("по"), null=True, blank=True)
    people = models.PositiveIntegerField(_("участников"), null=True, blank=True)
    pupils = models.PositiveIntegerField(PEOPLE["pupils"], null=True, blank=True)
    students = models.PositiveIntegerField(PEOPLE["students"], null=True, blank=True)
    teachers = models.PositiveIntegerField(PEOPLE["teachers"], null=True, blank=True)
    parents = models.PositiveIntegerField(PEOPLE["parents"], null=True, blank=True)
    specialists = models.PositiveIntegerField(PEOPLE["specialists"], null=True, blank=True)
    evidence = models.TextField(_("чем подтверждается"), blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("файл")
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("документ")
    )
    source = models.SlugField(_("откуда"), max_length=40, db_index=False)
    key = models.CharField(_("ключ в источнике"), max_length=120)
    confirmation = models.CharField(
        _("подтверждение"), max_length=20, choices=Confirmation, default=Confirmation.NOT_ASKED
    )
    state = models.CharField(
        _("состояние"), max_length=20, choices=InteractionState, default=InteractionState.KEPT
    )
    withdrawn_at = models.DateTimeField(_("отозван когда"), null=True, blank=True)
    withdrawn_why = models.TextField(_("почему отозван"), blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("кто внёс"),
    )
    entered_at = models.DateTimeField(_("внесён"))
    search_key = SearchKeyField("title", "evidence")

    objects: ClassVar[InteractionQuerySet] = InteractionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("факт взаимодействия")
        verbose_name_plural = _("факты взаимодействия")
        ordering = ("-starts_on", "-pk")
        indexes = (
            models.Index(fields=("initiator", "starts_on"), name="interactions_of_initiator"),
            models.Index(fields=("starts_on",), name="interactions_by_day"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("source", "key"), name="a_source_records_a_fact_of_interaction_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="interaction_ends_after_it_begins",
                violation_error_message=_("Окончание должно быть не раньше начала."),
            ),
            models.CheckConstraint(
                condition=(Q(state=InteractionState.KEPT, withdrawn_at__isnull=True, withdrawn_why=""))
                | (Q(state=InteractionState.WITHDRAWN, withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
                name="withdrawn_interaction_says_when_and_why",
            ),
        )

    def __str__(self) -> str:
        return self.title or str(self.form)

    def get_absolute_url(self) -> str:
        return reverse("interactions:interaction_show", args=[self.pk])

    @property
    def is_by_hand(self) -> bool:
        return self.source == HAND

    @property
    def is_kept(self) -> bool:
        return self.state == InteractionState.KEPT


class SideQuerySet(models.QuerySet["Side"]):
    def ties(self) -> SideQuerySet:
        """Of facts in the register; two records that were merged into one are no tie."""
        return self.filter(interaction__state=InteractionState.KEPT).exclude(
            organisation=F("interaction__initiator")
        )

    def asked_of(self, organisation: Organisation) -> SideQuerySet:
        """Facts that others entered and this organisation has not answered."""
        return self.filter(
            organisation=organisation,
            answer=Side.Answer.ASKED,
            interaction__state=InteractionState.KEPT,
        )


class Side(models.Model):
    """A partner in a fact: an organisation of the network, or one outside of it by its name."""

    class Answer(models.TextChoices):
        """What it says of a fact that another entered by hand."""

        NOT_ASKED = "not_asked", _("не спрашивали")
        ASKED = "asked", _("ждём ответа")
        CONFIRMED = "confirmed", _("подтвердила")
        DISPUTED = "disputed", _("возражает")

    interaction = models.ForeignKey(Interaction, models.CASCADE, related_name="sides")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="interaction_sides",
        verbose_name=_("с кем"),
    )
    name = models.CharField(_("партнёр вне сети"), max_length=300, blank=True)
    people = models.PositiveIntegerField(_("участников от партнёра"), null=True, blank=True)
    answer = models.CharField(_("ответ"), max_length=20, choices=Answer, default=Answer.NOT_ASKED)
    answered_at = models.DateTimeField(_("когда ответила"), null=True, blank=True)
    answered_by = models.CharField(_("кто ответил"), max_length=250, blank=True)
    objection = models.TextField(_("возражение"), blank=True)

    objects: ClassVar[SideQuerySet] = SideQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("сторона взаимодействия")
        verbose_name_plural = _("стороны взаимодействия")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, name="")
                | (Q(organisation__isnull=True) & ~Q(name="")),
                name="partner_is_an_organisation_or_a_name",
            ),
            models.UniqueConstraint(
                fields=("interaction", "organisation"),
                condition=Q(organisation__isnull=False),
                name="an_organisation_is_one_partner_of_a_fact",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=("not_asked", "asked"), answered_at__isnull=True, answered_by="")
                | (Q(answer__in=("confirmed", "disputed"), answered_at__isnull=False) & ~Q(answered_by="")),
                name="answer_about_a_fact_has_a_time_and_a_person",
            ),
            models.CheckConstraint(
                condition=(Q(answer="disputed") & ~Q(objection=""))
                | (~Q(answer="disputed") & Q(objection="")),
                name="who_disputes_a_fact_says_why",
            ),
        )

    def __str__(self) -> str:
        return str(self.organisation) if self.organisation else self.name


def school_year(first: int) -> str:
    """«2025/26»."""
    return f"{first}/{(first + 1) % 100:02}"


def in_words(sides: Iterable[Side]) -> str:
    """«Завод, СОШ № 3»."""
    return ", ".join(str(side) for side in sides)


class Passport(models.Model):
    """«Паспорт участия» of an organisation for a school year: what its paper is about."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="participation_passports", verbose_name=_("организация")
    )
    year = models.PositiveSmallIntegerField(_("учебный год, начало"))

    class Meta:
        verbose_name = _("паспорт участия")
        verbose_name_plural = _("паспорта участия")
        ordering = ("-year",)
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "year"), name="one_passport_of_an_organisation_a_year"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation}, {school_year(self.year)}"

    def get_absolute_url(self) -> str:
        return reverse("interactions:passport_show", args=[self.organisation_id, self.year])
