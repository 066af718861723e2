"""The other side says whether it was so."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.network.interactions import notices, policies
from zveno.network.interactions.models import Interaction, Side
from zveno.network.interactions.services.by_hand import locked
from zveno.network.interactions.services.errors import InteractionError
from zveno.network.interactions.states import Confirmation
from zveno.network.organisations.actors import Actor


@transaction.atomic
def confirm_fact(row: Interaction, *, by: Actor, at: datetime) -> Interaction:
    """«Так и было.» Once all partners of the network said so, the fact is confirmed by both sides."""
    return _answer(row, Side.Answer.CONFIRMED, "", by=by, at=at)


@transaction.atomic
def dispute_fact(row: Interaction, *, objection: str, by: Actor, at: datetime) -> Interaction:
    """«Было не так»: the fact stays with the objection beside it, and whoever entered it is told."""
    if not objection.strip():
        raise InteractionError(_("Напишите, что было не так: это прочтёт тот, кто внёс факт."), field="why")
    return _answer(row, Side.Answer.DISPUTED, objection.strip(), by=by, at=at)


def _answer(row: Interaction, answer: Side.Answer, objection: str, *, by: Actor, at: datetime) -> Interaction:
    row = locked(row)
    require(policies.can_answer(by, row))
    side = next(side for side in row.sides.all() if side.organisation == by.organisation)
    if side.answer == answer and side.objection == objection:
        return row
    side.answer, side.objection = answer, objection
    side.answered_at, side.answered_by = at, by.user.get_full_name()
    side.save()
    row.confirmation = _together([side.answer for side in row.sides.all() if side.organisation_id])
    row.save()
    if answer == Side.Answer.CONFIRMED:
        record("interaction.confirm", row, by=by.user, at=at)
    else:
        record("interaction.dispute", row, by=by.user, at=at, why=objection)
        notices.tell_disputed(row, side, at=at)
    return row


def _together(answers: list[str]) -> Confirmation:
    if Side.Answer.DISPUTED in answers:
        return Confirmation.DISPUTED
    if all(answer == Side.Answer.CONFIRMED for answer in answers):
        return Confirmation.CONFIRMED
    return Confirmation.ASKED
