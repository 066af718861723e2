"""Who of the enterprises sits in commissions, gives topics and reviews diplomas."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from zveno.base.audit.changes import differences, snapshot
from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.network.interactions.services import record_interaction, withdraw_interaction
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.people.models import StudyGroup
from zveno.network.programmes import facts, policies
from zveno.network.programmes.models import Commission, CommissionMember, DiplomaTopic, Part, Programme
from zveno.network.programmes.services.errors import ProgrammeError, check


class CommissionDetails(TypedDict):
    kind: str
    programme: Programme | None
    part: Part | None
    held_on: date
    order: str


class TopicDetails(TypedDict):
    programme: Programme
    enterprise: Organisation
    year: int
    title: str
    group: StudyGroup | None
    supervisor: str
    reviewer: str
    reviewer_post: str


@transaction.atomic
def add_commission(*, by: Actor, at: datetime, **details: Unpack[CommissionDetails]) -> Commission:
    require(policies.can_add(by))
    commission = Commission(
        college=by.organisation, entered_at=at, entered_by=by.user.get_full_name(), **details
    )
    _check(commission)
    commission.save()
    record("commission.add", commission, by=by.user, at=at)
    return commission


@transaction.atomic
def change_commission(
    commission: Commission, *, by: Actor, at: datetime, **details: Unpack[CommissionDetails]
) -> Commission:
    commission = _locked(commission)
    require(policies.can_change_commission(by, commission))
    before = snapshot(commission, *details)
    for name, value in details.items():
        setattr(commission, name, value)
    _check(commission)
    commission.save()
    record("commission.change", commission, by=by.user, at=at, changes=differences(before, commission))
    _tell(commission, by=by, at=at)
    return commission


@transaction.atomic
def seat_member(
    commission: Commission,
    *,
    organisation: Organisation,
    seat: str,
    name: str,
    post: str,
    by: Actor,
    at: datetime,
) -> CommissionMember:
    commission = _locked(commission)
    require(policies.can_change_commission(by, commission))
    if not by.reaches(organisation):
        raise ProgrammeError(by_field={"organisation": [_("Выберите организацию своего района.")]})
    member = CommissionMember(
        commission=commission, organisation=organisation, seat=seat, name=" ".join(name.split()), post=post
    )
    check(member)
    member.save()
    record("commission.member", commission, by=by.user, at=at, changes={"member": str(member)})
    _tell(commission, by=by, at=at)
    return member


@transaction.atomic
def unseat_member(member: CommissionMember, *, by: Actor, at: datetime) -> None:
    commission = _locked(member.commission)
    require(policies.can_change_commission(by, commission))
    record("commission.member_drop", commission, by=by.user, at=at, changes={"member": str(member)})
    member.delete()
    _tell(commission, by=by, at=at)


@transaction.atomic
def put_topic(
    topic: DiplomaTopic | None = None, *, by: Actor, at: datetime, **details: Unpack[TopicDetails]
) -> DiplomaTopic:
    """A topic by an enterprise, new or corrected."""
    require(policies.can_change_topic(by, topic) if topic else policies.can_add(by))
    row = topic or DiplomaTopic(college=by.organisation, entered_at=at, entered_by=by.user.get_full_name())
    if details["programme"].college_id != row.college_id:
        raise ProgrammeError(by_field={"programme": [_("Выберите программу своего техникума.")]})
    if not by.reaches(details["enterprise"]):
        raise ProgrammeError(by_field={"enterprise": [_("Выберите предприятие своего района.")]})
    for name, value in details.items():
        setattr(row, name, value)
    check(row, without=("college", "group"))
    row.save()
    record("diploma_topic.put", row, by=by.user, at=at)
    record_interaction(facts.of_topic(row), by=by.user, at=at)
    return row


@transaction.atomic
def drop_topic(topic: DiplomaTopic, *, by: Actor, at: datetime) -> None:
    topic = (
        DiplomaTopic.objects.select_for_update(of=("self",)).select_related("college__kind").get(pk=topic.pk)
    )
    require(policies.can_change_topic(by, topic))
    withdraw_interaction(facts.SOURCE, facts.key_of(topic), why=_("Тема снята"), at=at)
    record("diploma_topic.drop", topic, by=by.user, at=at)
    topic.delete()


def _tell(commission: Commission, *, by: Actor, at: datetime) -> None:
    record_interaction(facts.of_commission(commission), by=by.user, at=at)


def _check(commission: Commission) -> None:
    if commission.programme and commission.programme.college_id != commission.college_id:
        raise ProgrammeError(by_field={"programme": [_("Выберите программу своего техникума.")]})
    if commission.part and (
        commission.programme is None or commission.part.programme_id != commission.programme.pk
    ):
        raise ProgrammeError(by_field={"part": [_("Модуль – из другой программы.")]})
    check(commission, without=("college",))


def _locked(commission: Commission) -> Commission:
    found: Commission = (
        Commission.objects.select_for_update(of=("self",))
        .select_related("college__kind", "college__territory", "programme__profession", "part")
        .get(pk=commission.pk)
    )
    return found
