"""Who may change how documents are numbered; who may read and make one is said by its kind."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zveno.base.core.people import Acting, is_administrator
from zveno.base.core.verdict import YES, Verdict, no


def can_set_numbering(actor: Acting) -> Verdict:
    if is_administrator(actor):
        return YES
    return no(_("Шаблоны номеров документов задаёт администратор системы."))
