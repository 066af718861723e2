"""Facts of interaction for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from zveno.network.interactions.models import Interaction, InteractionForm
from zveno.network.interactions.services import Entered, Fact, Partner, enter_fact, record_interaction
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation

_numbers = count(1)
NOON = datetime(2026, 11, 20, 9, tzinfo=UTC)
DAY = date(2026, 10, 5)


def make_fact(initiator: Organisation, *partners: Organisation | Partner, **fields: Any) -> Fact:
    """What a source would tell: an excursion of a day."""
    return Fact(
        source=fields.pop("source", "trials"),
        key=fields.pop("key", f"{next(_numbers)}"),
        form=fields.pop("form", "excursion"),
        initiator=initiator.pk,
        partners=tuple(
            partner if isinstance(partner, Partner) else Partner(partner.pk) for partner in partners
        ),
        starts_on=fields.pop("starts_on", DAY),
        **fields,
    )


def make_interaction(
    initiator: Organisation, *partners: Organisation | Partner, at: datetime = NOON, **fields: Any
) -> Interaction:
    """A fact in the register, as a package records it."""
    row = record_interaction(make_fact(initiator, *partners, **fields), by=None, at=at)
    assert row
    return row


def make_entered(*partners: Organisation, **fields: Any) -> Entered:
    form = InteractionForm.objects.get(code=fields.pop("form", "joint-lesson"))
    return Entered(
        form=form,
        partners=partners,
        **{
            "starts_on": DAY,
            "title": "Урок технологии в цехе",
            "evidence": "Приказ № 14 от 02.10.2026",
            **fields,
        },
    )


def enter(by: Actor, *partners: Organisation, at: datetime = NOON, **fields: Any) -> Interaction:
    """A fact that somebody entered by hand."""
    return enter_fact(make_entered(*partners, **fields), key=f"typed {next(_numbers)}", by=by, at=at)
