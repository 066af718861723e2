"""A programme of a technikum: what it consists of, what it teaches to do, whom it teaches."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zveno.base.classifiers.models import Entry
from zveno.base.core.fields import SearchKeyField
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import LEARNERS, Scope
from zveno.network.people.models import StudyGroup
from zveno.network.programmes.states import ProgrammeState

if TYPE_CHECKING:
    from zveno.network.organisations.actors import Actor


class Base(models.TextChoices):
    """What entrants have finished."""

    NINE = "9", _("на базе 9 классов")
    ELEVEN = "11", _("на базе 11 классов")


class StudyForm(models.TextChoices):
    FULL = "full", _("очная")
    MIXED = "mixed", _("очно-заочная")
    DISTANT = "distant", _("заочная")


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, actor: Actor) -> ProgrammeQuerySet:
        """Those of the district, and of one's own technikum; drafts are for its staff."""
        if actor.scope is Scope.SYSTEM:
            return self
        if actor.organisation is None:
            return self.none()
        own = Q(college=actor.organisation)
        seen = (own | Q(college__territory__path__startswith=actor.territory_path)) & ~Q(
            state=ProgrammeState.DRAFT
        )
        return self.filter(seen if actor.role in LEARNERS else seen | own)

    def running(self) -> ProgrammeQuerySet:
        return self.filter(state=ProgrammeState.RUNNING)

    def of_profession(self, code: str) -> ProgrammeQuerySet:
        """By the code: a profession that was renamed is the same one."""
        return self.filter(profession__code=code)


class Programme(models.Model):
    """An educational programme (ОП) for those admitted in one year."""

    college = models.ForeignKey(
        Organisation, models.PROTECT, related_name="programmes", verbose_name=_("техникум")
    )
    profession = models.ForeignKey(
        Entry, models.PROTECT, related_name="programmes", verbose_name=_("профессия, специальность")
    )
    year = models.PositiveSmallIntegerField(_("год приёма"))
    base = models.CharField(_("база"), max_length=2, choices=Base, default=Base.NINE)
    form = models.CharField(_("форма обучения"), max_length=10, choices=StudyForm, default=StudyForm.FULL)
    months = models.PositiveSmallIntegerField(
        _("срок обучения, месяцев"), help_text=_("1 год 10 месяцев – 22")
    )
    qualification = models.CharField(_("квалификация"), max_length=300, blank=True)
    hours = models.PositiveIntegerField(
        _("объём программы, часов"), help_text=_("Всего по учебному плану: с ним сверяется сумма циклов.")
    )
    is_adapted = models.BooleanField(_("адаптированная"), default=False)
    edition = models.PositiveSmallIntegerField(_("редакция"), default=1, editable=False)
    state = models.CharField(
        _("состояние"), max_length=20, choices=ProgrammeState, default=ProgrammeState.DRAFT, editable=False
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("кто внёс")
    )
    created_at = models.DateTimeField(_("внесена"))
    started_at = models.DateTimeField(_("утверждена когда"), null=True, blank=True)
    started_by = models.CharField(_("утверждена кем"), max_length=250, blank=True)
    closed_at = models.DateTimeField(_("завершена когда"), null=True, blank=True)
    search_key = SearchKeyField("title_for_search")

    objects: ClassVar[ProgrammeQuerySet] = ProgrammeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("программа")
        verbose_name_plural = _("программы")
        ordering = ("-year", "profession__code", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("college", "profession", "year", "base", "form", "is_adapted"),
                name="one_programme_of_a_profession_year_base_and_form",
                violation_error_message=_("Такая программа этого года приёма уже есть: откройте её."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100),
                name="year_of_admission_is_of_this_century",
                violation_error_message=_("Год приёма – четыре цифры, например 2026."),
            ),
            models.CheckConstraint(
                condition=Q(months__gte=1, months__lte=72),
                name="a_programme_lasts_up_to_six_years",
                violation_error_message=_("Срок обучения – от 1 до 72 месяцев."),
            ),
            models.CheckConstraint(
                condition=Q(state=ProgrammeState.DRAFT, started_at__isnull=True, started_by="")
                | (~Q(state=ProgrammeState.DRAFT) & Q(started_at__isnull=False) & ~Q(started_by="")),
                name="running_programme_has_a_time_and_a_person",
            ),
            models.CheckConstraint(
                condition=Q(state=ProgrammeState.CLOSED, closed_at__isnull=False)
                | (~Q(state=ProgrammeState.CLOSED) & Q(closed_at__isnull=True)),
                name="closed_programme_has_a_time",
            ),
        )

    def __str__(self) -> str:
        return _now("%(profession)s, приём %(year)s") % {"profession": self.profession, "year": self.year}

    def get_absolute_url(self) -> str:
        return reverse("programmes:programme_show", args=[self.pk])

    @property
    def title_for_search(self) -> str:
        return f"{self.profession} {self.year} {self.qualification} {self.college.short_name}"

    @property
    def lasts(self) -> str:
        """«1 г. 10 мес.»."""
        years, months = divmod(self.months, 12)
        words = [_now("%(years)d г.") % {"years": years}] if years else []
        return " ".join([*words, *([_now("%(months)d мес.") % {"months": months}] if months else [])])


class PartKind(models.TextChoices):
    CYCLE = "cycle", _("цикл")
    DISCIPLINE = "discipline", _("дисциплина")
    MODULE = "module", _("профессиональный модуль (ПМ)")
    COURSE = "course", _("междисциплинарный курс (МДК)")
    TRAINING = "training", _("учебная практика (УП)")
    PRACTICE = "practice", _("производственная практика (ПП)")
    PREDIPLOMA = "prediploma", _("преддипломная практика (ПДП)")
    EXAM = "exam", _("экзамен, промежуточная аттестация")
    FINAL = "final", _("государственная итоговая аттестация (ГИА)")


PRACTICES = (PartKind.TRAINING, PartKind.PRACTICE, PartKind.PREDIPLOMA)
HOURS_A_WEEK = 36
"""An academic week; weeks of a practice are checked against its hours."""


class Part(models.Model):
    """A row of the study plan. Cycles hold disciplines and modules, modules hold courses and practices."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="parts", verbose_name=_("программа")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("входит в")
    )
    kind = models.CharField(_("что это"), max_length=20, choices=PartKind)
    code = models.CharField(
        _("индекс"), max_length=20, help_text=_("Как в учебном плане: ПМ.01, МДК.01.01, УП.01")
    )
    name = models.CharField(_("название"), max_length=300)
    hours = models.PositiveIntegerField(
        _("часов"),
        null=True,
        blank=True,
        help_text=_("Для цикла и модуля можно не писать: посчитаем по частям."),
    )
    weeks = models.DecimalField(
        _("недель"), max_digits=4, decimal_places=1, null=True, blank=True, help_text=_("Только для практики")
    )
    course_year = models.PositiveSmallIntegerField(_("курс"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("порядок"), default=0, editable=False)

    class Meta:
        verbose_name = _("часть программы")
        verbose_name_plural = _("части программы")
        ordering = ("programme", "position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "code"),
                name="an_index_stands_once_in_a_programme",
                violation_error_message=_("Такой индекс в этой программе уже есть."),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")), name="a_part_is_not_in_itself"
            ),
            models.CheckConstraint(
                condition=Q(weeks__isnull=True) | Q(kind__in=("training", "practice", "prediploma")),
                name="only_practice_has_weeks",
                violation_error_message=_("Недели указывают только для практики."),
            ),
            models.CheckConstraint(
                condition=Q(course_year__isnull=True) | Q(course_year__gte=1, course_year__lte=6),
                name="a_course_is_from_1_to_6",
                violation_error_message=_("Курс – от 1 до 6."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def is_practice(self) -> bool:
        return self.kind in PRACTICES

    @property
    def whole_weeks(self) -> int | Decimal | None:
        """«5», «2,5»."""
        if self.weeks is None:
            return None
        return int(self.weeks) if self.weeks == int(self.weeks) else self.weeks


class CompetenceKind(models.TextChoices):
    GENERAL = "general", _("общая (ОК)")
    PROFESSIONAL = "professional", _("профессиональная (ПК)")


class Competence(models.Model):
    """What the programme promises its graduate can do."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="competences", verbose_name=_("программа")
    )
    kind = models.CharField(_("вид"), max_length=20, choices=CompetenceKind)
    code = models.CharField(_("код"), max_length=20, help_text=_("ПК 1.1, ОК 01"))
    name = models.CharField(_("формулировка"), max_length=500)
    parts = models.ManyToManyField(
        Part, related_name="competences", blank=True, verbose_name=_("где формируется")
    )
    position = models.PositiveSmallIntegerField(_("порядок"), default=0, editable=False)

    class Meta:
        verbose_name = _("компетенция")
        verbose_name_plural = _("компетенции")
        ordering = ("programme", "kind", "position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "code"),
                name="a_competence_has_a_code_of_its_own",
                violation_error_message=_("Компетенция с таким кодом в этой программе уже есть."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ProgrammeGroup(models.Model):
    """A group of a school year that learns by the programme; how many students, its list knows."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="groups", verbose_name=_("программа")
    )
    group = models.OneToOneField(
        StudyGroup, models.PROTECT, related_name="programme_link", verbose_name=_("группа")
    )

    class Meta:
        verbose_name = _("группа программы")
        verbose_name_plural = _("группы программы")
        ordering = ("-group__year", "group__sort_key", "pk")

    def __str__(self) -> str:
        return f"{self.group}"
