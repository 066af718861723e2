"""Who may see and resend letters."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zveno.base.core.people import Acting, is_administrator
from zveno.base.core.verdict import YES, Verdict, no
from zveno.base.notifications.models import Letter
from zveno.base.notifications.states import LETTER_LIFE


def can_view_letters(actor: Acting) -> Verdict:
    if is_administrator(actor):
        return YES
    return no(_("Исходящую почту системы видит только администратор."), who_can=_("Администратор системы."))


def can_resend_letter(actor: Acting, letter: Letter) -> Verdict:
    allowed = can_view_letters(actor)
    return LETTER_LIFE.can(letter.state, "resend") if allowed else allowed
