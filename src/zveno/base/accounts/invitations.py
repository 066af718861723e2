"""The one way through the closed registration: an address that somebody has proven to be his.

Whoever invites (network/organisations) checks the right and proves the address by a link sent to
it, then admits the visitor; the registration page asks for a name and a password, and the account
that comes out has a confirmed address. Accounts lie below the network, which tells them at start
whether an invitation still stands, and gives its seat to the account that came of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone

from zveno.base.accounts.models import User

SESSION_KEY = "account_invited"


@dataclass(frozen=True)
class Invitation:
    """Who is let in; `number` is known to whoever keeps invitations."""

    number: int
    email: str
    last_name: str = ""
    first_name: str = ""
    patronymic: str = ""
    inviter: str = ""


@dataclass(frozen=True)
class Inviter:
    """Whoever keeps invitations: which of them stand, and what becomes of somebody who came by one."""

    stands: Callable[[Invitation, datetime], bool]
    welcome: Callable[[HttpRequest, Invitation, User, datetime], None]


_inviters: list[Inviter] = []


def provide(inviter: Inviter) -> None:
    """Called once, from the `apps.py` of the package that keeps invitations."""
    _inviters.append(inviter)


def admit(request: HttpRequest, invitation: Invitation) -> HttpResponseRedirect:
    """Open the registration page for this visitor and this address only."""
    request.session[SESSION_KEY] = asdict(invitation)
    get_adapter().stash_verified_email(request, invitation.email)
    return redirect("account_signup")


def invitation_of(request: HttpRequest) -> Invitation | None:
    """The visitor's invitation, if it still stands: it may have been withdrawn or have run out meanwhile."""
    kept = request.session.get(SESSION_KEY)
    if not kept:
        return None
    invitation, now = Invitation(**kept), timezone.now()
    return invitation if any(inviter.stands(invitation, now) for inviter in _inviters) else None


def welcome(request: HttpRequest, user: User, *, at: datetime) -> None:
    """The account is there: the invitation is answered by it, without one more press."""
    kept = request.session.pop(SESSION_KEY, None)
    if kept:
        for inviter in _inviters:
            inviter.welcome(request, Invitation(**kept), user, at)
