"""Who may load, see and take back: whoever may load this kind for this target."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zveno.base.core.people import Acting
from zveno.base.core.verdict import YES, Verdict, no
from zveno.base.imports.importers import Importer, importers_for, knows
from zveno.base.imports.models import Import
from zveno.base.imports.states import IMPORT_LIFE


def can_import_anything(actor: Acting) -> Verdict:
    if importers_for(actor):
        return YES
    return no(
        _("Данные загружает тот, кто их ведёт."),
        who_can=_("Муниципальный координатор; директор, заместитель и секретарь своей организации"),
    )


def can_import_kind(actor: Acting, importer: Importer) -> Verdict:
    """For anybody at all; for whom exactly is asked when that is known."""
    if importer.serves(actor):
        return YES
    anything = can_import_anything(actor)
    return no(_("Такие таблицы загружает тот, кто их ведёт.")) if anything else anything


def can_view(actor: Acting, made: Import) -> Verdict:
    """Agrees with `Import.objects.visible_to(actor)`; a stranger is told no more than no."""
    target = made.target
    verdict = made.importer.may(actor, target) if target is not None and knows(made.kind) else None
    return verdict if verdict is not None else no(_("Такой загрузки нет."))


def can_move(actor: Acting, made: Import, move: str) -> Verdict:
    """Who and when at once: a button of the page, and the service behind it."""
    seen = can_view(actor, made)
    if not seen:
        return seen
    if made.is_at_work:
        return no(_("Идёт работа с этой загрузкой. Подождите, пока она закончится, или остановите её."))
    return IMPORT_LIFE.can(made.state, move)


def can_apply(actor: Acting, made: Import) -> Verdict:
    moved = can_move(actor, made, "apply")
    if not moved:
        return moved
    if made.is_stale:
        return no(_("Сначала проверьте исправленные строки."))
    if not made.summary.get("new") and not made.summary.get("changed"):
        return no(_("Загружать нечего: новых и изменённых строк нет."))
    return YES
