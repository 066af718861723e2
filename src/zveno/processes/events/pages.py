"""What the pages of an event show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.audit.queries import history_of
from zveno.base.core.verdict import Verdict
from zveno.base.ui.components import Fact, HistoryEntry, Status, Step
from zveno.base.ui.numbers import written_date
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Territory
from zveno.processes.events import policies
from zveno.processes.events.models import Event, Rescheduling
from zveno.processes.events.queries import Month
from zveno.processes.events.states import EventState
from zveno.processes.events.tables import status_of


@dataclass(frozen=True)
class PublicPage:
    month: Month
    districts: Sequence[Territory]
    district: str
    feed_url: str


@dataclass(frozen=True)
class Acts:
    """Who may do what now: the buttons."""

    change: Verdict
    publish: Verdict
    hold: Verdict
    recount: Verdict
    cancel: Verdict
    drop: Verdict
    copy: Verdict
    partners: Verdict


@dataclass(frozen=True)
class EventPage:
    event: Event
    status: Status
    facts: Sequence[Fact]
    life: Sequence[Step]
    reschedulings: Sequence[Rescheduling]
    acts: Acts | None
    history: Sequence[HistoryEntry]


def event_page(event: Event, actor: Actor | None, *, at: datetime) -> EventPage:
    """For a visitor (`actor` None) without acts and history."""
    knows = actor is not None and bool(policies.can_see_history(actor, event))
    return EventPage(
        event=event,
        status=status_of(event),
        facts=_facts(event),
        life=_life(event, at=at, named=knows),
        reschedulings=list(event.reschedulings.all()),
        acts=_acts(actor, event, at=at) if actor else None,
        history=_history(event) if knows else (),
    )


def written_period(event: Event) -> str:
    """«21.11.2026, 10:00–12:00», or two whole moments when the days differ."""
    start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    if start.date() == end.date():
        return f"{written_date(event.starts_at)}–{end:%H:%M}"
    return f"{written_date(event.starts_at)} – {written_date(event.ends_at)}"


def _facts(event: Event) -> list[Fact]:
    partners = ", ".join(str(partner) for partner in event.partners.select_related("organisation"))
    return [
        Fact(_("Когда"), written_period(event)),
        Fact(_("Где"), event.place),
        Fact(_("Вид"), event.kind.name),
        Fact(_("Организатор"), event.organiser.short_name),
        *([Fact(_("Вместе с"), partners)] if partners else []),
        Fact(_("Для кого"), event.for_whom),
        Fact(_("Мест"), _("без ограничения") if event.capacity is None else event.capacity),
        Fact(_("Кому видно"), _("всем") if event.is_open else _("участникам сети")),
        *([Fact(_("Пришло"), event.came)] if event.came is not None else []),
    ]


def _life(event: Event, *, at: datetime, named: bool) -> list[Step]:
    """Names of people are for those who run the calendar."""
    drafted = Step(_("Черновик"), "done", event.author.get_full_name() if named else "", event.created_at)
    over = event.ends_at <= at
    if event.state == EventState.DRAFT:
        move = _("Организатор отметит, сколько пришло") if over else _("Опубликует организатор")
        now = Step(_("Черновик"), "now", event.author.get_full_name(), event.created_at, move)
        return [now, Step(_("Опубликовано"), "ahead"), Step(_("Состоялось"), "ahead")]
    published = Step(
        _("Опубликовано"),
        "done",
        event.published_by if named else event.organiser.short_name,
        event.published_at,
    )
    ended_by = event.ended_by if named else ""
    if event.state == EventState.PUBLISHED:
        move = (
            _("Организатор отметит, сколько пришло")
            if over
            else _("Пройдёт %(day)s") % {"day": written_date(event.starts_at)}
        )
        now = Step(published.title, "now", published.who, published.at, move)
        return [drafted, now, Step(_("Состоялось"), "ahead")]
    if event.state == EventState.CANCELLED:
        return [
            drafted,
            published,
            Step(_("Отменено"), "failed", ended_by, event.ended_at, event.cancel_reason),
        ]
    return [drafted, published, Step(_("Состоялось"), "done", ended_by, event.ended_at)]


def _acts(actor: Actor, event: Event, *, at: datetime) -> Acts:
    return Acts(
        change=policies.can_change(actor, event),
        publish=policies.can_publish(actor, event, at=at),
        hold=policies.can_hold(actor, event, at=at),
        recount=policies.can_recount(actor, event),
        cancel=policies.can_cancel(actor, event),
        drop=policies.can_drop(actor, event),
        copy=policies.can_draft(actor),
        partners=policies.can_name_partners(actor, event),
    )


def _history(event: Event) -> list[HistoryEntry]:
    return [
        HistoryEntry(
            line.at,
            line.who,
            line.what,
            "; ".join([*map(str, line.changes), *([line.why] if line.why else [])]),
        )
        for line in history_of(event)
    ]
