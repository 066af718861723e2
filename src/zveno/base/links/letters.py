"""What goes out by e-mail: through the outbox, which wipes the secret once it has left."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from zveno.base.links.models import Link
from zveno.base.links.purposes import LinkPurpose
from zveno.base.notifications.services import write_letter


def address_of(secret: str) -> str:
    """The whole address, as it stands in the letter and nowhere else."""
    return f"{settings.PUBLIC_URL}/l/{secret}/"


def send_link(link: Link, purpose: LinkPurpose, secret: str, *, at: datetime) -> None:
    body = render_to_string(
        purpose.letter, {"link": link, "title": purpose.title, "address": address_of(secret)}
    )
    subject = f"{purpose.title}: {link.thing_name}"
    write_letter(to=link.email, subject=subject, body=body, at=at, is_secret=True)


def send_code(link: Link, purpose: LinkPurpose, code: str, *, at: datetime) -> None:
    body = render_to_string("links/letters/code.txt", {"link": link, "title": purpose.title, "code": code})
    write_letter(to=link.email, subject=_("Код для «Звена»"), body=body, at=at, is_secret=True)
