"""What can be done with events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zveno.base.audit.changes import differences, snapshot
from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.network.interactions.services import record_interaction
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.processes.events import addresses, notices, policies
from zveno.processes.events.facts import fact_of
from zveno.processes.events.models import Event, EventKind, EventPartner, Rescheduling, Subscription
from zveno.processes.events.states import LIFE, EventState


class EventError(Exception):
    """A sentence for whoever asked."""


@dataclass(frozen=True)
class Details:
    """What an announcement says."""

    kind: EventKind
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    description: str = ""
    for_pupils: bool = False
    grade_from: int | None = None
    grade_to: int | None = None
    for_students: bool = False
    for_parents: bool = False
    for_teachers: bool = False
    capacity: int | None = None
    is_open: bool = True

    def put_into(self, event: Event) -> None:
        for name in NAMES:
            setattr(event, name, getattr(self, name))


NAMES = tuple(Details.__dataclass_fields__)
WHEN_AND_WHERE = ("starts_at", "ends_at", "place")


@transaction.atomic
def draft_event(details: Details, *, by: Actor, at: datetime) -> Event:
    """Enter it for the actor's organisation; only colleagues see it until it is published."""
    require(policies.can_draft(by))
    if by.organisation is None:
        raise EventError(_("Мероприятие вносят от имени организации."))
    event = Event(organiser=by.organisation, author=by.user, created_at=at, changed_at=at)
    details.put_into(event)
    event.save()
    record(
        "event.draft", event, by=by.user, at=at, changes={"starts_at": event.starts_at, "place": event.place}
    )
    return event


@transaction.atomic
def change_event(event: Event, details: Details, *, by: Actor, at: datetime, why: str = "") -> Event:
    """Of a published one the readers keep what they were told before, and those concerned are told."""
    event = _locked(event)
    require(policies.can_change(by, event))
    before = snapshot(event, *NAMES)
    details.put_into(event)
    changes = differences(before, event)
    if not changes:
        return event
    moved = event.state == EventState.PUBLISHED and any(name in changes for name in WHEN_AND_WHERE)
    _touch(event, at)
    if moved:
        Rescheduling.objects.create(
            event=event,
            was_starts_at=before["starts_at"],
            was_ends_at=before["ends_at"],
            was_place=before["place"],
            why=why,
            at=at,
            by_name=by.user.get_full_name(),
        )
    record("event.change", event, by=by.user, at=at, why=why, changes=changes)
    if moved:
        notices.tell_moved(event, why=why, by=by, at=at)
    return event


@transaction.atomic
def publish_event(event: Event, *, by: Actor, at: datetime) -> Event:
    event = _locked(event)
    require(policies.can_publish(by, event, at=at))
    event.state = LIFE.move("publish").target
    event.published_at, event.published_by = at, by.user.get_full_name()
    _touch(event, at)
    record("event.publish", event, by=by.user, at=at)
    return event


@transaction.atomic
def cancel_event(event: Event, *, why: str, by: Actor, at: datetime) -> Event:
    """It stays in the calendar, crossed out, with the reason."""
    event = _locked(event)
    require(policies.can_cancel(by, event))
    if not why.strip():
        raise EventError(_("Напишите, почему мероприятие отменено: причину увидят те, кто собирался прийти."))
    event.state = LIFE.move("cancel").target
    event.cancel_reason = why.strip()
    event.ended_at, event.ended_by = at, by.user.get_full_name()
    _touch(event, at)
    record("event.cancel", event, by=by.user, at=at, why=event.cancel_reason)
    notices.tell_cancelled(event, by=by, at=at)
    return event


@transaction.atomic
def hold_event(
    event: Event,
    *,
    came: int,
    by: Actor,
    at: datetime,
    partners: Iterable[Organisation] | None = None,
) -> Event:
    """It took place, and so many came; what nobody announced enters the calendar with that.

    `partners` took part; without them those stay who were named before.
    """
    event = _locked(event)
    require(policies.can_hold(by, event, at=at))
    event.state = LIFE.move("hold").target
    event.came = came
    if event.published_at is None:
        event.published_at, event.published_by = at, by.user.get_full_name()
    event.ended_at, event.ended_by = at, by.user.get_full_name()
    _touch(event, at)
    record("event.hold", event, by=by.user, at=at, changes={"came": came})
    if partners is not None:
        _set_partners(event, partners, by=by, at=at)
    record_interaction(fact_of(event), by=by.user, at=at)
    return event


@transaction.atomic
def name_partners(event: Event, partners: Iterable[Organisation], *, by: Actor, at: datetime) -> Event:
    """Which organisations take part; of an event that was held the register of interaction says the same."""
    event = _locked(event)
    require(policies.can_name_partners(by, event))
    _set_partners(event, partners, by=by, at=at)
    if event.state == EventState.HELD:
        record_interaction(fact_of(event), by=by.user, at=at)
    return event


@transaction.atomic
def recount_event(
    event: Event,
    *,
    came: int,
    by: Actor,
    at: datetime,
    partners: Iterable[Organisation] | None = None,
) -> Event:
    """The number was wrong, or who took part."""
    event = _locked(event)
    require(policies.can_recount(by, event))
    before = snapshot(event, "came")
    event.came = came
    _touch(event, at)
    record("event.recount", event, by=by.user, at=at, changes=differences(before, event))
    if partners is not None:
        _set_partners(event, partners, by=by, at=at)
    record_interaction(fact_of(event), by=by.user, at=at)
    return event


@transaction.atomic
def drop_event(event: Event, *, by: Actor, at: datetime) -> None:
    """A draft that nobody was told of may vanish; the journal remembers it."""
    event = _locked(event)
    require(policies.can_drop(by, event))
    record("event.drop", event, by=by.user, at=at)
    event.delete()


@transaction.atomic
def subscribe(*, by: Actor, at: datetime) -> str:
    """A new secret address for the calendar of this seat; the one before stops working."""
    if by.membership is None:
        raise EventError(_("Личный календарь есть у тех, кто состоит в организации."))
    secret = addresses.new_secret()
    Subscription.objects.update_or_create(
        seat=by.membership, defaults={"digest": addresses.digest(secret), "created_at": at}
    )
    record("calendar.subscribe", by.membership, by=by.user, at=at)
    return secret


@transaction.atomic
def unsubscribe(*, by: Actor, at: datetime) -> None:
    deleted, _by_model = Subscription.objects.filter(seat=by.membership).delete()
    if deleted:
        record("calendar.unsubscribe", by.membership, by=by.user, at=at)


def details_of(event: Event) -> Details:
    """What it says now: a beginning for a change."""
    return Details(**{name: getattr(event, name) for name in NAMES})


def _set_partners(event: Event, partners: Iterable[Organisation], *, by: Actor, at: datetime) -> None:
    wanted = {partner.pk: partner for partner in partners if partner != event.organiser}
    standing = {partner.organisation_id: partner for partner in event.partners.select_related("organisation")}
    if wanted.keys() == standing.keys():
        return
    event.partners.exclude(organisation__in=wanted).delete()
    EventPartner.objects.bulk_create(
        EventPartner(event=event, organisation=partner)
        for number, partner in wanted.items()
        if number not in standing
    )
    before, after = (
        ", ".join(sorted(str(partner) for partner in side)) for side in (standing.values(), wanted.values())
    )
    record("event.partners", event, by=by.user, at=at, changes={"partners": [before, after]})


def _locked(event: Event) -> Event:
    return (
        Event.objects.select_for_update(of=("self",))
        .select_related("organiser__territory", "kind")
        .get(pk=event.pk)
    )


def _touch(event: Event, at: datetime) -> None:
    event.changed_at = at
    event.revision += 1
    event.save()
