"""The old Excel (.xls), which schools still send: a compound file whose folder is listed, not trusted."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.files.kinds.kind import Kind, head
from zveno.base.files.refusal import FileRefused

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128


def _entries(path: Path) -> set[str]:
    """Names of streams and storages: entries of 128 bytes, wherever their sectors lie."""
    content = path.read_bytes()
    found = set()
    for start in range(512, len(content) - _ENTRY + 1, _ENTRY):
        length = int.from_bytes(content[start + 64 : start + 66], "little")
        if not 2 < length <= 64 or length % 2 or content[start + 66] not in (1, 2, 5):  # noqa: PLR2004 -- the format's
            continue
        found.add(content[start : start + length - 2].decode("utf-16-le", "ignore"))
    return found


def recognise(path: Path, extension: str) -> bool:
    return head(path, 8) == COMPOUND and not {"Workbook", "Book"}.isdisjoint(_entries(path))


def examine(path: Path) -> None:
    if any(name.startswith(("_VBA_PROJECT", "VBA", "Macros")) for name in _entries(path)):
        raise FileRefused(_("В файле есть макросы: такие не принимаем. Сохраните его как обычный .xlsx."))


XLS = Kind(
    "xls",
    gettext_lazy("старый Excel (.xls)"),
    "application/vnd.ms-excel",
    (".xls",),
    recognise,
    examine,
)
