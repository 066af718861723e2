"""What goes out by e-mail."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from zveno.base.links.models import Link
from zveno.base.links.purposes import LinkPurpose


def address_of(secret: str) -> str:
    """The whole address, as it stands in the letter and nowhere else."""
    return f"{settings.PUBLIC_URL}/l/{secret}/"


def send_link(link: Link, purpose: LinkPurpose, secret: str) -> None:
    body = render_to_string(
        purpose.letter, {"link": link, "title": purpose.title, "address": address_of(secret)}
    )
    _send(link.email, f"{purpose.title}: {link.thing_name}", body)


def send_code(link: Link, purpose: LinkPurpose, code: str) -> None:
    body = render_to_string("links/letters/code.txt", {"link": link, "title": purpose.title, "code": code})
    _send(link.email, _("Код для «Звена»"), body)


def _send(address: str, subject: str, body: str) -> None:
    transaction.on_commit(partial(send_mail, subject, body, None, [address]))
