"""Facts of interaction and pairs of partners."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from tests.factories.interactions import make_entered
from tests.factories.organisations import make_actor, make_organisation
from tests.rights.world import Meeting, thing
from zveno.base.files.intake import receive_own
from zveno.base.files.kinds import PDF
from zveno.network.interactions.queries import school_year_of
from zveno.network.interactions.services import enter_fact
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Family, Role


def _neighbour(meeting: Meeting) -> Organisation:
    """Another organisation of the same territory, where nobody of the meeting works."""
    return make_organisation(Family.SCHOOL, territory=meeting.organisation.territory)


def _fact(initiator: Organisation, partner: Organisation) -> Mapping[str, Any]:
    row = enter_fact(
        make_entered(partner, evidence=""),
        key="right",
        by=make_actor(Role.DIRECTOR, initiator),
        at=timezone.now(),
        received=receive_own(b"%PDF-1.7", name="отзыв.pdf", kind=PDF),
    )
    return {"pk": row.pk}


@thing("typed_fact")
def typed_fact(meeting: Meeting) -> Mapping[str, Any]:
    """Entered by the organisation met, with a file."""
    return _fact(meeting.organisation, _neighbour(meeting))


@thing("fact_to_confirm")
def fact_to_confirm(meeting: Meeting) -> Mapping[str, Any]:
    """Entered by another; the organisation met is the other side."""
    return _fact(_neighbour(meeting), meeting.organisation)


@thing("partners")
def partners(meeting: Meeting) -> Mapping[str, Any]:
    """Of the organisation met."""
    return {"organisation": meeting.organisation.pk}


@thing("partner_pair")
def partner_pair(meeting: Meeting) -> Mapping[str, Any]:
    return {"organisation": meeting.organisation.pk, "partner": _neighbour(meeting).pk}


@thing("participation")
def participation(meeting: Meeting) -> Mapping[str, Any]:
    return {"organisation": meeting.organisation.pk, "year": school_year_of(timezone.localdate())}
