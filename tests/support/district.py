"""A small world for tests of rights: two districts of one region, owner, colleague, neighbour, stranger."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.factories.organisations import make_organisation, make_territory
from zveno.network.organisations.models import Organisation, Territory
from zveno.network.organisations.roles import Family


@dataclass(frozen=True)
class District:
    """Our district with one organisation of the main families, and a foreign district beside it."""

    region: Territory
    ours: Territory
    foreign: Territory
    school: Organisation
    neighbour_school: Organisation
    college: Organisation
    enterprise: Organisation
    authority: Organisation
    centre: Organisation
    employment: Organisation
    foreign_school: Organisation
    foreign_enterprise: Organisation


@pytest.fixture
def district(db: None) -> District:
    region = make_territory(Territory.Level.REGION)
    ours = make_territory(parent=region)
    foreign = make_territory(parent=region)
    return District(
        region=region,
        ours=ours,
        foreign=foreign,
        school=make_organisation(Family.SCHOOL, territory=ours),
        neighbour_school=make_organisation(Family.SCHOOL, territory=ours),
        college=make_organisation(Family.COLLEGE, territory=ours),
        enterprise=make_organisation(Family.ENTERPRISE, territory=ours),
        authority=make_organisation(Family.AUTHORITY, territory=ours),
        centre=make_organisation(Family.ADDITIONAL, territory=ours),
        employment=make_organisation(Family.EMPLOYMENT, territory=ours),
        foreign_school=make_organisation(Family.SCHOOL, territory=foreign),
        foreign_enterprise=make_organisation(Family.ENTERPRISE, territory=foreign),
    )
