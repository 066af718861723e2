"""What is read from the register: who may see it, partners, silence, the map, the passport."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.factories.interactions import DAY, NOON, enter, make_fact, make_interaction
from tests.factories.organisations import make_actor
from tests.rights.world import actor_of
from tests.support.district import District

from zveno.network.interactions.models import Interaction, Side
from zveno.network.interactions.policies import can_view
from zveno.network.interactions.queries import (
    network_map,
    participation,
    partner_sentences,
    partners_of,
    silent_pairs,
    today,
    visible_facts,
    years_of,
)
from zveno.network.interactions.queries.maps import sides_of_district
from zveno.network.interactions.queries.years import months_before
from zveno.network.interactions.services import Partner, withdraw_interaction
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Family, Role

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize("role", Role)
def test_what_one_may_list_is_what_one_may_see(district: District, role: Role) -> None:
    make_interaction(district.enterprise, district.school)
    make_interaction(district.foreign_enterprise, district.foreign_school)
    make_interaction(district.foreign_enterprise, district.college, district.school)
    make_interaction(district.centre, district.employment)
    make_interaction(district.authority, Partner(name="Музей связи"))
    actor = actor_of(role, district)

    listed = set(visible_facts(actor))

    assert listed == {
        row
        for row in Interaction.objects.select_related("initiator__territory").prefetch_related(
            "sides__organisation__territory"
        )
        if can_view(actor, row)
    }


def test_partners_are_counted_whoever_began(district: District) -> None:
    make_interaction(district.school, district.enterprise, form="joint-lesson", starts_on=date(2026, 9, 10))
    make_interaction(district.enterprise, district.school, district.college)
    make_interaction(district.enterprise, district.school, starts_on=date(2026, 3, 1))
    make_interaction(district.school, Partner(name="Музей связи"), form="project")
    make_interaction(district.college, district.enterprise)

    lines = partners_of(district.school, on=TODAY)

    assert [(line.name, line.forms, line.facts, line.last) for line in lines] == [
        ("Музей связи", {"реализация проекта": 1}, 1, DAY),
        (
            str(district.enterprise),
            {"экскурсия на производство": 2, "совместное занятие, урок": 1},
            3,
            DAY,
        ),
    ]


def test_a_partner_is_written_as_in_reports(district: District) -> None:
    district.enterprise.short_name = "ООО «Завод»"
    district.enterprise.save()
    make_interaction(district.enterprise, district.school)
    make_interaction(district.school, Partner(name="Музей связи"), form="project")

    sentences = partner_sentences(partners_of(district.school, on=TODAY))

    assert sentences == [
        "Музей связи (реализация проекта)",
        "ООО «Завод» (экскурсия на производство)",
    ]


def test_what_was_withdrawn_makes_no_partner(district: District) -> None:
    make_interaction(district.enterprise, district.school, key="gone")
    withdraw_interaction("trials", "gone", why="Отменено", at=NOON)

    assert partners_of(district.school, on=TODAY) == []


def test_a_contract_alone_is_no_contact_and_half_a_year_without_one_is_silence(district: District) -> None:
    school, works, college, centre = (
        district.school,
        district.enterprise,
        district.college,
        district.centre,
    )
    make_interaction(school, works, form="cooperation-agreement", starts_on=date(2025, 9, 1), lasts=True)
    make_interaction(school, college, starts_on=date(2026, 4, 1))
    make_interaction(school, centre, starts_on=date(2026, 9, 1))
    make_interaction(school, district.employment, form="cooperation-agreement", starts_on=DAY, lasts=True)

    silent = silent_pairs(make_actor(Role.DEPUTY, school), on=TODAY, organisation=school)
    patient = silent_pairs(make_actor(Role.DEPUTY, school), on=TODAY, months=12, organisation=school)

    assert {(line.name, line.last, line.agreed) for line in silent} == {
        (str(works), None, True),
        (str(college), date(2026, 4, 1), False),
    }
    assert [line.name for line in patient] == [str(works)]


def test_what_lasts_still_is_a_contact_of_today(district: District) -> None:
    make_interaction(
        district.college, district.enterprise, form="practice", starts_on=date(2026, 2, 1), lasts=True
    )

    (line,) = partners_of(district.college, on=TODAY)

    assert (line.last, line.silent) == (TODAY, False)


def test_an_authority_sees_each_silent_pair_of_its_district_once(district: District) -> None:
    long_ago = date(2025, 10, 1)
    make_interaction(district.enterprise, district.school, starts_on=long_ago)
    make_interaction(district.school, district.enterprise, starts_on=long_ago + timedelta(days=9))
    make_interaction(district.foreign_enterprise, district.foreign_school, starts_on=long_ago)
    make_interaction(district.college, district.school, starts_on=DAY)

    lines = silent_pairs(make_actor(Role.COORDINATOR, district.authority), on=TODAY)

    assert [(line.facts, line.last) for line in lines] == [(2, long_ago + timedelta(days=9))]


@pytest.mark.parametrize(
    ("months", "expected"), [(6, date(2026, 2, 28)), (12, date(2025, 8, 31)), (18, date(2025, 2, 28))]
)
def test_months_are_counted_to_the_last_day_of_a_short_one(months: int, expected: date) -> None:
    assert months_before(date(2026, 8, 31), months) == expected


def edges(actor_role: Role, home: Organisation, **asked: object) -> set[tuple[frozenset[str], int, bool]]:
    actor = make_actor(actor_role, home)
    found = network_map(actor, sides_of_district(actor), on=TODAY, **asked)  # type: ignore[arg-type]
    return {
        (frozenset((edge.first.name, edge.second.name)), edge.facts, edge.is_open) for edge in found.edges
    }


def test_everybody_who_works_in_the_district_sees_its_map_and_opens_his_own_ties(
    district: District,
) -> None:
    make_interaction(district.enterprise, district.school)
    make_interaction(district.school, district.enterprise, form="practice-contract")
    make_interaction(district.enterprise, district.college)
    make_interaction(district.foreign_enterprise, district.foreign_school)
    make_interaction(district.school, Partner(name="Музей связи"))

    school, works, college = map(str, (district.school, district.enterprise, district.college))

    own, others = frozenset((school, works)), frozenset((works, college))
    assert edges(Role.CLASS_TEACHER, district.school) == {(own, 2, True), (others, 1, False)}
    assert edges(Role.COORDINATOR, district.authority) == {(own, 2, True), (others, 1, True)}


def test_the_map_is_narrowed_by_territory_and_kind(district: District) -> None:
    make_interaction(district.enterprise, district.school)
    make_interaction(district.enterprise, district.college)
    make_interaction(district.college, district.foreign_school)

    def pairs(**asked: object) -> set[frozenset[str]]:
        return {pair for pair, *_rest in edges(Role.REGIONAL_CURATOR, district.authority, **asked)}

    college, works, school = map(str, (district.college, district.enterprise, district.school))
    assert pairs(families=[Family.SCHOOL]) == {
        frozenset((works, school)),
        frozenset((college, str(district.foreign_school))),
    }
    assert pairs(territory=district.foreign.path) == {frozenset((college, str(district.foreign_school)))}


def test_whoever_did_nothing_is_drawn_grey_and_the_picture_is_always_the_same(district: District) -> None:
    make_interaction(district.enterprise, district.school)
    make_interaction(district.enterprise, district.school, form="practice-contract")
    make_interaction(district.centre, district.school)
    actor = make_actor(Role.COORDINATOR, district.authority)

    first, again = (network_map(actor, sides_of_district(actor), on=TODAY) for _time in range(2))

    silent = {node.name for node in first.picture.nodes if node.silent}
    assert silent == {
        str(one)
        for one in (district.neighbour_school, district.college, district.authority, district.employment)
    }
    assert sorted((tie.weight, tie.group) for tie in first.picture.ties) == [(1, 1), (2, 2)]
    assert first.picture.data == again.picture.data


def test_no_two_organisations_stand_at_the_same_place(district: District) -> None:
    for _each in range(40):
        make_fact(district.enterprise, district.school)
    actor = make_actor(Role.COORDINATOR, district.authority)

    found = network_map(actor, sides_of_district(actor), on=TODAY)

    places = [(node.x, node.y) for node in found.picture.nodes]
    assert len(set(places)) == len(places)


def test_the_passport_counts_the_school_year_and_people_once_for_each_fact(district: District) -> None:
    works = district.enterprise
    make_interaction(works, district.school, district.college, people=30, pupils=20, students=10)
    make_interaction(district.college, works, form="practice", starts_on=date(2026, 9, 1), people=12)
    make_interaction(works, district.school, form="joint-lesson", starts_on=date(2026, 8, 31), people=99)
    make_interaction(
        district.college, works, form="cooperation-agreement", starts_on=date(2024, 9, 1), lasts=True
    )

    found = participation(works, 2026)

    assert (found.facts, found.agreements, found.people, len(found.partners)) == (3, 1, 42, 2)
    assert dict(found.by_kind) == {
        "Школьников": 20,
        "Студентов": 10,
        "Педагогов": None,
        "Родителей": None,
        "Специалистов предприятия": None,
    }
    assert years_of(works, on=TODAY) == [2026, 2025, 2024]


def test_home_tells_a_partner_what_to_confirm_and_an_author_what_is_disputed(district: District) -> None:
    navigator = make_actor(Role.NAVIGATOR, district.school)
    row = enter(navigator, district.enterprise)
    hr = make_actor(Role.HR, district.enterprise)

    asked = today(hr, at=NOON)
    Side.objects.filter(interaction=row).update(
        answer="disputed", objection="Не было", answered_at=NOON, answered_by="Кадрова"
    )
    Interaction.objects.update(confirmation="disputed")

    assert [item.url for item in asked] == [row.get_absolute_url()]
    assert [item.url for item in today(navigator, at=NOON)] == [row.get_absolute_url()]
    assert today(hr, at=NOON) == []
    assert today(make_actor(Role.CLASS_TEACHER, district.enterprise), at=NOON) == []
