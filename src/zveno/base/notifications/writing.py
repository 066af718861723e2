"""The words of letters: plain text first, and simple HTML made of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from zveno.base.notifications.kinds import kind_of
from zveno.base.notifications.models import Letter, Notification

# How an address of ours begins in the outbox: `zveno:///l/…`.
OURS = "zveno:///"


def absolute(path: str) -> str:
    """The address of a page of ours, as a letter needs it."""
    return f"{settings.PUBLIC_URL}{path}"


def kept(text: str) -> str:
    """As the outbox keeps it: where the server stands is known only when the letter leaves."""
    return text.replace(absolute("/"), OURS)


def text_of(letter: Letter) -> str:
    """As it leaves, with the address the server has now."""
    return letter.body.replace(OURS, absolute("/"))


def of_notification(notification: Notification, *, language: str) -> str:
    """The letter that goes at once."""
    with override(language):
        return _rendered(
            "notification.txt",
            {"notification": notification, "link": absolute(notification.url) if notification.url else ""},
        )


def of_digest(notifications: Sequence[Notification], *, language: str) -> tuple[str, str]:
    """Subject and text of the letter of the day, by groups."""
    with override(language):
        ordered = sorted(notifications, key=lambda one: (_group_title(one), one.at))
        groups = [
            {
                "title": title,
                "lines": [{"title": one.title, "link": absolute(one.url) if one.url else ""} for one in ones],
            }
            for title, ones in groupby(ordered, key=_group_title)
        ]
        subject = _("Звено: новых уведомлений – %(count)d") % {"count": len(notifications)}
        return subject, _rendered("digest.txt", {"groups": groups})


def html_of(letter: Letter) -> str:
    """The same words with links that can be clicked."""
    with override(letter.language):
        return render_to_string(
            "notifications/letters/letter.html", {"letter": letter, "text": text_of(letter)}
        )


def _group_title(notification: Notification) -> str:
    kind = kind_of(notification.kind)
    return str(kind.group.title) if kind else _("Разное")


def _rendered(template: str, context: dict[str, object]) -> str:
    page = reverse("notifications:preferences_edit")
    return render_to_string(
        f"notifications/letters/{template}", {**context, "preferences_link": absolute(page)}
    ).strip()
