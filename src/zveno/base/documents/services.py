"""What can be done with documents: issue one, print it, record that it was taken."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.base.core.people import Acting
from zveno.base.core.verdict import Refused, Verdict, no, require
from zveno.base.documents import numbering
from zveno.base.documents.codes import new_code
from zveno.base.documents.content import content_hash, to_plain
from zveno.base.documents.docx import docx_of
from zveno.base.documents.kinds import DocumentKind, Draft, kind_of
from zveno.base.documents.models import Document, DocumentVersion, NumberPattern, Printing, Series
from zveno.base.documents.pdf import pdf_of
from zveno.base.documents.policies import can_set_numbering
from zveno.base.files.intake import Received, receive_own
from zveno.base.files.kinds import DOCX, PDF
from zveno.base.files.models import StoredFile
from zveno.base.files.services import keep


class Unchanged(Exception):
    """Nothing the paper says has changed since its last version: a sentence for the person."""


def allow(verdict: Verdict | None) -> None:
    """Stop whoever may not; a stranger (None) is stopped in the same way, and views say 404 before."""
    require(verdict if verdict is not None else no(_("Такого документа нет.")))


@transaction.atomic
def issue(
    kind: DocumentKind, subject: models.Model, *, by: Acting, at: datetime, reason: str = ""
) -> DocumentVersion:
    """Make the document of this subject, or its next version if what it says has changed.

    Numbers are gapless: the counter, the number and what carries it are one transaction.
    """
    # Both who make the first paper of a subject and who make the next version wait here for each other;
    # what is written is what the subject says after the wait.
    subject = kind.subject_model._base_manager.select_for_update(of=("self",)).get(pk=subject.pk)
    allow(kind.may_make(by, subject))
    document = Document.objects.about(subject).filter(kind=kind.code).first()
    last = document.versions.order_by("-n").first() if document else None
    if document is None:
        document = _numbered(kind, subject, at=at)
    elif last is not None and content_hash(_written(kind, subject, _draft_of(last))) == last.content_hash:
        raise Unchanged(_("С редакции № %(n)d сведения не изменились: новая не нужна.") % {"n": last.n})
    n, code = (last.n + 1 if last else 1), new_code()
    content = _written(kind, subject, _draft(document, n, code, at))
    version: DocumentVersion = DocumentVersion.objects.create(
        document=document,
        n=n,
        code=code,
        content=content,
        content_hash=content_hash(content),
        reason=reason,
        made_by_id=by.user.pk,
        at=at,
    )
    record(
        "document.issue",
        document,
        by=by.user,
        at=at,
        why=reason,
        changes={"version": n, "content_hash": version.content_hash},
    )
    return version


def _written(kind: DocumentKind, subject: models.Model, draft: Draft) -> dict[str, Any]:
    """In the language of the paper, whatever language whoever asks for it reads."""
    with translation.override(kind.language):
        return to_plain(kind.build(subject, draft))


def _draft_of(version: DocumentVersion) -> Draft:
    """With which the same data would say the same again."""
    return _draft(version.document, version.n, version.code, version.at)


def _draft(document: Document, n: int, code: str, at: datetime) -> Draft:
    return Draft(
        number=document.number,
        on=document.on,
        at=at,
        version=n,
        verify_url=f"{settings.PUBLIC_URL}/d/{code}/",
    )


def _numbered(kind: DocumentKind, subject: models.Model, *, at: datetime) -> Document:
    on = timezone.localdate(at)
    own = NumberPattern.objects.filter(kind=kind.code).first()
    pattern = own.pattern if own else kind.numbering
    owner = kind.series_of(subject)
    series, _made = Series.objects.get_or_create(
        kind=kind.code, owner=owner, name=numbering.series(pattern, on)
    )
    series = Series.objects.select_for_update().get(pk=series.pk)
    series.last += 1
    series.save(update_fields=["last"])
    return Document.objects.create(
        kind=kind.code,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        series_owner=owner,
        number=numbering.written(pattern, on, series.last),
        on=on,
    )


def print_out(version: DocumentVersion, *, at: datetime) -> Printing:
    """The files of the version, made now if they are not there yet.

    Drawing takes a while and needs no transaction; whoever comes second gets what the first has put down.
    The files carry the time of the version, so they come out the same whenever they are made.
    """
    done: Printing | None = Printing.objects.filter(version=version).select_related("pdf", "docx").first()
    if done:
        return done
    name = f"{version.document.title} {version.document.number}".replace("/", "-")
    pdf = receive_own(pdf_of(version.content, at=version.at), name=name, kind=PDF)
    docx = receive_own(docx_of(version.content, at=version.at), name=name, kind=DOCX)
    return _put_down(version, pdf, docx, at=at)


@transaction.atomic
def _put_down(version: DocumentVersion, pdf: Received, docx: Received, *, at: datetime) -> Printing:
    Document.objects.select_for_update(of=("self",)).get(pk=version.document_id)
    done: Printing | None = Printing.objects.filter(version=version).select_related("pdf", "docx").first()
    if done:
        return done
    made: Printing = Printing.objects.create(
        version=version,
        pdf=keep(pdf, by=None, at=at),
        pdf_sha256=pdf.sha256,
        docx=keep(docx, by=None, at=at),
        docx_sha256=docx.sha256,
        at=at,
    )
    return made


@transaction.atomic
def take(version: DocumentVersion, form: str, *, by: Acting, at: datetime) -> StoredFile:
    """The file that somebody downloads, with a record that he did."""
    allow(_may_read(by, version.document))
    printing = version.printing
    stored: StoredFile = getattr(printing, form)
    if stored.sha256 != getattr(printing, f"{form}_sha256"):
        raise Refused(
            no(
                _("Файл этого документа подменён: выдать его нельзя."),
                who_can=_("Администратор восстановит его из резервной копии."),
            )
        )
    record(
        "document.download",
        version.document,
        by=by.user,
        at=at,
        is_look=True,
        changes={"version": version.n, "format": form},
    )
    return stored


def _may_read(actor: Acting, document: Document) -> Verdict | None:
    """A paper of a kind that this release no longer has is nobody's to read."""
    kind = kind_of(document.kind)
    subject = kind.subject_model._base_manager.filter(pk=document.subject_id).first() if kind else None
    return kind.may_read(actor, subject) if kind and subject else None


@transaction.atomic
def set_pattern(kind: DocumentKind, pattern: str, *, by: Acting, at: datetime) -> NumberPattern:
    """From now on numbers of this kind look so; those that were given stay."""
    require(can_set_numbering(by))
    numbering.check_pattern(pattern)
    row, _made = NumberPattern.objects.select_for_update().get_or_create(
        kind=kind.code, defaults={"pattern": kind.numbering}
    )
    before, row.pattern = row.pattern, pattern
    row.save(update_fields=["pattern"])
    record("document.pattern", row, by=by.user, at=at, changes={"pattern": [before, pattern]})
    return row
