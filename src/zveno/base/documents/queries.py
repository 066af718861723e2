"""What can be known about documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.db.models import Max, QuerySet

from zveno.base.core.people import Acting
from zveno.base.core.verdict import Verdict
from zveno.base.documents.codes import read_code
from zveno.base.documents.content import content_hash
from zveno.base.documents.kinds import DocumentKind, kinds
from zveno.base.documents.models import Document, DocumentVersion, NumberPattern, Printing, Series


@dataclass(frozen=True)
class Checked:
    """What anybody who knows the code may learn: which paper it is, and nothing of what it says."""

    title: str
    number: str
    on: date
    version: int
    made_at: datetime
    last_version: int
    prints: frozenset[str]
    """SHA-256 of its files."""

    @property
    def is_current(self) -> bool:
        return self.version == self.last_version


def checked(code: str) -> Checked | None:
    version = (
        DocumentVersion.objects.select_related("document", "printing")
        .annotate(last_version=Max("document__versions__n"))
        .filter(code=read_code(code))
        .first()
    )
    if version is None:
        return None
    printing = getattr(version, "printing", None)
    return Checked(
        title=version.document.title,
        number=version.document.number,
        on=version.document.on,
        version=version.n,
        made_at=version.at,
        last_version=version.last_version,
        prints=frozenset((printing.pdf_sha256, printing.docx_sha256)) if printing else frozenset(),
    )


def versions_of(document: Document | None) -> list[DocumentVersion]:
    """From the newest to the oldest, with who made them."""
    if document is None:
        return []
    return list(document.versions.select_related("made_by").order_by("-n"))


@dataclass(frozen=True)
class Offer:
    """A kind of paper about a thing, for the buttons on the thing's page."""

    kind: DocumentKind
    subject_id: int
    verdict: Verdict


def offers(subject: models.Model, actor: Acting) -> list[Offer]:
    """The papers about the thing that this actor may know of."""
    asked = (
        (kind, kind.may_read(actor, subject)) for kind in kinds() if kind.subject == subject._meta.label_lower
    )
    return [Offer(kind, subject.pk, verdict) for kind, verdict in asked if verdict is not None]


def patterns() -> list[tuple[DocumentKind, str]]:
    """Each kind with the pattern of its numbers."""
    own = dict(NumberPattern.objects.values_list("kind", "pattern"))
    return [(kind, own.get(kind.code, kind.numbering)) for kind in kinds()]


def tampered_contents() -> Iterator[DocumentVersion]:
    """Versions whose content is no longer what was written."""
    versions: QuerySet[DocumentVersion] = DocumentVersion.objects.select_related("document").order_by("pk")
    for version in versions.iterator(chunk_size=200):
        if content_hash(version.content) != version.content_hash:
            yield version


def exchanged_files() -> QuerySet[Printing]:
    """Printings whose rows of files are not those that were printed."""
    return Printing.objects.select_related("version__document").exclude(
        pdf__sha256=models.F("pdf_sha256"), docx__sha256=models.F("docx_sha256")
    )


def missing_numbers() -> list[tuple[str, int, int]]:
    """Kinds with fewer documents than numbers given: (kind, given, found). Numbers go without a gap."""
    given = dict(Series.objects.values_list("kind").annotate(total=models.Sum("last")))
    found = dict(Document.objects.order_by().values_list("kind").annotate(total=models.Count("pk")))
    return [
        (kind, total, found.get(kind, 0))
        for kind, total in sorted(given.items())
        if total != found.get(kind, 0)
    ]
