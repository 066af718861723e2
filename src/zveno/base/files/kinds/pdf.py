"""PDF: what is signed and what comes from a scanner."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from zveno.base.files.kinds.kind import Kind, head, tail
from zveno.base.files.refusal import FileRefused


def recognise(path: Path, extension: str) -> bool:
    return head(path, 8).startswith(b"%PDF-")


def examine(path: Path) -> None:
    """The end is where a file cut short by a broken connection or a full disk shows."""
    end = tail(path)
    if b"%%EOF" not in end or b"startxref" not in end:
        raise FileRefused(_("Файл PDF обрывается, конца в нём нет. Сохраните или отсканируйте его ещё раз."))


PDF = Kind("pdf", "PDF", "application/pdf", (".pdf",), recognise, examine)
