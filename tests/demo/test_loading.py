"""Loading the demonstration: on any day, the same each time, all or nothing."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import models, transaction

from zveno import demo
from zveno.base.accounts.models import DemoPerson, User
from zveno.base.audit.models import Entry
from zveno.base.audit.verification import faults
from zveno.base.documents.models import Document, DocumentVersion
from zveno.base.notifications.models import Notification
from zveno.network.interactions.models import Interaction, Side
from zveno.network.organisations.models import (
    Invitation,
    JoinRequest,
    Membership,
    Organisation,
    Territory,
)
from zveno.processes.events.models import Event, Rescheduling
from zveno.processes.guidance.models import Question

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db

# Everything but secrets (keys, codes, passwords), numbers of rows and what contains them.
TOLD: dict[type[models.Model], tuple[str, ...]] = {
    Territory: ("name", "level", "parent__name", "oktmo"),
    Organisation: (
        "short_name", "full_name", "kind__code", "territory__name", "parent__short_name", "state", "inn",
        "kpp", "ogrn", "address", "phone", "email", "about", "contact_name", "confirmed_at", "confirmed_by",
    ),
    User: ("email", "last_name", "first_name", "patronymic", "created_at"),
    DemoPerson: ("code", "title", "about", "position", "user__email"),
    Membership: ("user__email", "organisation__short_name", "role", "post", "since", "until"),
    Invitation: ("email", "person_name", "role", "state", "invited_at", "closed_at"),
    JoinRequest: ("short_name", "person_name", "person_email", "state", "requested_at", "reason"),
    Interaction: ("title", "form__code", "initiator__short_name", "starts_on", "people", "confirmation"),
    Side: ("interaction__title", "interaction__starts_on", "organisation__short_name", "name", "answer"),
    Event: ("title", "organiser__short_name", "starts_at", "ends_at", "place", "state", "came"),
    Rescheduling: ("event__title", "was_starts_at", "why", "at"),
    Question: ("text", "receiver__short_name", "state", "asked_at", "due_on", "answered_at", "helped"),
    Notification: ("recipient__email", "at", "read_at"),
    Document: ("number", "on"),
    DocumentVersion: ("document__number", "n", "at", "reason"),
    Entry: ("at", "action", "actor_name", "actor_seat", "address", "thing_type", "is_look", "why"),
}  # fmt: skip


def digest() -> str:
    told = {
        model._meta.label: sorted(
            json.dumps(row, default=str, ensure_ascii=False)
            for row in model._default_manager.values_list(*fields)
        )
        for model, fields in TOLD.items()
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


@pytest.mark.system  # two loads: once is enough
def test_two_loads_of_one_moment_are_the_same_district() -> None:
    digests = []

    for _ in range(2):
        with transaction.atomic():
            demo.load(at=NOW)
            digests.append(digest())
            transaction.set_rollback(True)

    assert digests[0] == digests[1]


@pytest.mark.system  # as many loads again: once is enough
@pytest.mark.parametrize(
    "at",
    [
        datetime(2027, 1, 1, 0, 10, tzinfo=UTC),
        datetime(2027, 6, 27, 21, 50, tzinfo=UTC),
        datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
        datetime(2026, 9, 1, 5, 0, tzinfo=UTC),
    ],
    ids=lambda at: f"{at:%Y-%m-%d}",
)
def test_it_can_be_loaded_on_any_day(at: datetime) -> None:
    demo.load(at=at)

    assert mail.outbox == []  # letters of the past are marked as sent and go nowhere
    assert not Entry.objects.filter(at__gt=at).exists()
    assert (
        Event.objects.filter(starts_at__range=(at, at + timedelta(days=15)), state="published").count() >= 5
    )
    assert list(faults(at=at)) == []
