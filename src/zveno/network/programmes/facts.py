"""What of this package is interaction of two organisations, and how the register is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zveno.network.interactions.services import Fact, Partner, source
from zveno.network.programmes.models import (
    Commission,
    CommissionKind,
    Contribution,
    ContributionKind,
    DiplomaTopic,
    Expertise,
    Internship,
)

SOURCE = "programmes"
FORMS = {CommissionKind.MODULE: "module-exam", CommissionKind.DEMO: "module-exam"}
"""Forms of the register's dictionary; the first comes with migration 0002 of this package."""


def key_of(thing: models.Model) -> str:
    return f"{thing._meta.model_name} {thing.pk}"


def of_internship(internship: Internship) -> Fact:
    return Fact(
        source=SOURCE,
        key=key_of(internship),
        form="teacher-internship",
        initiator=internship.college_id,
        partners=(Partner(internship.enterprise_id),),
        starts_on=internship.starts_on,
        ends_on=internship.ends_on,
        title=internship.goal,
        people=1,
        teachers=1,
        evidence=internship.certificate,
    )


def of_commission(commission: Commission) -> Fact:
    """Its partners are the organisations of those who sit in it."""
    seats: dict[int, int] = {}
    for member in commission.members.all():
        seats[member.organisation_id] = seats.get(member.organisation_id, 0) + 1
    partners = {number: amount for number, amount in seats.items() if number != commission.college_id}
    return Fact(
        source=SOURCE,
        key=key_of(commission),
        form=FORMS.get(CommissionKind(commission.kind), "final-exam"),
        initiator=commission.college_id,
        partners=tuple(Partner(number, people=amount) for number, amount in partners.items()),
        starts_on=commission.held_on,
        title=str(commission),
        people=sum(partners.values()),
        specialists=sum(partners.values()),
        evidence=commission.order,
    )


def of_topic(topic: DiplomaTopic) -> Fact:
    """The register wants days: a topic belongs to the spring of its defence."""
    return Fact(
        source=SOURCE,
        key=key_of(topic),
        form="diploma",
        initiator=topic.college_id,
        partners=(Partner(topic.enterprise_id),),
        starts_on=timezone.localdate(topic.entered_at),
        ends_on=max(timezone.localdate(topic.entered_at), date(topic.year, 6, 30)),
        title=topic.title,
        people=1 if topic.reviewer else None,
        specialists=1 if topic.reviewer else None,
        evidence=topic.reviewer,
    )


def of_contribution(contribution: Contribution) -> Fact:
    return Fact(
        source=SOURCE,
        key=key_of(contribution),
        form="joint-funding" if contribution.kind == ContributionKind.MONEY else "equipment",
        initiator=contribution.enterprise_id,
        partners=(Partner(contribution.college_id),),
        starts_on=contribution.given_on,
        title=contribution.title,
        evidence=contribution.paper,
    )


def of_expertise(expertise: Expertise) -> Fact:
    if expertise.answered_at is None:
        raise ValueError(f"{expertise} has not answered")
    return Fact(
        source=SOURCE,
        key=key_of(expertise),
        form="programme-expertise",
        initiator=expertise.organisation_id,
        partners=(Partner(expertise.change.programme.college_id),),
        starts_on=timezone.localdate(expertise.answered_at),
        title=expertise.change.title,
        people=1,
        specialists=1,
        evidence=expertise.answered_by,
    )


def _page(key: str) -> str:
    kind, _space, number = key.partition(" ")
    pages = {
        "internship": "programmes:internship_show",
        "commission": "programmes:commission_show",
        "contribution": "programmes:contribution_show",
        "diplomatopic": "programmes:topic_edit",
        "expertise": "programmes:expertise_show",
    }
    return reverse(pages[kind], args=[number])


@source(SOURCE, title=_("Программы и участие предприятий в них"), url_of=_page)
def facts() -> Iterator[Fact]:
    """Everything that stands, for the rebuild."""
    yield from map(of_internship, Internship.objects.done())
    commissions = Commission.objects.select_related("programme__profession", "part").prefetch_related(
        "members"
    )
    yield from map(of_commission, commissions)
    yield from map(of_topic, DiplomaTopic.objects.all())
    yield from map(of_contribution, Contribution.objects.all())
    yield from map(
        of_expertise,
        Expertise.objects.filter(answered_at__isnull=False).select_related("change__programme"),
    )
