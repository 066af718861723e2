"""Which files are taken: each kind says how its content is recognised and what must hold in it.

Adding a kind means adding a `Kind` to one of these modules and to `KINDS`.
"""

from __future__ import annotations

from collections.abc import Mapping

from zveno.base.files.kinds.kind import Kind
from zveno.base.files.kinds.office import DOCX, ODS, ODT, XLSX
from zveno.base.files.kinds.old_excel import XLS
from zveno.base.files.kinds.pdf import PDF
from zveno.base.files.kinds.pictures import JPEG, PNG, WEBP
from zveno.base.files.kinds.signatures import SIGNATURE
from zveno.base.files.kinds.texts import CSV, JSON, TEXT

# The order in which they are tried: text last, because much is text that is also something else.
KINDS: Mapping[str, Kind] = {
    kind.code: kind for kind in (PDF, PNG, JPEG, WEBP, DOCX, XLSX, XLS, ODT, ODS, SIGNATURE, CSV, JSON, TEXT)
}

DOCUMENTS = (PDF, DOCX, ODT)
SHEETS = (XLSX, XLS, ODS, CSV)
PICTURES = (PNG, JPEG, WEBP)
SCANS = (PDF, PNG, JPEG)

__all__ = [
    "CSV",
    "DOCUMENTS",
    "DOCX",
    "JPEG",
    "JSON",
    "KINDS",
    "ODS",
    "ODT",
    "PDF",
    "PICTURES",
    "PNG",
    "SCANS",
    "SHEETS",
    "SIGNATURE",
    "TEXT",
    "WEBP",
    "XLS",
    "XLSX",
    "Kind",
]
