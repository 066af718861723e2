"""What the doctor asks about documents."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from zveno.base.core.health import Finding, check, fault, warning
from zveno.base.documents import queries
from zveno.base.documents.pdf.press import FONTS

_COMPARE = _("Сравните с резервной копией и с бумажным экземпляром; по журналу выясните, кто имел доступ.")


@check("documents.unchanged", _("Документы те же, что были выпущены"))
def unchanged() -> Iterator[Finding]:
    for version in queries.tampered_contents():
        yield fault(
            _("%(version)s: содержание изменено после выпуска.") % {"version": version}, todo=_COMPARE
        )
    for printing in queries.exchanged_files():
        yield fault(_("%(version)s: файл подменён другим.") % {"version": printing}, todo=_COMPARE)


@check("documents.numbers", _("Номера документов идут без пропусков"))
def numbers() -> Iterator[Finding]:
    for kind, given, found in queries.missing_numbers():
        yield fault(
            _("«%(kind)s»: номеров выдано %(given)d, а документов %(found)d.")
            % {"kind": kind, "given": given, "found": found},
            todo=_("Документы удалены мимо программы: верните их из резервной копии."),
        )


@check("documents.fonts", _("Шрифты для PDF на месте"))
def fonts() -> Iterator[Finding]:
    if not any(FONTS.glob("PTSerif*.ttf")):
        yield warning(
            _("Шрифта PT Serif нет: документы печатаются шрифтом Libertinus."),
            todo=_("Соберите оформление заново: npm run build."),
        )
