"""Imports: their files, what was remembered of columns, what is wrong in rows, what was written."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zveno.base.core.people import Acting
from zveno.base.files.models import StoredFile
from zveno.base.imports.importers import Importer, importer_of, importers, knows
from zveno.base.imports.states import ImportState, ProblemState
from zveno.base.tasks.models import Job


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, actor: Acting) -> ImportQuerySet:
        """Of the kinds and for the targets that the actor may load himself."""
        scopes = [Q(kind=importer.code) & importer.scope(actor) for importer in importers()]
        return self.filter(reduce(or_, scopes)) if scopes else self.none()


class Import(models.Model):
    """Tables of one kind that somebody loads for one target, from files to result."""

    kind = models.SlugField(_("что загружают"), max_length=40)
    target_type = models.CharField(_("вид того, для кого"), max_length=80)
    target_id = models.BigIntegerField(_("номер того, для кого"))
    target_name = models.CharField(_("для кого"), max_length=300)
    state = models.CharField(_("состояние"), max_length=10, choices=ImportState, default=ImportState.UPLOADED)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="imports", verbose_name=_("кто загружает")
    )
    seat = models.BigIntegerField(_("место, от которого"), null=True, blank=True)
    begun_at = models.DateTimeField(_("начато"))
    columns = models.JSONField(_("столбцы"), default=dict)
    summary = models.JSONField(_("итог проверки"), default=dict)
    is_stale = models.BooleanField(_("есть непроверенные исправления"), default=False)
    job = models.ForeignKey(
        Job, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("задание")
    )
    applied_at = models.DateTimeField(_("загружено"), null=True, blank=True)
    undone_at = models.DateTimeField(_("отменено"), null=True, blank=True)
    undone_by = models.CharField(_("кем отменено"), max_length=250, blank=True)
    cleared_at = models.DateTimeField(_("файлы удалены"), null=True, blank=True)

    objects: ClassVar[ImportQuerySet] = ImportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("загрузка данных")
        verbose_name_plural = _("загрузки данных")
        ordering = ("-begun_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=["applied", "undone"], applied_at__isnull=False)
                | (~Q(state__in=["applied", "undone"]) & Q(applied_at__isnull=True)),
                name="an_applied_import_and_no_other_has_a_time",
            ),
            models.CheckConstraint(
                condition=(Q(state="undone", undone_at__isnull=False) & ~Q(undone_by=""))
                | (~Q(state="undone") & Q(undone_at__isnull=True, undone_by="")),
                name="an_undone_import_says_when_and_by_whom",
            ),
        )
        indexes = (models.Index(fields=("kind", "target_type", "target_id"), name="imports_of_a_target"),)

    def __str__(self) -> str:
        return _now("Загрузка № %(number)s: %(title)s") % {"number": self.pk, "title": self.title}

    def get_absolute_url(self) -> str:
        return reverse("imports:import_show", args=[self.pk])

    @property
    def importer(self) -> Importer:
        return importer_of(self.kind)

    @property
    def title(self) -> str:
        return str(self.importer.title) if knows(self.kind) else self.kind

    @property
    def target(self) -> models.Model | None:
        """For whom, if it is still there."""
        found: models.Model | None = (
            apps.get_model(self.target_type)._base_manager.filter(pk=self.target_id).first()
        )
        return found

    @property
    def is_at_work(self) -> bool:
        return self.job is not None and not self.job.is_finished


class ImportFile(models.Model):
    """One workbook of an import: what was found in it, or why it is not read."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="files", verbose_name=_("загрузка"))
    name = models.CharField(_("имя"), max_length=300)
    stored = models.ForeignKey(
        StoredFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("файл")
    )
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    refusal = models.CharField(_("почему не прочитан"), max_length=500, blank=True)
    sheets = models.JSONField(_("листы"), default=list)
    given = models.JSONField(_("что сказано о файле"), default=dict)

    class Meta:
        verbose_name = _("файл загрузки")
        verbose_name_plural = _("файлы загрузки")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class RememberedColumn(models.Model):
    """What somebody said a heading means in the tables of his source; asked no more."""

    kind = models.SlugField(_("что загружают"), max_length=40)
    source = models.CharField(_("чьи таблицы"), max_length=120)
    heading = models.CharField(_("заголовок"), max_length=200)
    field = models.CharField(_("поле"), max_length=60, blank=True, help_text=_("пусто – не загружать"))

    class Meta:
        verbose_name = _("запомненный столбец")
        verbose_name_plural = _("запомненные столбцы")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "source", "heading"), name="a_heading_means_one_thing_in_a_source"
            ),
        )

    def __str__(self) -> str:
        return f"{self.heading} → {self.field}"


class ProblemQuerySet(models.QuerySet["Problem"]):
    def open(self) -> ProblemQuerySet:
        return self.filter(state=ProblemState.OPEN)

    def errors(self) -> ProblemQuerySet:
        """Those that keep their row out."""
        return self.filter(is_notice=False)

    def alike(self, other: Problem) -> ProblemQuerySet:
        """The same fault of the same value in the same column, in whatever row."""
        return self.filter(
            of=other.of_id, field=other.field, kind=other.kind, value=other.value, sentence=other.sentence
        )


class Problem(models.Model):
    """What is wrong in one cell or row, and what was said about it."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="problems", verbose_name=_("загрузка"))
    file = models.ForeignKey(ImportFile, models.CASCADE, related_name="problems", verbose_name=_("файл"))
    sheet = models.PositiveIntegerField(_("номер листа"))
    sheet_name = models.CharField(_("лист"), max_length=100, blank=True)
    row = models.PositiveIntegerField(_("строка"), help_text=_("0 – о листе в целом"))
    column = models.CharField(_("столбец"), max_length=5, blank=True)
    field = models.CharField(_("поле"), max_length=60, blank=True)
    kind = models.CharField(_("вид ошибки"), max_length=40)
    value = models.CharField(_("что написано"), max_length=300, blank=True)
    sentence = models.CharField(_("что не так"), max_length=500)
    offer = models.CharField(_("что предлагается"), max_length=300, blank=True)
    is_notice = models.BooleanField(_("не мешает загрузке"), default=False)
    state = models.CharField(_("состояние"), max_length=10, choices=ProblemState, default=ProblemState.OPEN)
    repair = models.CharField(_("исправлено на"), max_length=300, blank=True)

    objects: ClassVar[ProblemQuerySet] = ProblemQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("ошибка в строке")
        verbose_name_plural = _("ошибки в строках")
        ordering = ("file", "sheet", "row", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(repair="") | Q(state="repaired"), name="only_a_repaired_problem_has_a_repair"
            ),
        )
        indexes = (models.Index(fields=("of", "state"), name="problems_of_an_import"),)

    def __str__(self) -> str:
        return self.sentence

    @property
    def place(self) -> tuple[int, int, int]:
        return self.file_id, self.sheet, self.row


class WrittenPart(models.Model):
    """What an import wrote, some hundreds of records in a row: read back only to undo it."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="written", verbose_name=_("загрузка"))
    n = models.PositiveIntegerField(_("номер части"))
    traces = models.JSONField(_("записи"))

    class Meta:
        verbose_name = _("след загрузки")
        verbose_name_plural = _("следы загрузок")
        ordering = ("of", "n")
        constraints = (models.UniqueConstraint(fields=("of", "n"), name="parts_are_numbered_once"),)

    def __str__(self) -> str:
        return f"{self.of_id}: {self.n}"
