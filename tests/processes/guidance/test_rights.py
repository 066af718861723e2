"""Who sees and does what with a question."""

from __future__ import annotations

import pytest
from tests.factories.guidance import FRIDAY, make_centre, make_question
from tests.factories.organisations import make_actor
from tests.support.district import District

from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import ROLES, Family, Role
from zveno.processes.guidance import policies, services
from zveno.processes.guidance.models import Question


@pytest.fixture
def questions(district: District) -> list[Question]:
    centre = make_centre(district.centre)
    methodologist = make_actor(Role.METHODOLOGIST, district.centre)
    make_actor(Role.EMPLOYMENT_SPECIALIST, district.employment)
    passed = make_question(centre, email="b@example.ru")
    services.pass_question(passed, to=district.employment, why="О работе", by=methodologist, at=FRIDAY)
    return [
        make_question(centre),
        Question.objects.get(pk=passed.pk),
        make_question(centre, email="c@example.ru", confirmed=False),
        make_question(make_centre(district.foreign_school), email="d@example.ru"),
    ]


def everybody(district: District) -> list[Actor]:
    places = {
        Family.SCHOOL: district.school,
        Family.COLLEGE: district.college,
        Family.ENTERPRISE: district.enterprise,
        Family.AUTHORITY: district.authority,
        Family.ADDITIONAL: district.centre,
        Family.EMPLOYMENT: district.employment,
    }
    return [
        make_actor(role, places[family])
        for role, spec in ROLES.items()
        for family in spec.families
        if family in places
    ]


def test_what_one_may_list_is_what_one_may_see(district: District, questions: list[Question]) -> None:
    for actor in everybody(district):
        listed = set(Question.objects.visible_to(actor))

        assert listed == {q for q in questions if policies.can_view(actor, q)}, str(actor)


def test_texts_are_read_by_those_who_answer_and_by_nobody_else(
    district: District, questions: list[Question]
) -> None:
    own, passed, *_others = questions

    readers = {
        question: {
            (actor.role, actor.organisation)
            for actor in everybody(district)
            if policies.can_read(actor, question)
        }
        for question in (own, passed)
    }

    assert readers == {
        own: {(Role.METHODOLOGIST, district.centre), (Role.COUNSELLOR, district.centre)},
        passed: {
            (Role.EMPLOYMENT_SPECIALIST, district.employment),
            (Role.COUNSELLOR, district.employment),
        },
    }


def test_the_coordinator_sees_the_card_and_the_refusal_of_the_text_says_who_can(
    district: District, questions: list[Question]
) -> None:
    coordinator = make_actor(Role.COORDINATOR, district.authority)

    refused = policies.can_read(coordinator, questions[0])

    assert policies.can_view(coordinator, questions[0])
    assert not refused
    assert str(district.centre) in str(refused.who_can)
    assert not policies.can_view(coordinator, questions[3])
