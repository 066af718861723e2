"""What can be known of links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext as _

from zveno.base.links.models import Link, LinkSecret, OneTimeCode
from zveno.base.links.seals import SECRET_SHAPE, digest_of_secret, same
from zveno.base.links.states import State, state_of
from zveno.base.ui.components import Status

MISTAKES_ALLOWED = 5
CODE_EVERY = timedelta(minutes=1)
CODES_AN_HOUR = 5
RENEW_EVERY = timedelta(minutes=2)
RENEWALS_A_DAY = 5
REMIND_EVERY = timedelta(hours=1)


@dataclass(frozen=True)
class Found:
    """A secret somebody came with, and what it is worth. Unknown ones have no link."""

    state: State
    link: Link | None = None


def found_by(secret: str, *, at: datetime) -> Found:
    """What this secret opens. Everything that was never sent is alike, whatever it looks like."""
    if not SECRET_SHAPE.fullmatch(secret):
        return Found(State.UNKNOWN)
    digest = digest_of_secret(secret)
    kept = LinkSecret.objects.select_related("link").filter(digest=digest).first()
    if kept is None or not same(kept.digest, digest):
        return Found(State.UNKNOWN)
    state = state_of(kept, at=at)
    return Found(state, None if state is State.UNKNOWN else kept.link)


@dataclass(frozen=True)
class CodeDesk:
    """What the page of the code shows: whether one is expected, and when the next may be sent."""

    sent_at: datetime | None
    attempts_left: int
    next_at: datetime | None

    @property
    def expected(self) -> bool:
        return self.attempts_left > 0


def latest_code(link: Link) -> OneTimeCode | None:
    return OneTimeCode.objects.filter(link=link).first()


def attempts_left(code: OneTimeCode | None, *, at: datetime) -> int:
    if code is None or code.used_at is not None or code.expires_at <= at:
        return 0
    return max(0, MISTAKES_ALLOWED - code.mistakes)


def code_desk(link: Link, *, at: datetime) -> CodeDesk:
    code = latest_code(link)
    next_at = next_code_at(link)
    return CodeDesk(
        sent_at=code.sent_at if code else None,
        attempts_left=attempts_left(code, at=at),
        next_at=next_at if next_at and next_at > at else None,
    )


def next_code_at(link: Link) -> datetime | None:
    """The moment from which one more code may be sent; None when none has been."""
    times = OneTimeCode.objects.filter(link=link).values_list("sent_at", flat=True)
    return _next_at(
        list(times[:CODES_AN_HOUR]), every=CODE_EVERY, most=CODES_AN_HOUR, within=timedelta(hours=1)
    )


def next_renewal_at(link: Link) -> datetime | None:
    """The moment from which the owner may ask for one more link."""
    times = LinkSecret.objects.filter(link=link).values_list("made_at", flat=True)
    return _next_at(
        list(times[:RENEWALS_A_DAY]), every=RENEW_EVERY, most=RENEWALS_A_DAY, within=timedelta(days=1)
    )


def next_reminder_at(link: Link) -> datetime | None:
    return link.sent_at + REMIND_EVERY if link.sent_at else None


def _next_at(
    newest_first: list[datetime], *, every: timedelta, most: int, within: timedelta
) -> datetime | None:
    if not newest_first:
        return None
    after_last = newest_first[0] + every
    return max(after_last, newest_first[most - 1] + within) if len(newest_first) >= most else after_last


@dataclass(frozen=True)
class LinkLine:
    """A link as whoever sent it sees it beside the thing."""

    number: int
    person: str
    email: str
    status: Status
    sent_at: datetime | None
    last_used_at: datetime | None
    expires_at: datetime
    remind_from: datetime | None
    standing: bool


def links_of(thing: models.Model, *, at: datetime) -> list[LinkLine]:
    """All links to the thing, newest first."""
    return link_lines(Link.objects.of(thing), at=at)


def link_lines(links: Iterable[Link], *, at: datetime) -> list[LinkLine]:
    return [_line(link, at) for link in links]


def _line(link: Link, at: datetime) -> LinkLine:
    remind_from = next_reminder_at(link)
    return LinkLine(
        number=link.pk,
        person=link.person_name or _("сведения удалены"),
        email=link.email,
        status=_status(link, at),
        sent_at=link.sent_at,
        last_used_at=link.last_used_at,
        expires_at=link.expires_at,
        remind_from=remind_from if remind_from and remind_from > at else None,
        standing=link.revoked_at is None,
    )


def _status(link: Link, at: datetime) -> Status:
    if link.revoked_at is not None:
        return Status(_("отозвана"))
    if link.expires_at <= at:
        return Status(_("истекла"), "late")
    if link.last_used_at is not None:
        return Status(_("открывали"), "good")
    return Status(_("ждём ответа"), "waits")
