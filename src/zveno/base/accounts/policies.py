"""Who may do what with accounts and keys."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zveno.base.accounts.models import ApiToken, SavedFilter, User
from zveno.base.core.verdict import YES, Verdict, no


def can_revoke_token(user: User, token: ApiToken) -> Verdict:
    if token.owner_id == user.pk:
        return YES
    return no(_("Это ключ другого человека."), who_can=token.owner.get_full_name())


def can_drop_filter(user: User, saved: SavedFilter) -> Verdict:
    if saved.owner_id == user.pk:
        return YES
    return no(_("Это отбор другого человека."))
