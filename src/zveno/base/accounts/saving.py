"""How a list page learns of its reader's saved filters (`base.ui` knows no accounts)."""

from __future__ import annotations

from django.urls import reverse

from zveno.base.accounts.models import User
from zveno.base.accounts.queries import saved_filters_of
from zveno.base.core.requests import ZvenoRequest
from zveno.base.ui.saved import Saved, SavedLink


def saved_filters(request: ZvenoRequest) -> Saved | None:
    """Of this list and this person; nothing for visitors. One query."""
    if not isinstance(request.user, User):
        return None
    return Saved(
        save_url=reverse("accounts:filter_save"),
        links=[
            SavedLink(
                name=one.name,
                url=one.get_absolute_url(),
                drop_url=reverse("accounts:filter_drop", args=[one.pk]),
                query=one.query,
            )
            for one in saved_filters_of(request.user).filter(path=request.path)
        ],
    )
