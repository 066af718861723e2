"""What the home page and the search show of interaction."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.core.text import search_key
from zveno.base.ui.home import Found, TodayItem
from zveno.base.ui.numbers import written_date
from zveno.network.interactions.models import Interaction, Side
from zveno.network.interactions.policies import can_look
from zveno.network.interactions.states import Confirmation
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import LIAISONS

MOST = 5


def today(actor: Actor, *, at: datetime) -> list[TodayItem]:
    """Facts to confirm, and own ones to which a partner objects; one query."""
    organisation = actor.organisation
    if organisation is None or actor.role not in LIAISONS:
        return []
    asked = Side.objects.asked_of(organisation).filter(interaction=OuterRef("pk"))
    disputed = Q(initiator=organisation, confirmation=Confirmation.DISPUTED)
    rows = (
        Interaction.objects.kept()
        .by_hand()
        .filter(disputed | Exists(asked))
        .select_related("initiator", "form")
        .order_by("entered_at", "pk")
    )
    return [
        _to_settle(row) if row.initiator_id == organisation.pk else _to_confirm(row) for row in rows[:MOST]
    ]


def _to_confirm(row: Interaction) -> TodayItem:
    return TodayItem(
        when="waits",
        title=_("Так и было? %(fact)s") % {"fact": row},
        url=row.get_absolute_url(),
        reason=_("%(initiator)s внесла факт с вашим участием, %(day)s.")
        % {"initiator": row.initiator, "day": written_date(row.starts_on)},
        action=_("Ответить"),
        due=timezone.localdate(row.entered_at),
        icon="handshake",
    )


def _to_settle(row: Interaction) -> TodayItem:
    return TodayItem(
        when="waits",
        title=_("Партнёр возражает: %(fact)s") % {"fact": row},
        url=row.get_absolute_url(),
        reason=_("Исправьте факт или отзовите его."),
        action=_("Посмотреть"),
        due=row.starts_on,
        icon="message-circle-warning",
    )


def found(actor: Actor, typed: str, *, limit: int) -> list[Found]:
    """Facts by what was typed, the latest first."""
    if not can_look(actor):
        return []
    rows = Interaction.objects.visible_to(actor).kept().select_related("initiator", "form")
    for word in search_key(typed).split():
        rows = rows.filter(search_key__contains=word)
    return [
        Found(
            _("Взаимодействие"),
            str(row),
            row.get_absolute_url(),
            note=f"{written_date(row.starts_on)} · {row.initiator} · {row.form}",
            icon="handshake",
        )
        for row in rows.order_by("-starts_on", "-pk")[:limit]
    ]
