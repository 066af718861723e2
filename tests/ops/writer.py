"""Writes pairs until it is ended: `python -m tests.ops.writer NAME`. Says a line after each commit.

A pair is a person and an entry of the journal about him, in one transaction, in two tables; and a change
of the number of pairs in a third. A copy that is not of one moment has halves of pairs in it.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zveno.config.settings")

import django

django.setup()

from django.db import transaction  # noqa: E402 -- after the setup
from django.utils import timezone  # noqa: E402

from zveno.base.accounts.models import User  # noqa: E402
from zveno.base.audit.services import record  # noqa: E402
from zveno.network.organisations.models import Organisation  # noqa: E402


def write(name: str) -> None:
    number = 0
    while True:
        number += 1
        with transaction.atomic():
            person = User.objects.create_user(f"{name}{number}@example.ru", last_name=name, first_name="Пара")
            organisation = Organisation.objects.select_for_update().get()
            organisation.about = str(int(organisation.about or "0") + 1)
            organisation.save()
            record("test.pair", person, by=None, at=timezone.now())
        print(number, flush=True)


if __name__ == "__main__":
    write(sys.argv[1])
