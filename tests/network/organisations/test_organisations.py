"""Organisations come, change, are confirmed, leave."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest
from tests.factories.organisations import make_actor, make_kind, make_organisation, make_territory
from tests.support.district import District

from zveno.base.audit.queries import history_of
from zveno.base.core.verdict import Refused
from zveno.network.organisations.actors import INSTALLATION
from zveno.network.organisations.models import Organisation, Territory
from zveno.network.organisations.roles import Family, Role
from zveno.network.organisations.services import (
    OrganisationError,
    add_organisation,
    add_territory,
    bring_back,
    change_organisation,
    confirm_by_link,
    confirm_details,
    take_out,
)

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def test_territory_knows_its_way_from_the_region(db: None) -> None:
    region = add_territory("Область", level=Territory.Level.REGION, by=INSTALLATION, at=NOW)

    district = add_territory(
        "Округ", level=Territory.Level.MUNICIPALITY, parent=region, by=INSTALLATION, at=NOW
    )

    assert (region.path, district.path) == (f"/{region.pk}/", f"/{region.pk}/{district.pk}/")
    assert list(Territory.objects.within(region.path)) == [region, district]


def test_settlement_does_not_lie_in_a_region_directly(db: None) -> None:
    region = make_territory(Territory.Level.REGION)

    with pytest.raises(OrganisationError, match="населённый пункт – в муниципальное"):
        add_territory("Село", level=Territory.Level.SETTLEMENT, parent=region, by=INSTALLATION, at=NOW)


def test_coordinator_adds_an_organisation_to_his_own_district_only(district: District) -> None:
    coordinator = make_actor(Role.COORDINATOR, district.authority)
    add = partial(
        add_organisation,
        kind=make_kind(Family.ENTERPRISE),
        full_name="Завод",
        short_name="Завод",
        by=coordinator,
        at=NOW,
    )

    added = add(territory=district.ours)

    assert [line.what for line in history_of(added)] == ["Организация принята в сеть"]
    with pytest.raises(Refused, match="управление образования"):
        add(territory=district.foreign)


def test_wrong_requisites_are_said_by_field_and_nothing_is_kept(district: District) -> None:
    coordinator = make_actor(Role.COORDINATOR, district.authority)
    before = Organisation.objects.count()

    with pytest.raises(OrganisationError) as refused:
        add_organisation(
            kind=make_kind(),
            full_name="Школа",
            short_name="Школа",
            territory=district.ours,
            inn="7707083894",
            kpp="1",
            by=coordinator,
            at=NOW,
        )

    assert set(refused.value.by_field) == {"inn", "kpp"}
    assert Organisation.objects.count() == before


def test_two_organisations_do_not_share_inn_and_kpp(district: District) -> None:
    make_organisation(territory=district.ours, inn="7707083893", kpp="470201001")
    coordinator = make_actor(Role.COORDINATOR, district.authority)

    with pytest.raises(OrganisationError, match="уже есть в сети"):
        change_organisation(district.school, inn="7707083893", kpp="470201001", by=coordinator, at=NOW)


def test_changes_stand_in_the_history_field_by_field(district: District) -> None:
    director = make_actor(Role.DIRECTOR, district.school)
    phone = district.school.phone

    change_organisation(district.school, phone="+7 (000) 111-22-33", by=director, at=NOW)
    change_organisation(district.school, phone="+7 (000) 111-22-33", by=director, at=NOW)

    lines = history_of(district.school)
    assert [(line.what, [str(change) for change in line.changes]) for line in lines] == [
        ("Изменены сведения", [f"телефон: «{phone or 'пусто'}» → «+7 (000) 111-22-33»"])
    ]


def test_director_does_not_move_his_school_into_another_district(district: District) -> None:
    director = make_actor(Role.DIRECTOR, district.school)

    with pytest.raises(Refused):
        change_organisation(district.school, territory=district.foreign, by=director, at=NOW)


def test_what_an_organisation_is_and_whose_is_for_the_district_to_say(district: District) -> None:
    director = make_actor(Role.DIRECTOR, district.school)
    coordinator = make_actor(Role.COORDINATOR, district.authority)
    college = district.college.kind

    with pytest.raises(Refused):
        change_organisation(district.school, kind=college, by=director, at=NOW)
    with pytest.raises(Refused):
        change_organisation(district.school, parent=district.authority, by=director, at=NOW)
    changed = change_organisation(district.school, kind=college, by=coordinator, at=NOW)

    assert changed.kind == college


def test_confirmed_details_name_when_and_who(district: District) -> None:
    director = make_actor(Role.DIRECTOR, district.school)

    school = confirm_details(district.school, by=director, at=NOW)

    assert (school.confirmed_at, school.confirmed_by) == (NOW, director.user.get_full_name())


def test_teacher_confirms_nothing(district: District) -> None:
    teacher = make_actor(Role.CLASS_TEACHER, district.school)

    with pytest.raises(Refused, match="сама организация"):
        confirm_details(district.school, by=teacher, at=NOW)


def test_organisation_leaves_with_a_reason_and_comes_back(district: District) -> None:
    coordinator = make_actor(Role.COORDINATOR, district.authority)

    left = take_out(district.enterprise, why="ликвидирована", by=coordinator, at=NOW)
    state_when_left = left.state
    back = bring_back(left, why="ошиблись", by=coordinator, at=NOW)

    assert (state_when_left, back.state) == ("left", "active")
    assert [line.why for line in history_of(district.enterprise)] == ["ошиблись", "ликвидирована"]


def test_organisation_that_has_left_does_not_leave_again(district: District) -> None:
    coordinator = make_actor(Role.COORDINATOR, district.authority)
    take_out(district.enterprise, why="ликвидирована", by=coordinator, at=NOW)

    with pytest.raises(Refused, match="вышла из сети"):
        take_out(district.enterprise, why="ещё раз", by=coordinator, at=NOW)


def test_leaving_without_a_reason_is_not_done(district: District) -> None:
    coordinator = make_actor(Role.COORDINATOR, district.authority)

    with pytest.raises(OrganisationError, match="Назовите причину"):
        take_out(district.enterprise, why="  ", by=coordinator, at=NOW)


def test_a_link_changes_nothing_in_an_organisation_that_has_left(district: District) -> None:
    coordinator = make_actor(Role.COORDINATOR, district.authority)
    take_out(district.school, why="Закрыта", by=coordinator, at=NOW)
    evidence = {"person": "Тестова Анна", "email": "anna@example.ru", "address": "127.0.0.1"}

    with pytest.raises(OrganisationError, match="вышла из сети"):
        confirm_by_link(district.school, evidence=evidence, at=NOW, phone="+7 000 111-22-33")
