"""Documents, their versions, and what was printed of each."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zveno.base.audit.models import AppendOnly, AppendOnlyQuerySet
from zveno.base.documents.kinds import kind_of
from zveno.base.files.models import StoredFile


class NumberPattern(models.Model):
    """How numbers of a kind look here, where that differs from what its slice says."""

    kind = models.SlugField(_("вид документа"), max_length=60, unique=True)
    pattern = models.CharField(_("шаблон номера"), max_length=60)

    class Meta:
        verbose_name = _("шаблон номера")
        verbose_name_plural = _("шаблоны номеров")

    def __str__(self) -> str:
        return self.pattern


class Series(models.Model):
    """The last number given in a series; locked while the next one is taken."""

    kind = models.SlugField(_("вид документа"), max_length=60, db_index=False)
    owner = models.CharField(_("чья нумерация"), max_length=100, blank=True)
    name = models.CharField(_("ряд"), max_length=60)
    last = models.PositiveIntegerField(_("последний номер"), default=0)

    class Meta:
        verbose_name = _("ряд номеров")
        verbose_name_plural = _("ряды номеров")
        constraints = (
            models.UniqueConstraint(fields=("kind", "owner", "name"), name="one_counter_per_series"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.name}: {self.last}"


class DocumentQuerySet(models.QuerySet["Document"]):
    def about(self, subject: models.Model) -> DocumentQuerySet:
        return self.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)


class Document(models.Model):
    """A numbered paper of one kind about one thing. What it says stands in its versions.

    The subject is kept as a plain reference: a paper outlives what it speaks of.
    """

    kind = models.SlugField(_("вид"), max_length=60)
    subject_type = models.CharField(_("о чём"), max_length=80)
    subject_id = models.BigIntegerField(_("номер записи"))
    series_owner = models.CharField(_("чья нумерация"), max_length=100, blank=True)
    number = models.CharField(_("номер"), max_length=40)
    on = models.DateField(_("дата"))

    objects: ClassVar[DocumentQuerySet] = DocumentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("документ")
        verbose_name_plural = _("документы")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "series_owner", "number"), name="document_numbers_are_given_once"
            ),
            models.UniqueConstraint(
                fields=("kind", "subject_type", "subject_id"), name="one_document_per_kind_and_subject"
            ),
        )

    def __str__(self) -> str:
        return _("%(title)s № %(number)s") % {"title": self.title, "number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("documents:paper_show", args=[self.kind, self.subject_id])

    @property
    def title(self) -> str:
        kind = kind_of(self.kind)
        return str(kind.title) if kind else self.kind


class DocumentVersion(AppendOnly):
    """What the document says: written once, never changed. The last one is in force."""

    document = models.ForeignKey(
        Document, models.PROTECT, related_name="versions", verbose_name=_("документ")
    )
    n = models.PositiveSmallIntegerField(_("редакция"))
    code = models.CharField(_("код проверки"), max_length=20, unique=True)
    content = models.JSONField(_("содержание"))
    content_hash = models.CharField(_("отпечаток содержания"), max_length=64)
    reason = models.CharField(_("почему сделана"), max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("кем сделана")
    )
    at = models.DateTimeField(_("когда"))

    objects: ClassVar[AppendOnlyQuerySet] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("редакция документа")
        verbose_name_plural = _("редакции документов")
        ordering = ("document", "-n")
        constraints = (
            models.UniqueConstraint(fields=("document", "n"), name="versions_are_numbered_once"),
            models.CheckConstraint(condition=Q(n__gte=1), name="versions_begin_with_one"),
        )

    def __str__(self) -> str:
        return _("%(document)s, редакция %(n)d") % {"document": self.document, "n": self.n}


class Printing(AppendOnly):
    """The two files of a version, with hashes of their own: an exchanged file row shows too."""

    version = models.OneToOneField(
        DocumentVersion, models.PROTECT, related_name="printing", verbose_name=_("редакция")
    )
    pdf = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="PDF")
    pdf_sha256 = models.CharField(max_length=64)
    docx = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="Word")
    docx_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(_("когда"))

    objects: ClassVar[AppendOnlyQuerySet] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("файлы редакции")
        verbose_name_plural = _("файлы редакций")

    def __str__(self) -> str:
        return str(self.version)
