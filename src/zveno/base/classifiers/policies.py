"""Who may change the lists; everybody signed in reads them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zveno.base.core.people import Acting, is_administrator
from zveno.base.core.verdict import YES, Verdict, no


def can_update(actor: Acting) -> Verdict:
    if is_administrator(actor):
        return YES
    return no(
        _("Справочники обновляет администратор системы."),
        who_can=_("Администратор системы: пришлите ему официальную таблицу."),
    )
