"""What a file is, by what is inside it. Its name is only a hint for plain texts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.files.kinds import KINDS, Kind
from zveno.base.files.kinds.kind import head
from zveno.base.files.refusal import FileRefused

# Known things that are not taken, so that the sentence can say more than «not this».
_NOT_TAKEN: Sequence[tuple[tuple[bytes, ...], str | Promise]] = (
    (
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",),
        gettext_lazy("Это старый формат (.doc, .xls) или файл с паролем. Сохраните его как .docx или .xlsx."),
    ),
    (
        (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!"),
        gettext_lazy("Это программа, а не документ: программы не принимаем."),
    ),
    (
        (b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b"),
        gettext_lazy("Это архив. Распакуйте его и приложите файлы по одному."),
    ),
    (
        (b"II*\x00", b"MM\x00*", b"GIF8", b"BM"),
        gettext_lazy("Такие картинки не принимаем. Сохраните её как JPEG или PNG."),
    ),
)
_HEIC = (b"heic", b"heix", b"mif1", b"msf1")


def inspect(path: Path, name: str, *, accepts: Sequence[Kind]) -> Kind:
    """The kind of the file, proven and cleaned, or `FileRefused`."""
    if path.stat().st_size == 0:
        raise FileRefused(_("Файл пуст. Проверьте, тот ли это файл."))
    extension = Path(name).suffix.lower()
    kind = next((kind for kind in KINDS.values() if kind.recognise(path, extension)), None)
    if kind is None or kind not in accepts:
        raise FileRefused(_why_not(path, kind, accepts))
    kind.examine(path)
    kind.clean(path)
    return kind


def _why_not(path: Path, kind: Kind | None, accepts: Sequence[Kind]) -> str:
    wanted = _("Можно приложить: %(kinds)s.") % {"kinds": ", ".join(str(one.title) for one in accepts)}
    if kind is not None:
        return _("Это %(kind)s. %(wanted)s") % {"kind": kind.title, "wanted": wanted}
    start = head(path, 16)
    if start[4:8] == b"ftyp" and start[8:12] in _HEIC:
        return _("Это снимок HEIC с телефона. Сохраните его как JPEG и приложите ещё раз.")
    for beginnings, sentence in _NOT_TAKEN:
        if start.startswith(beginnings):
            return str(sentence)
    return _("Не удалось понять, что это за файл. %(wanted)s") % {"wanted": wanted}
