"""What can be known of notifications and letters."""

from __future__ import annotations

from collections.abc import Iterable

from zveno.base.accounts.models import User
from zveno.base.core.people import Person
from zveno.base.notifications.kinds import Frequency, Group, groups
from zveno.base.notifications.models import (
    Letter,
    LetterQuerySet,
    Notification,
    NotificationQuerySet,
    Preference,
)


def unread_count(user: Person) -> int:
    """For the bell of the frame: one query, answered by a partial index."""
    return Notification.objects.to(user).unread().count()


def notifications_of(user: Person) -> NotificationQuerySet:
    """One's own, newest first."""
    return Notification.objects.to(user)


def frequencies_of(users: Iterable[User], group: Group) -> dict[int, Frequency]:
    """How each of these people wants this group by e-mail."""
    wishes = {user.pk: group.default for user in users}
    chosen = Preference.objects.filter(user__in=wishes, group=group.code).values_list("user_id", "frequency")
    return {**wishes, **{pk: Frequency(frequency) for pk, frequency in chosen}}


def preferences_of(user: Person) -> list[tuple[Group, Frequency]]:
    """Each group with this person's choice."""
    chosen = dict(Preference.objects.filter(user=user.pk).values_list("group", "frequency"))
    return [(group, Frequency(chosen.get(group.code, group.default))) for group in groups()]


def digest_readers(*, after: int) -> list[User]:
    """People for whom something waits, in the order of their numbers."""
    awaiting = Notification.objects.awaiting_digest().order_by().values("recipient")
    return list(User.objects.filter(pk__in=awaiting, pk__gt=after).order_by("pk"))


def letters() -> LetterQuerySet:
    """The outbox. Texts are not read: they are between the sender and the recipient."""
    return Letter.objects.defer("body")
