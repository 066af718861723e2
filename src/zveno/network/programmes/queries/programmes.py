"""Programmes and what surrounds them, as lists show them."""

from __future__ import annotations

from django.db.models import Count, Prefetch, Q

from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation, OrganisationQuerySet
from zveno.network.programmes.models import (
    ChangeRequest,
    ChangeRequestQuerySet,
    Commission,
    CommissionMember,
    CommissionQuerySet,
    Contribution,
    ContributionQuerySet,
    DiplomaTopic,
    DiplomaTopicQuerySet,
    Internship,
    InternshipQuerySet,
    Programme,
    ProgrammeQuerySet,
)
from zveno.network.programmes.staff import EMPLOYERS
from zveno.network.programmes.states import RemarkState


def visible_programmes(actor: Actor) -> ProgrammeQuerySet:
    return Programme.objects.visible_to(actor).select_related(
        "college__kind", "college__territory", "profession", "author"
    )


def listed_programmes(actor: Actor) -> ProgrammeQuerySet:
    """With how many students learn by each (`students`)."""
    return visible_programmes(actor).annotate(
        students=Count(
            "groups__group__enrolments",
            filter=Q(groups__group__enrolments__status__in=("studies", "on_leave")),
            distinct=True,
        )
    )


def visible_changes(actor: Actor) -> ChangeRequestQuerySet:
    """With how many remarks there are and wait (`remarks`, `waiting`)."""
    return (
        ChangeRequest.objects.visible_to(actor)
        .select_related(
            "programme__college__kind", "programme__college__territory", "programme__profession", "author"
        )
        .prefetch_related("expertises__organisation__kind")
        .annotate(
            remarks=Count("expertises__remarks", distinct=True),
            waiting=Count(
                "expertises__remarks",
                filter=Q(expertises__remarks__state=RemarkState.OPEN),
                distinct=True,
            ),
        )
    )


def visible_internships(actor: Actor) -> InternshipQuerySet:
    return Internship.objects.visible_to(actor).select_related(
        "college__kind",
        "college__territory",
        "enterprise__kind",
        "enterprise__territory",
        "report_file",
        "certificate_file",
        "user",
    )


def visible_commissions(actor: Actor) -> CommissionQuerySet:
    members = CommissionMember.objects.select_related("organisation")
    return (
        Commission.objects.visible_to(actor)
        .select_related("college__kind", "college__territory", "programme__profession", "part")
        .prefetch_related(Prefetch("members", members))
    )


def visible_topics(actor: Actor) -> DiplomaTopicQuerySet:
    return DiplomaTopic.objects.visible_to(actor).select_related(
        "college__kind", "college__territory", "programme__profession", "enterprise", "group"
    )


def visible_contributions(actor: Actor) -> ContributionQuerySet:
    return (
        Contribution.objects.visible_to(actor)
        .select_related("college__kind", "college__territory", "enterprise__kind", "programme__profession")
        .prefetch_related("files")
    )


def employers_for(actor: Actor) -> OrganisationQuerySet:
    """Enterprises of the actor's district."""
    return Organisation.objects.visible_to(actor).active().of_family(*EMPLOYERS)
