"""The outbox: letters are rows first, and are sent by a job after the commit."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F, Value
from django.utils.functional import Promise

from zveno.base.accounts.models import User
from zveno.base.audit.services import record
from zveno.base.core.people import Acting
from zveno.base.core.verdict import require
from zveno.base.notifications import writing
from zveno.base.notifications.models import Letter
from zveno.base.notifications.policies import can_resend_letter
from zveno.base.tasks.services import enqueue

SEND = "notifications.send_letter"
MOST_ATTEMPTS = 12
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
ONE_MORE = {"attempts": F("attempts") + 1}


@transaction.atomic
def write_letter(
    *,
    to: str,
    subject: str | Promise,
    body: str | Promise,
    at: datetime,
    key: str = "",
    recipient: User | None = None,
    is_secret: bool = False,
    language: str = "",
) -> Letter:
    """Put a letter into the outbox, in the caller's transaction: it leaves once that has committed.

    `body` is plain text; addresses in it become links in the HTML part. A second letter with the same `key`
    is the first. `is_secret` wipes the text once it has left or will not: for links and codes.
    """
    try:
        validate_email(to)
    except ValidationError as error:
        raise ValueError("not an e-mail address") from error
    values = {
        "to": to,
        "recipient": recipient,
        "subject": " ".join(str(subject).split())[:250],
        "body": writing.kept(str(body).strip()),
        "is_secret": is_secret,
        "language": language or (recipient.language if recipient else settings.LANGUAGE_CODE),
        "message_id": f"<{uuid4()}@{urlsplit(settings.PUBLIC_URL).hostname}>",
        "created_at": at,
        "next_at": at,
    }
    letter, is_new = Letter.objects.get_or_create(key=key or str(uuid4()), defaults=values)
    if is_new:
        _ask_to_send(letter, at=at)
    return letter


def take(letter: Letter) -> bool:
    """Mark that its sending begins; False if there is nothing to send any more."""
    return bool(Letter.objects.filter(pk=letter.pk).move("take"))


def mark_sent(letter: Letter, *, at: datetime) -> None:
    Letter.objects.filter(pk=letter.pk).move(
        "deliver", **ONE_MORE, sent_at=at, error="", body=_kept_text(letter)
    )


@transaction.atomic
def put_off(letter: Letter, *, error: str, at: datetime) -> None:
    """Try again later, or give up after a day and a half of trying."""
    if letter.attempts + 1 >= MOST_ATTEMPTS:
        give_up(letter, error=error)
        return
    grown: timedelta = FIRST_PAUSE * 3**letter.attempts
    next_at = at + min(grown, LONGEST_PAUSE)
    if Letter.objects.filter(pk=letter.pk).move("put_off", **ONE_MORE, next_at=next_at, error=error):
        _ask_to_send(letter, at=at, run_after=next_at)


def give_up(letter: Letter, *, error: str) -> None:
    """For good, until the administrator sends it again; a secret goes at once and is asked for anew."""
    Letter.objects.filter(pk=letter.pk).move("give_up", **ONE_MORE, error=error, body=_kept_text(letter))


def _kept_text(letter: Letter) -> Value | F:
    return Value("") if letter.is_secret else F("body")


@transaction.atomic
def resend_letter(letter: Letter, *, by: Acting, at: datetime) -> Letter:
    """«Отправить ещё раз»: from the beginning, with the same Message-ID."""
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    require(can_resend_letter(by, letter))
    Letter.objects.filter(pk=letter.pk).move("resend", attempts=0, next_at=at, error="")
    record("letter.resend", letter, by=by.user, at=at)
    letter.refresh_from_db()
    _ask_to_send(letter, at=at)
    return letter


def _ask_to_send(letter: Letter, *, at: datetime, run_after: datetime | None = None) -> None:
    enqueue(SEND, {"letter": letter.pk}, at=at, run_after=run_after)
