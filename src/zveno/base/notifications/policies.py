"""Who may see and resend letters."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zveno.base.core.people import Acting, is_administrator
from zveno.base.core.verdict import YES, Verdict, all_of, no
from zveno.base.notifications.models import Letter
from zveno.base.notifications.states import LETTER_LIFE


def can_view_letters(actor: Acting) -> Verdict:
    if is_administrator(actor):
        return YES
    return no(_("Исходящую почту системы видит только администратор."), who_can=_("Администратор системы."))


def can_resend_letter(actor: Acting, letter: Letter) -> Verdict:
    return all_of(can_view_letters(actor), LETTER_LIFE.can(letter.state, "resend"), _still_has_text(letter))


def _still_has_text(letter: Letter) -> Verdict:
    if not letter.is_secret:
        return YES
    return no(
        _("В письме были личная ссылка или код, поэтому текст стёрт."),
        who_can=_("Новое письмо запросит сам получатель или тот, кто дал ему ссылку."),
    )
