"""What one may list is what one may see: querysets and policies give the same answer to every role."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.factories.accounts import make_user
from tests.factories.organisations import (
    make_invitation,
    make_join_request,
    make_seat,
    make_territory,
)
from tests.rights.world import actor_of
from tests.support.district import District

from zveno.network.organisations import policies
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import (
    Invitation,
    JoinRequest,
    Membership,
    Organisation,
    Territory,
)
from zveno.network.organisations.roles import ROLES, Family, Role


def everybody(district: District) -> Iterator[Actor]:
    for role in Role:
        yield actor_of(role, district)
    yield Actor(make_user())


@pytest.fixture
def crowd(district: District) -> District:
    """Every role in every organisation where it exists, in both districts and in a settlement."""
    village = make_territory(Territory.Level.SETTLEMENT, parent=district.ours)
    district.neighbour_school.territory = village
    district.neighbour_school.save()
    for organisation in Organisation.objects.select_related("kind"):
        for role in Role:
            if Family(organisation.kind.family) in ROLES[role].families:
                make_seat(role, organisation)
        make_invitation(organisation)
    make_join_request(territory=district.ours)
    make_join_request(territory=district.foreign)
    make_join_request(territory=village)
    return district


def test_organisations(crowd: District) -> None:
    for actor in everybody(crowd):
        listed = set(Organisation.objects.visible_to(actor))
        seen = {
            organisation
            for organisation in Organisation.objects.select_related("territory", "kind")
            if policies.can_view(actor, organisation)
        }
        assert listed == seen, actor


def test_seats(crowd: District) -> None:
    for actor in everybody(crowd):
        listed = set(Membership.objects.visible_to(actor))
        seen = {
            seat
            for seat in Membership.objects.select_related("organisation__territory", "user")
            if policies.can_see_seat(actor, seat)
        }
        assert listed == seen, actor


def test_invitations(crowd: District) -> None:
    for actor in everybody(crowd):
        listed = set(Invitation.objects.visible_to(actor))
        managed = {
            invitation
            for invitation in Invitation.objects.select_related("organisation__territory")
            if policies.can_withdraw(actor, invitation)
        }
        assert listed == managed, actor


def test_join_requests(crowd: District) -> None:
    for actor in everybody(crowd):
        listed = set(JoinRequest.objects.visible_to(actor))
        seen = {
            request
            for request in JoinRequest.objects.select_related("territory")
            if policies.can_see_request(actor, request)
        }
        assert listed == seen, actor


def test_a_settlement_sees_its_whole_district(crowd: District) -> None:
    villager = next(
        Actor(seat.user, seat)
        for seat in Membership.objects.filter(organisation=crowd.neighbour_school, role=Role.DIRECTOR)
    )

    assert policies.can_view(villager, crowd.school)
    assert not policies.can_view(villager, crowd.foreign_school)
