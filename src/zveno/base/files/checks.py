"""What the doctor asks about files."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from zveno.base.core.health import Finding, check, fault, fine, gauge, warning
from zveno.base.files import folder
from zveno.base.files.models import StoredFile
from zveno.base.files.scanner import ScannerUnavailable, scanner

MOST_SHOWN = 20


@check("files.scanner", _("Приложенные файлы проверяются на вирусы"))
def scanning() -> Iterator[Finding]:
    found = scanner()
    if found is None:
        yield warning(
            _("Антивирус не указан: файлы принимаются без проверки."),
            todo=_("Установите clamav-daemon и укажите ZVENO_SCANNER=unix:/run/clamav/clamd.ctl."),
        )
        return
    try:
        found.ping()
    except ScannerUnavailable as error:
        yield fault(
            _("Антивирус не отвечает: %(says)s. Новые файлы ждут в карантине.") % {"says": error},
            todo=_("Запустите службу clamav-daemon и проверьте ZVENO_SCANNER."),
        )


@check("files.whole", _("Приложенные файлы на месте и не изменены"))
def whole() -> Iterator[Finding]:
    """Every file is read: it is the proof that what was signed is what is stored."""
    faults = 0
    known = StoredFile.objects.order_by("sha256").values_list("sha256", flat=True).distinct()
    for sha256 in known.iterator(chunk_size=1000):
        now = folder.digest(sha256)
        if now == sha256:
            continue
        faults += 1
        if faults <= MOST_SHOWN:
            yield _told(sha256, is_lost=now is None)
    if faults > MOST_SHOWN:
        yield fault(_("Всего таких файлов: %(count)d.") % {"count": faults}, todo=_("Показаны первые."))
    yield fine(_("Файлов прочитано: %(count)d.") % {"count": known.count()})


def _told(sha256: str, *, is_lost: bool) -> Finding:
    stored = StoredFile.objects.filter(sha256=sha256).order_by("pk").first()
    named = {"name": stored.name if stored else "", "place": folder.place_of(sha256)}
    if is_lost:
        return fault(
            _("Файла «%(name)s» (%(place)s) нет на диске.") % named, todo=_("Верните его из резервной копии.")
        )
    return fault(
        _("Файл «%(name)s» (%(place)s) изменён: его отпечаток другой.") % named,
        todo=_("Не выдавайте его никому, выясните по журналу, кто имел доступ к серверу, и верните копию."),
    )


@gauge("files_quarantined", "files that wait for the scanner")
def quarantined() -> float:
    return StoredFile.objects.waiting().count()
