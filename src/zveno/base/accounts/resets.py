"""A new password by a letter that somebody else asks for: the page is django-allauth's."""

from __future__ import annotations

from datetime import datetime

from allauth.account.internal.flows.password_reset import request_password_reset
from django.db import transaction
from django.http import HttpRequest

from zveno.base.accounts.models import User
from zveno.base.audit.services import record


@transaction.atomic
def send_password_reset(request: HttpRequest, user: User, *, by: User, at: datetime) -> None:
    """The letter everybody may send himself; its link knows the present password and dies with it."""
    request_password_reset(request, user.email, [user], None)
    record("account.password_send", user, by=by, at=at, changes={"email": user.email})
