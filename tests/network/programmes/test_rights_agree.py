"""What may be listed is what may be seen, for every role; and a deputy at a technikum may what he must."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.factories.organisations import make_actor, make_organisation
from tests.factories.programmes import (
    make_change,
    make_commission,
    make_contribution,
    make_internship,
    make_member,
    make_profile,
    make_programme,
)
from tests.support.district import District

from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import ROLES, Family, Role
from zveno.network.programmes import policies
from zveno.network.programmes.models import (
    ChangeRequest,
    Commission,
    Contribution,
    Internship,
    Profile,
    Programme,
)
from zveno.network.programmes.states import ChangeState, ProgrammeState

CASES: list[tuple[Any, Callable[..., Any]]] = [
    (Programme, policies.can_view),
    (Profile, policies.can_view_profile),
    (ChangeRequest, policies.can_view_change),
    (Internship, policies.can_view_internship),
    (Commission, policies.can_view_commission),
    (Contribution, policies.can_view_contribution),
]


def homes(district: District) -> dict[Family, Organisation]:
    return {
        Family.SCHOOL: district.school,
        Family.COLLEGE: district.college,
        Family.ENTERPRISE: district.enterprise,
        Family.AUTHORITY: district.authority,
        Family.ADDITIONAL: district.centre,
        Family.EMPLOYMENT: district.employment,
    }


def everybody(district: District) -> list[Actor]:
    """Each role in each organisation where it exists, and a rival and a stranger."""
    places = homes(district)
    rival = make_organisation(Family.COLLEGE, territory=district.ours)
    far = make_organisation(Family.COLLEGE, territory=district.foreign)
    actors = [
        make_actor(role, places[family])
        for role in Role
        for family in places
        if family in ROLES[role].families
    ]
    return [
        *actors,
        make_actor(Role.DEPUTY, rival),
        make_actor(Role.DEPUTY, far),
        make_actor(Role.HR, district.foreign_enterprise),
    ]


def fill(district: District) -> None:
    for college, enterprise in (
        (district.college, district.enterprise),
        (make_organisation(Family.COLLEGE, territory=district.foreign), district.foreign_enterprise),
    ):
        programme = make_programme(college)
        make_programme(college, state=ProgrammeState.DRAFT, year=2025)
        make_change(programme)
        make_change(programme, state=ChangeState.EXPERTISE, experts=(enterprise,))
        make_profile(enterprise)
        make_internship(college, enterprise)
        make_member(make_commission(college), enterprise)
        make_contribution(college, enterprise)


@pytest.mark.parametrize(("model", "can_view"), CASES)
def test_visible_to_agrees_with_can_view(
    model: Any, can_view: Callable[..., Any], district: District
) -> None:
    fill(district)
    rows = list(model.objects.all())

    disagreements = [
        f"{actor}: {row}"
        for actor in everybody(district)
        for row in rows
        if bool(can_view(actor, row)) != model.objects.visible_to(actor).filter(pk=row.pk).exists()
    ]

    assert disagreements == []


def test_a_deputy_at_the_technikum_may_start_approve_and_judge(district: District) -> None:
    deputy = make_actor(Role.DEPUTY, district.college)
    practice = make_actor(Role.PRACTICE_COORDINATOR, district.college)
    draft = make_programme(district.college, state=ProgrammeState.DRAFT, year=2025)
    change = make_change(
        make_programme(district.college), state=ChangeState.EXPERTISE, experts=(district.enterprise,)
    )

    assert policies.can_start(deputy, draft)
    assert policies.can_approve(deputy, change)
    assert policies.can_judge(deputy, change.programme)
    assert not policies.can_start(practice, draft)
    assert not policies.can_approve(practice, change)
    assert policies.can_judge(practice, change.programme)


def test_a_director_of_a_school_keeps_no_programmes(district: District) -> None:
    director = make_actor(Role.DIRECTOR, district.school)

    assert not policies.can_add(director)
    assert not policies.can_state(director)
    assert not policies.can_see_needs(director)
