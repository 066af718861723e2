"""How versions of a document are listed."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zveno.base.documents.models import DocumentVersion
from zveno.base.ui import tables


def _download(version: DocumentVersion, form: str) -> str:
    return reverse("documents:document_download", args=[version.pk, form])


VERSIONS = tables.Table[DocumentVersion](
    caption=_("Редакции"),
    order="-n",
    columns=[
        tables.number("n", _("Редакция"), lambda version: version.n, order="n"),
        tables.moment("at", _("Когда"), lambda version: version.at),
        tables.text(
            "by",
            _("Кем"),
            lambda version: version.made_by.get_full_name() if version.made_by else _("система"),
        ),
        tables.text("reason", _("Что изменилось"), lambda version: version.reason),
        tables.text(
            "pdf", "PDF", lambda _version: _("скачать"), link=lambda version: _download(version, "pdf")
        ),
        tables.text(
            "docx", "Word", lambda _version: _("скачать"), link=lambda version: _download(version, "docx")
        ),
    ],
)
