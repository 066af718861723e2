"""What can be known about events."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.accounts.models import User
from zveno.base.core.text import search_key
from zveno.base.ui.home import Found, TodayItem
from zveno.base.ui.numbers import written_date
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Family, Role
from zveno.processes.events.addresses import SHAPE, digest
from zveno.processes.events.models import Event, EventQuerySet, Subscription
from zveno.processes.events.organisers import EDITORS, OVERSEERS
from zveno.processes.events.states import EventState


def may_take_part(actor: Actor, event: Event) -> QuerySet[Organisation]:
    """Organisations that may be named as partners: those of the district, and whoever is named already."""
    others = Organisation.objects.visible_to(actor).exclude(pk=event.organiser_id)
    return others.filter(Q(state=Organisation.State.ACTIVE) | Q(pk__in=event.partners.values("organisation")))


def calendar_of(actor: Actor) -> EventQuerySet:
    """The district's calendar as this person sees it: of his district, with what his list needs."""
    return (
        Event.objects.visible_to(actor).of_district(actor.territory_path).select_related("organiser", "kind")
    )


def public_calendar(territory_path: str = "") -> EventQuerySet:
    """What everybody may see, of one district or of all."""
    events = Event.objects.open_to_all().select_related("organiser", "kind")
    return events.of_district(territory_path) if territory_path else events


def during(events: EventQuerySet, first: date, last: date) -> EventQuerySet:
    """Those that share at least a moment with these days."""
    return events.meeting(_midnight(first), _midnight(last + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


# A month as a grid


@dataclass(frozen=True)
class Day:
    date: date
    in_month: bool
    is_today: bool
    events: Sequence[Event]


@dataclass(frozen=True)
class Month:
    """Whole weeks, Monday first."""

    first: date
    weeks: Sequence[Sequence[Day]]
    previous: date
    following: date

    @property
    def is_empty(self) -> bool:
        return not any(day.events for week in self.weeks for day in week)


def month_of(events: EventQuerySet, first: date, *, today: date) -> Month:
    """One query, whatever the month holds. An event of several days stands in each of them."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    found = during(events, weeks[0][0], weeks[-1][-1]).order_by("starts_at", "pk")
    by_day = _by_day(found)
    return Month(
        first=first,
        weeks=[
            [Day(day, day.month == first.month, day == today, by_day[day]) for day in week] for week in weeks
        ],
        previous=(first - timedelta(days=1)).replace(day=1),
        following=(first + timedelta(days=31)).replace(day=1),
    )


def _by_day(events: Iterable[Event]) -> dict[date, list[Event]]:
    by_day: dict[date, list[Event]] = defaultdict(list)
    for event in events:
        day = timezone.localdate(event.starts_at)
        # What ends at midnight does not reach into the next day.
        last = timezone.localdate(event.ends_at - timedelta(microseconds=1))
        while day <= last:
            by_day[day].append(event)
            day += timedelta(days=1)
    return by_day


# Clashes


@dataclass(frozen=True)
class Clash:
    """Another event at the same time, and what they would share."""

    event: Event
    same_place: bool
    same_organiser: bool

    @property
    def ground(self) -> str:
        if self.same_place:
            return _("то же место и время")
        return _("тот же организатор и время")


def clashes(
    actor: Actor,
    organiser: Organisation,
    *,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    but: int | None,
) -> list[Clash]:
    """What is expected at that time by the same organiser or at the same place. A person decides."""
    key = search_key(place)
    found = (
        calendar_of(actor)
        .expected()
        .meeting(starts_at, ends_at)
        .filter(Q(organiser=organiser) | Q(place_key=key))
        .exclude(pk=but or 0)
        .order_by("starts_at", "pk")
    )
    return [
        Clash(event, same_place=event.place_key == key, same_organiser=event.organiser_id == organiser.pk)
        for event in found
    ]


# People


def concerned_by(event: Event) -> list[User]:
    """Whom a change of a published event concerns: colleagues, the coordinator, whoever brings people."""
    colleagues = Q(memberships__organisation=event.organiser, memberships__role__in=EDITORS)
    path = event.organiser.territory.path
    district = Q(memberships__organisation__territory__path__startswith=path)
    people = colleagues | (district & Q(memberships__role__in=OVERSEERS))
    if event.for_pupils or event.for_parents:
        people |= district & Q(
            memberships__role=Role.NAVIGATOR, memberships__organisation__kind__family=Family.SCHOOL
        )
    if event.for_students:
        people |= district & Q(memberships__role__in=[Role.PRACTICE_COORDINATOR, Role.CAREER_CENTRE])
    on = timezone.localdate(event.changed_at)
    standing = Q(memberships__until__isnull=True) | Q(memberships__until__gte=on)
    return list(User.objects.filter(people, standing, is_active=True).distinct())


def seat_of_subscription(secret: str, *, on: date) -> Actor | None:
    """The seat whose calendar this address gives, while its person still sits on it."""
    if not SHAPE.fullmatch(secret):
        return None
    found = (
        Subscription.objects.select_related("seat__user", "seat__organisation__territory")
        .filter(digest=digest(secret), seat__user__is_active=True, seat__since__lte=on)
        .filter(Q(seat__until__isnull=True) | Q(seat__until__gte=on))
        .first()
    )
    return Actor(found.seat.user, found.seat) if found else None


def has_subscription(actor: Actor) -> bool:
    return actor.membership is not None and Subscription.objects.filter(seat=actor.membership).exists()


# «Сегодня» and search

SOON = timedelta(days=7)
PATIENCE = timedelta(days=3)
MANY, FEW = 20, 8


def today(actor: Actor, *, at: datetime) -> list[TodayItem]:
    """Own events to count and drafts to publish, and what comes within a week: in one query."""
    if actor.organisation is None:
        return []
    wanted = Q(pk__in=_coming(actor, at).values("pk"))
    if actor.role in EDITORS:
        wanted |= Q(pk__in=_duties(actor.organisation, at).values("pk"))
    return [_item(event, at) for event in Event.objects.filter(wanted).order_by("starts_at", "pk")]


def _duties(organisation: Organisation, at: datetime) -> EventQuerySet:
    own = Event.objects.filter(organiser=organisation)
    drafts = own.filter(state=EventState.DRAFT, starts_at__gte=at, starts_at__lt=at + SOON)
    return (drafts | own.uncounted(at)).order_by("starts_at", "pk")[:MANY]


def _coming(actor: Actor, at: datetime) -> EventQuerySet:
    """Published events of the coming week that concern this person."""
    soon = calendar_of(actor).filter(
        _for(actor), state=EventState.PUBLISHED, ends_at__gt=at, starts_at__lt=at + SOON
    )
    return soon.order_by("starts_at", "pk")[:FEW]


def _item(event: Event, at: datetime) -> TodayItem:
    if event.ends_at <= at:
        return _to_count(event, at)
    return _to_publish(event) if event.state == EventState.DRAFT else _to_come(event)


def _to_count(event: Event, at: datetime) -> TodayItem:
    ended = timezone.localdate(event.ends_at)
    return TodayItem(
        when="late" if at - event.ends_at > PATIENCE else "waits",
        title=event.title,
        url=reverse("events:event_hold", args=[event.pk]),
        reason=_("Мероприятие прошло %(day)s, а сколько пришло, не отмечено.") % {"day": f"{ended:%d.%m}"},
        action=_("Отметить"),
        due=ended + PATIENCE,
        icon="users",
    )


def _to_publish(event: Event) -> TodayItem:
    begins = timezone.localdate(event.starts_at)
    return TodayItem(
        when="waits",
        title=event.title,
        url=reverse("events:event_view", args=[event.pk]),
        reason=_("Черновик никто не видит, а мероприятие уже %(day)s.") % {"day": f"{begins:%d.%m}"},
        action=_("Опубликовать"),
        due=begins,
        icon="calendar-plus",
    )


def _to_come(event: Event) -> TodayItem:
    return TodayItem(
        when="soon",
        title=event.title,
        url=reverse("events:event_view", args=[event.pk]),
        reason=f"{written_date(event.starts_at)} · {event.place}",
        due=timezone.localdate(event.starts_at),
        icon="calendar",
    )


def _for(actor: Actor) -> Q:
    if actor.role is Role.PUPIL:
        return Q(for_pupils=True)
    if actor.role is Role.STUDENT:
        return Q(for_students=True)
    if actor.role is Role.PARENT:
        return Q(for_parents=True)
    if actor.role in OVERSEERS or actor.role is Role.METHODOLOGIST:
        return Q()
    return Q(organiser=actor.organisation) | Q(for_teachers=True)


def found(actor: Actor, typed: str, *, limit: int) -> list[Found]:
    """Found by what was typed, among what the person may see, the latest first."""
    events = Event.objects.visible_to(actor).select_related("organiser")
    for word in search_key(typed).split():
        events = events.filter(search_key__contains=word)
    return [
        Found(
            kind=_("Мероприятия"),
            title=event.title,
            url=reverse("events:event_view", args=[event.pk]),
            note=f"{written_date(event.starts_at)} · {event.organiser}",
            icon="calendar",
        )
        for event in events.order_by("-starts_at", "-pk")[:limit]
    ]
