"""Equipment and money come in, with their papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from zveno.base.audit.changes import differences, snapshot
from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.base.files.intake import Received
from zveno.base.files.services import keep
from zveno.network.interactions.services import record_interaction, withdraw_interaction
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.programmes import facts, policies
from zveno.network.programmes.models import Contribution, Programme
from zveno.network.programmes.services.errors import ProgrammeError, check


class ContributionDetails(TypedDict):
    enterprise: Organisation
    programme: Programme | None
    kind: str
    title: str
    amount: Decimal | None
    given_on: date
    paper: str


@transaction.atomic
def put_contribution(
    contribution: Contribution | None = None,
    *,
    files: Sequence[Received] = (),
    by: Actor,
    at: datetime,
    **details: Unpack[ContributionDetails],
) -> Contribution:
    """A new one or a corrected one; files are added to those it has."""
    if contribution:
        contribution = _locked(contribution)
    require(policies.can_change_contribution(by, contribution) if contribution else policies.can_add(by))
    row = contribution or Contribution(
        college=by.organisation, entered_at=at, entered_by=by.user.get_full_name()
    )
    if details["programme"] and details["programme"].college_id != row.college_id:
        raise ProgrammeError(by_field={"programme": [_("Выберите программу своего техникума.")]})
    if not by.reaches(details["enterprise"]):
        raise ProgrammeError(by_field={"enterprise": [_("Выберите предприятие своего района.")]})
    before = snapshot(row, *details) if contribution else {}
    for name, value in details.items():
        setattr(row, name, value)
    check(row, without=("college",))
    row.save()
    for received in files:
        row.files.add(keep(received, by=by.user, at=at))
    record("contribution.put", row, by=by.user, at=at, changes=differences(before, row))
    record_interaction(facts.of_contribution(row), by=by.user, at=at)
    return row


@transaction.atomic
def drop_contribution(contribution: Contribution, *, by: Actor, at: datetime) -> None:
    contribution = _locked(contribution)
    require(policies.can_change_contribution(by, contribution))
    withdraw_interaction(facts.SOURCE, facts.key_of(contribution), why=_("Запись удалена"), at=at)
    record("contribution.drop", contribution, by=by.user, at=at)
    contribution.delete()


def _locked(contribution: Contribution) -> Contribution:
    found: Contribution = (
        Contribution.objects.select_for_update(of=("self",))
        .select_related("college__kind", "college__territory", "enterprise")
        .get(pk=contribution.pk)
    )
    return found
