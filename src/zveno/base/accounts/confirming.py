"""«Это точно вы?»: before what binds its signer, whoever is signed in says who he is once more."""

from __future__ import annotations

from typing import cast

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest

from zveno.base.accounts import queries
from zveno.base.accounts.models import User


def knows_a_password(request: HttpRequest) -> bool:
    """People of the demonstration entered by a click and have nothing to confirm themselves by."""
    return not (settings.DEMO and queries.is_demo_person(cast("User", request.user)))


def confirm_again(request: HttpRequest) -> None:
    """Send whoever signed in long ago to his password; what he posted goes on by itself afterwards."""
    if knows_a_password(request) and is_reauthentication_required(request, app=""):
        raise ReauthenticationRequired
