"""What can be known about accounts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from zveno.base.accounts import browsers
from zveno.base.accounts.models import ApiToken, DemoPerson, SavedFilter, User


def demo_people() -> QuerySet[DemoPerson]:
    """The cards of the sign-in page of the demonstration."""
    return DemoPerson.objects.filter(user__is_active=True).select_related("user")


def is_demo_person(user: User) -> bool:
    return DemoPerson.objects.filter(user=user).exists()


def tokens_of(user: User) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(owner=user)


def sessions_of(user: User) -> QuerySet[UserSession]:
    found: QuerySet[UserSession] = UserSession.objects.filter(user=user)
    return found


def saved_filters_of(user: User) -> QuerySet[SavedFilter]:
    return SavedFilter.objects.filter(owner=user)


@dataclass(frozen=True)
class SessionLine:
    """A signed-in browser as its owner recognises it."""

    number: int
    browser: str
    address: str
    since: datetime
    current: bool


def session_lines(sessions: Iterable[UserSession], *, current_key: str | None) -> list[SessionLine]:
    """This browser first, then the newest."""
    lines = [
        SessionLine(
            number=session.pk,
            browser=browsers.name_of(session.user_agent),
            address=session.ip,
            since=session.created_at,
            current=session.session_key == current_key,
        )
        for session in sessions
    ]
    return sorted(lines, key=lambda line: (not line.current, -line.since.timestamp()))
