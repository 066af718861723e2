"""What people are told: who asks to be let in, who came, whose seat has ended."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zveno.base.accounts.models import User
from zveno.base.notifications.kinds import Frequency, Group, Kind, register
from zveno.base.notifications.services import notify, write_letter
from zveno.network.organisations.models import Invitation, JoinRequest, Membership
from zveno.network.organisations.queries import admitters_of

MEMBERS = Group(
    "members",
    _("Организации и люди"),
    _("Заявки на вступление, ответы на приглашения, ваши места в организациях."),
    default=Frequency.AT_ONCE,
)
ASKED = register(Kind("members.asked", _("Организация просит принять её в сеть"), MEMBERS))
JOINED = register(Kind("members.joined", _("Приглашение принято"), MEMBERS))
SEAT_ENDED = register(Kind("members.seat_ended", _("Ваше место в организации освобождено"), MEMBERS))


def tell_asked(request: JoinRequest, *, at: datetime) -> None:
    """Those who decide."""
    notify(
        admitters_of(request.territory, on=timezone.localdate(at)),
        ASKED,
        title=format_lazy(_("Заявка на вступление: {name}"), name=request.short_name),
        text=format_lazy(_("{person}, {post}"), person=request.person_name, post=request.person_post),
        url=request.get_absolute_url(),
        at=at,
        key=f"{ASKED.code} {request.pk}",
        thing=request,
    )


def tell_joined(invitation: Invitation, seat: Membership, *, at: datetime) -> None:
    """Those who run the organisation; whoever came knows it himself."""
    stewards = (
        Membership.objects.filter(organisation=invitation.organisation)
        .in_force(timezone.localdate(at))
        .stewards()
        .exclude(user=seat.user)
        .select_related("user")
    )
    notify(
        {steward.user for steward in stewards},
        JOINED,
        title=format_lazy(_("{person} теперь в «Звене»"), person=seat.user.get_full_name()),
        text=str(seat),
        url=reverse("organisations:people_list", args=[invitation.organisation_id]),
        at=at,
        key=f"{JOINED.code} {invitation.pk}",
        thing=invitation,
    )


def tell_seat_ended(seat: Membership, *, by: User, at: datetime) -> None:
    """Whoever sat on it, unless he got up himself."""
    if seat.user_id == by.pk:
        return
    notify(
        [seat.user],
        SEAT_ENDED,
        title=format_lazy(_("Место освобождено: {seat}"), seat=str(seat)),
        text=format_lazy(_("Это сделал(а) {person}. Вопросы – к нему."), person=by.get_full_name()),
        url=reverse("portal:home"),
        at=at,
        key=f"{SEAT_ENDED.code} {seat.pk}",
        thing=seat,
    )


def tell_refused(request: JoinRequest, *, by: User, at: datetime) -> None:
    """By letter: whoever asked has no account."""
    write_letter(
        to=request.person_email,
        subject=_now("Заявка на вступление: %(name)s") % {"name": request.short_name},
        body=render_to_string(
            "organisations/letters/request_refused.txt",
            {"request": request, "decided_by": by, "site": settings.PUBLIC_URL},
        ),
        at=at,
        key=f"members.refused {request.pk}",
    )
