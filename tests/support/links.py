"""What a person does whose link asks for a code: ask, read the letter, type."""

from __future__ import annotations

import re

from django.test import Client

from zveno.base.notifications.models import Letter


def enter_code(client: Client, address: str) -> None:
    """From here on this browser opens the link at that address."""
    client.post(f"{address}-/code/send/")
    letter = Letter.objects.latest("pk")
    code = re.findall(r"\b\d{6}\b", letter.body)[-1]
    client.post(f"{address}-/code/", {"code": code})
