"""Word, Excel and their open relatives: zip archives whose parts are listed and counted, not trusted."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.files.kinds.kind import Kind, head
from zveno.base.files.refusal import FileRefused

CONTENT_TYPES = "[Content_Types].xml"
MOST_PARTS = 5_000
MOST_UNPACKED = 500 * 2**20
CHUNK = 2**20

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEXT = "application/vnd.oasis.opendocument.text"
_TABLE = "application/vnd.oasis.opendocument.spreadsheet"


def _small_part(path: Path, name: str, size: int = 2**20) -> bytes:
    """The part's beginning, or nothing where there is no such part."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(name) as part:
            return part.read(size)
    except (zipfile.BadZipFile, KeyError, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError):
        return b""


def _is_zip(path: Path) -> bool:
    return head(path, 4) == b"PK\x03\x04"


def _ooxml(family: bytes) -> Callable[[Path, str], bool]:
    """By the folder of the main part; its exact type, with macros or without, is for `examine`."""

    def recognise(path: Path, extension: str) -> bool:
        return _is_zip(path) and b"/" + family + b"/" in _small_part(path, CONTENT_TYPES)

    return recognise


def _examine_ooxml(main: str) -> Callable[[Path], None]:
    def examine(path: Path) -> None:
        names = _examine_parts(path)
        types = _small_part(path, CONTENT_TYPES)
        macros = any(Path(name).name.lower().startswith("vbaproject") for name in names)
        if macros or b"macroEnabled" in types:
            raise FileRefused(
                _("В файле есть макросы: такие не принимаем. Сохраните его как обычный .docx или .xlsx.")
            )
        if f"{main}.main+xml".encode() not in types:
            raise FileRefused(_("Это шаблон или надстройка. Сохраните файл как обычный .docx или .xlsx."))

    return examine


def _odf(media_type: str) -> Callable[[Path, str], bool]:
    def recognise(path: Path, extension: str) -> bool:
        return _is_zip(path) and _small_part(path, "mimetype", 200).strip() == media_type.encode()

    return recognise


def _examine_odf(path: Path) -> None:
    names = _examine_parts(path)
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise FileRefused(_("В файле есть макросы: такие не принимаем. Сохраните его без макросов."))
    if "content.xml" not in names:
        raise FileRefused(_("Файл повреждён: в нём нет содержания. Сохраните его ещё раз."))


def _examine_parts(path: Path) -> list[str]:
    """Unpack all of it to nowhere: that proves the sums, and stops before it could fill anything."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise FileRefused(_("Файл закрыт паролем. Снимите пароль и приложите файл ещё раз."))
            if len(parts) > MOST_PARTS or _unpacked_is_too_large(archive, parts):
                raise FileRefused(
                    _("Файл распаковывается в слишком большой объём. Сохраните его заново или разделите.")
                )
            return [part.filename for part in parts]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise FileRefused(_("Файл повреждён, открыть его нельзя. Сохраните его ещё раз.")) from error


def _unpacked_is_too_large(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> bool:
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        return True
    unpacked = 0
    for part in parts:
        with archive.open(part) as source:  # what its header says of its size is not believed
            while chunk := source.read(CHUNK):
                unpacked += len(chunk)
                if unpacked > MOST_UNPACKED:
                    return True
    return False


DOCX = Kind("docx", gettext_lazy("Word (.docx)"), _WORD, (".docx",), _ooxml(b"word"), _examine_ooxml(_WORD))
XLSX = Kind("xlsx", gettext_lazy("Excel (.xlsx)"), _SHEET, (".xlsx",), _ooxml(b"xl"), _examine_ooxml(_SHEET))
ODT = Kind("odt", "OpenDocument (.odt)", _TEXT, (".odt",), _odf(_TEXT), _examine_odf)
ODS = Kind("ods", "OpenDocument (.ods)", _TABLE, (".ods",), _odf(_TABLE), _examine_odf)
