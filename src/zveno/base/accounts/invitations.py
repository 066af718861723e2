"""The one way through the closed registration: an address that somebody has proven to be his.

Whoever invites (network/organisations) checks the right and proves the address by a link sent to
it, then admits the visitor; the registration page asks for a name and a password, and the account
that comes out has a confirmed address. What the person then becomes, the inviter decides at `then`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect

SESSION_KEY = "account_invitation"


@dataclass(frozen=True)
class Invitation:
    """Who is let in, and where he goes with his new account."""

    email: str
    then: str
    last_name: str = ""
    first_name: str = ""
    patronymic: str = ""
    inviter: str = ""


def admit(request: HttpRequest, invitation: Invitation) -> HttpResponseRedirect:
    """Open the registration page for this visitor and this address only."""
    request.session[SESSION_KEY] = asdict(invitation)
    get_adapter().stash_verified_email(request, invitation.email)
    return redirect("account_signup")


def invitation_of(request: HttpRequest) -> Invitation | None:
    kept = request.session.get(SESSION_KEY)
    return Invitation(**kept) if kept else None
