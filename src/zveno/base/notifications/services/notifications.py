"""Telling people, and their reading it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import override

from zveno.base.accounts.models import User
from zveno.base.notifications import writing
from zveno.base.notifications.kinds import Frequency, Kind
from zveno.base.notifications.models import Notification, Preference
from zveno.base.notifications.queries import frequencies_of
from zveno.base.notifications.services.letters import write_letter
from zveno.base.tasks.leases import local_path


@transaction.atomic
def notify(
    users: Iterable[User],
    kind: Kind,
    *,
    title: str | Promise,
    at: datetime,
    text: str | Promise = "",
    url: str = "",
    key: str = "",
    thing: models.Model | None = None,
    seat_number: int | None = None,
) -> list[Notification]:
    """Tell each of these people once (for a `key`: once ever), in the caller's transaction.

    Lazy texts are read in each person's language. `url` is a path of ours. By e-mail it goes as each person
    has chosen for the kind's group: at once, in the letter of the day, or not at all.
    """
    people = {user.pk: user for user in users if user.is_active}
    made = [
        _for(
            user,
            kind,
            title=title,
            text=text,
            url=local_path(url),
            key=key,
            at=at,
            thing=thing,
            seat=seat_number,
        )
        for user in people.values()
    ]
    wishes = frequencies_of(people.values(), kind.group)
    for notification in made:
        notification.awaits_digest = wishes[notification.recipient_id] == Frequency.DAILY
    Notification.objects.bulk_create(made, ignore_conflicts=True)
    told = _really_new(made, keyed=bool(key))
    for notification in told:
        if wishes[notification.recipient_id] == Frequency.AT_ONCE:
            _write_at_once(notification, people[notification.recipient_id], at=at)
    return told


def _for(
    user: User,
    kind: Kind,
    *,
    title: str | Promise,
    text: str | Promise,
    url: str,
    key: str,
    at: datetime,
    thing: models.Model | None,
    seat: int | None,
) -> Notification:
    with override(user.language):
        return Notification(
            recipient=user,
            kind=kind.code,
            title=str(title)[:200],
            text=str(text),
            url=url,
            key=key,
            at=at,
            thing_type=thing._meta.label_lower if thing else "",
            thing_id=str(thing.pk) if thing else "",
            seat_number=seat,
        )


def _really_new(made: list[Notification], *, keyed: bool) -> list[Notification]:
    """Without those whom the key had told already: the database left them out."""
    if not keyed:
        return made
    kept = set(Notification.objects.filter(pk__in=[one.pk for one in made]).values_list("pk", flat=True))
    return [one for one in made if one.pk in kept]


def _write_at_once(notification: Notification, user: User, *, at: datetime) -> None:
    write_letter(
        to=user.email,
        recipient=user,
        subject=notification.title,
        body=writing.of_notification(notification, language=user.language),
        key=f"notification:{notification.pk}",
        at=at,
    )


def mark_read(notification: Notification, *, at: datetime) -> None:
    """The first reading counts."""
    Notification.objects.unread().filter(pk=notification.pk).update(read_at=at)


def mark_all_read(user: User, *, at: datetime) -> int:
    return Notification.objects.to(user).unread().update(read_at=at)


@transaction.atomic
def set_preferences(user: User, wishes: Mapping[str, Frequency]) -> None:
    """How often each group (by its code) comes by e-mail."""
    for group, frequency in sorted(wishes.items()):
        Preference.objects.update_or_create(user=user, group=group, defaults={"frequency": frequency})
