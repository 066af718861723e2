"""«Вас приглашают»: the letter proves the address; the seat is taken by an old or a new account."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.accounts import invitations
from zveno.base.accounts.models import User
from zveno.base.core.requests import ZvenoRequest
from zveno.base.core.verdict import Refused, Verdict
from zveno.base.links.models import Link
from zveno.base.links.purposes import LinkPurpose, OpenLink
from zveno.network.organisations.middleware import SEAT_KEY
from zveno.network.organisations.models import Invitation
from zveno.network.organisations.policies import can_withdraw
from zveno.network.organisations.services import OrganisationError, accept_invitation
from zveno.network.organisations.states import INVITATION_LINK, OrganisationState


def invitation_page(request: ZvenoRequest, opened: OpenLink, rest: str) -> HttpResponse:
    """Who invites, where, as whom; the button takes the seat or leads to signing in or up."""
    invitation = Invitation.objects.select_related("organisation").get(pk=opened.link.thing_id)
    user = request.user if isinstance(request.user, User) else None
    has_account = User.objects.filter(email=invitation.email).exists()
    if request.method == "POST" and "other" in request.POST:
        logout(request)
        return redirect(opened.url())
    if request.method == "POST" and not invitation.has_expired(timezone.now()):
        if user:
            return _accept(request, opened, invitation, user)
        if has_account:
            return redirect_to_login(opened.url())
        return _admit(request, invitation)
    return render(
        request,
        "organisations/invitation_link.html",
        {
            "invitation": invitation,
            "has_expired": invitation.has_expired(timezone.now()),
            "account": user,
            "has_account": has_account,
            "link": opened.link,
        },
    )


def _accept(request: ZvenoRequest, opened: OpenLink, invitation: Invitation, user: User) -> HttpResponse:
    try:
        seat = accept_invitation(invitation, by=user, at=timezone.now())
    except OrganisationError as error:
        messages.error(request, str(error))
        return redirect(opened.url())
    except Refused as refused:
        messages.warning(request, str(refused.verdict.reason))
        return redirect("portal:home")
    request.session[SEAT_KEY] = seat.pk
    messages.success(request, _("Вы приняты: %(seat)s.") % {"seat": seat})
    return redirect("portal:home")


def _admit(request: ZvenoRequest, invitation: Invitation) -> HttpResponse:
    """The registration page opens for this address; with the account comes the seat."""
    last_name, first_name, patronymic = [*invitation.person_name.split(maxsplit=2), "", "", ""][:3]
    return invitations.admit(
        request,
        invitations.Invitation(
            number=invitation.pk,
            email=invitation.email,
            last_name=last_name,
            first_name=first_name,
            patronymic=patronymic,
            inviter=_("%(person)s, %(organisation)s")
            % {"person": invitation.invited_by, "organisation": invitation.organisation},
        ),
    )


def stands(asked: invitations.Invitation, at: datetime) -> bool:
    """Asked again at each step of the registration: it may be withdrawn while somebody types his name."""
    return (
        Invitation.objects.open(at)
        .filter(pk=asked.number, email=asked.email, organisation__state=OrganisationState.ACTIVE)
        .exists()
    )


def welcome(request: HttpRequest, asked: invitations.Invitation, user: User, at: datetime) -> None:
    """The new account takes its seat; if somebody withdrew it this very second, the person reads so."""
    invitation = Invitation.objects.select_related("organisation").get(pk=asked.number)
    try:
        seat = accept_invitation(invitation, by=user, at=at)
    except OrganisationError as error:
        messages.error(request, str(error))
    except Refused as refused:
        messages.warning(request, str(refused.verdict.reason))
    else:
        messages.success(request, _("Вы приняты: %(seat)s.") % {"seat": seat})


INVITER = invitations.Inviter(stands, welcome)


def may_manage(actor: Any, link: Link) -> Verdict | None:
    invitation = Invitation.objects.select_related("organisation__kind", "organisation__territory").filter(
        pk=link.thing_id
    )
    found = invitation.visible_to(actor).first()
    return can_withdraw(actor, found) if found else None


def version_of(thing_id: str) -> str | None:
    """An invitation that is answered or withdrawn leads nowhere."""
    return "" if Invitation.objects.waiting().filter(pk=thing_id).exists() else None


INVITATION = LinkPurpose(
    code=INVITATION_LINK,
    title=gettext_lazy("Приглашение в «Звено»"),
    lifetime=timedelta(days=14),
    open_view=invitation_page,
    may_manage=may_manage,
    # The letter itself proves that the address is read by whoever opens the link.
    needs_code=False,
    version_of=version_of,
    letter="organisations/letters/invitation.txt",
)
