"""One attempt to hand one letter over to the mail server.

What is known of a letter when a worker dies:

    state      died                                        the letter
    waiting    before «sending» was committed              has not left: connecting comes first
    sending    before the server took the message          has not left
    sending    after «250 OK», before «sent» was committed has left
    sent       –                                           has left, is never sent again

The two cases of «sending» cannot be told apart, by anybody: SMTP has no transaction with our database. The
next worker sends it again under the same Message-ID and Date, by which mail servers and readers know a copy.
So a letter is never lost, and doubled on the wire only if the worker dies in the milliseconds between the
server's answer and our commit.
"""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from zveno.base.notifications import writing
from zveno.base.notifications.models import Letter
from zveno.base.notifications.services import letters
from zveno.base.notifications.states import TO_SEND
from zveno.base.tasks.work import Work

PERMANENT = 500  # SMTP's answers from here on say «never», those of 4xx «not now»


@dataclass(frozen=True)
class Trouble:
    """Why a letter did not leave, and whether it is worth trying again."""

    says: str
    is_permanent: bool


def send(work: Work, pk: int, *, clock: Callable[[], datetime]) -> None:
    """Connect, mark, hand over, mark. Each mark is committed before the next act."""
    letter = Letter.objects.filter(pk=pk, state__in=TO_SEND).first()
    if letter is None:
        return
    connection = get_connection(settings.LETTERS_BACKEND)
    try:
        _send_over(connection, work, letter, clock)
    finally:
        _attempt(connection.close)


def _send_over(connection: Any, work: Work, letter: Letter, clock: Callable[[], datetime]) -> None:
    trouble = _attempt(connection.open)
    if trouble is None:
        with work.step():
            is_taken = letters.take(letter)
        if not is_taken:
            return
        message = message_of(letter, connection)
        trouble = _attempt(lambda: connection.send_messages([message]))
    with work.finish():
        if trouble is None:
            letters.mark_sent(letter, at=clock())
        elif trouble.is_permanent:
            letters.give_up(letter, error=trouble.says)
        else:
            letters.put_off(letter, error=trouble.says, at=clock())


def message_of(letter: Letter, connection: Any) -> EmailMultiAlternatives:
    """The same bytes' worth at each attempt: identity and date are the letter's, not the attempt's."""
    message = EmailMultiAlternatives(
        letter.subject,
        writing.text_of(letter),
        to=[letter.to],
        connection=connection,
        headers={
            "Message-ID": letter.message_id,
            "Date": format_datetime(letter.created_at),
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(writing.html_of(letter), "text/html")
    return message


def _attempt(act: Callable[[], object]) -> Trouble | None:
    """Do it; the trouble, if the mail server or the network made any."""
    try:
        act()
    except (smtplib.SMTPException, OSError) as error:
        return trouble_of(error)
    return None


def trouble_of(error: smtplib.SMTPException | OSError) -> Trouble:
    """«Never» is believed about this letter alone; trouble of the server or of our password may pass."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            (code, says), *_others = error.recipients.values()
            return Trouble(_words(code, says), code >= PERMANENT)
        case smtplib.SMTPSenderRefused() | smtplib.SMTPDataError():
            return Trouble(_words(error.smtp_code, error.smtp_error), error.smtp_code >= PERMANENT)
        case smtplib.SMTPResponseException():
            return Trouble(_words(error.smtp_code, error.smtp_error), is_permanent=False)
        case _:
            return Trouble(f"{type(error).__name__}: {error}"[:500], is_permanent=False)


def _words(code: int, says: bytes | str) -> str:
    text = says.decode(errors="replace") if isinstance(says, bytes) else says
    return f"{code} {text}"[:500]
