"""What people are told: the other side is asked, and whoever entered a fact learns of an objection."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from zveno.base.accounts.models import User
from zveno.base.notifications.kinds import Frequency, Group, Kind, register
from zveno.base.notifications.services import notify
from zveno.base.ui.numbers import written_date
from zveno.network.interactions.models import Interaction, Side
from zveno.network.organisations.models import Membership, Organisation
from zveno.network.organisations.roles import LIAISONS

INTERACTIONS = Group(
    "interactions",
    _("Взаимодействие с партнёрами"),
    _("Просьбы подтвердить факты и возражения партнёров."),
    default=Frequency.DAILY,
)
ASKED = register(Kind("interactions.asked", _("Подтвердите факт взаимодействия"), INTERACTIONS))
DISPUTED = register(Kind("interactions.disputed", _("Партнёр возражает против факта"), INTERACTIONS))
MISSED = register(Kind("interactions.missed", _("Партнёр предлагает продолжить работу"), INTERACTIONS))


def tell_asked(row: Interaction, partners: Sequence[Side], *, by: User, at: datetime) -> None:
    """Those who keep the register of each partner; whoever entered the fact knows."""
    seats = (
        Membership.objects.filter(
            organisation__in=[side.organisation_id for side in partners], role__in=LIAISONS
        )
        .in_force(timezone.localdate(at))
        .exclude(user=by)
        .select_related("user")
    )
    notify(
        {seat.user for seat in seats},
        ASKED,
        title=format_lazy(
            _("{initiator}: {fact}, {day}. Так и было?"),
            initiator=str(row.initiator),
            fact=str(row),
            day=written_date(row.starts_on),
        ),
        url=row.get_absolute_url(),
        at=at,
        key=f"{ASKED.code} {row.pk} {at:%Y%m%d%H%M%S}",
        thing=row,
    )


def tell_disputed(row: Interaction, side: Side, *, at: datetime) -> None:
    if row.entered_by is None:
        return
    notify(
        [row.entered_by],
        DISPUTED,
        title=format_lazy(_("Возражение: {fact}"), fact=str(row)),
        text=format_lazy(_("{partner}: {objection}"), partner=str(side), objection=side.objection),
        url=row.get_absolute_url(),
        at=at,
        key=f"{DISPUTED.code} {side.pk} {at:%Y%m%d%H%M%S}",
        thing=row,
    )


def tell_missed(
    organisation: Organisation, partner: Organisation, *, key: str, by: User, at: datetime
) -> bool:
    """Those who keep the register of the partner; are there any?"""
    seats = (
        Membership.objects.filter(organisation=partner, role__in=LIAISONS)
        .in_force(timezone.localdate(at))
        .select_related("user")
    )
    people = {seat.user for seat in seats}
    notify(
        people,
        MISSED,
        title=format_lazy(_("{name} предлагает продолжить работу вместе"), name=organisation.short_name),
        text=format_lazy(_("Написал(а) {person}."), person=by.get_full_name()),
        url=organisation.get_absolute_url(),
        at=at,
        key=key,
        thing=organisation,
    )
    return bool(people)
