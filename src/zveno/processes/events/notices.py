"""What people are told when a published event changes, and who."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from zveno.base.notifications.kinds import Frequency, Group, Kind, register
from zveno.base.notifications.services import notify
from zveno.base.ui.numbers import written_date
from zveno.network.organisations.actors import Actor
from zveno.processes.events.models import Event
from zveno.processes.events.queries import concerned_by

EVENTS = Group(
    "events",
    _("Мероприятия"),
    _("Переносы и отмены того, на что собирались вы или ваши ученики."),
    default=Frequency.AT_ONCE,
)
MOVED = register(Kind("events.moved", _("Мероприятие перенесено"), EVENTS))
CANCELLED = register(Kind("events.cancelled", _("Мероприятие отменено"), EVENTS))


def tell_moved(event: Event, *, why: str, by: Actor, at: datetime) -> None:
    text = format_lazy(
        _("Теперь: {when}, {place}. {why}"), when=written_date(event.starts_at), place=event.place, why=why
    )
    _tell(MOVED, event, format_lazy(_("Перенесено: {event}"), event=event.title), text, by=by, at=at)


def tell_cancelled(event: Event, *, by: Actor, at: datetime) -> None:
    text = format_lazy(
        _("Было назначено на {when}. Причина: {why}"),
        when=written_date(event.starts_at),
        why=event.cancel_reason,
    )
    _tell(CANCELLED, event, format_lazy(_("Отменено: {event}"), event=event.title), text, by=by, at=at)


def _tell(
    kind: Kind, event: Event, title: str | Promise, text: str | Promise, *, by: Actor, at: datetime
) -> None:
    """Whoever changed it knows already."""
    notify(
        [person for person in concerned_by(event) if person != by.user],
        kind,
        title=title,
        text=text,
        url=reverse("events:event_view", args=[event.pk]),
        at=at,
        key=f"{kind.code} {event.pk} {event.revision}",
        thing=event,
    )
