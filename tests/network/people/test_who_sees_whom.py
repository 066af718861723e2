"""Nobody gets in where he does not belong."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories.accounts import make_user
from tests.factories.organisations import make_actor, make_seat
from tests.factories.people import (
    make_enrolment,
    make_group,
    make_guardianship,
    make_lead,
    make_person,
    make_pupil,
)
from tests.support.district import District

from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import ROLES, Family, Role
from zveno.network.people import policies
from zveno.network.people.models import Enrolment, Person, StudyGroup

WHOLE_SCHOOL = {Role.DIRECTOR, Role.DEPUTY, Role.COUNSELLOR, Role.NAVIGATOR}


def seen(actor: Actor) -> list[str]:
    return sorted(person.family_name for person in Person.objects.visible_to(actor))


@pytest.fixture
def school(district: District) -> Organisation:
    """Two classes, a mother of one pupil; beside it a pupil of the neighbours and a student."""
    eighth, ninth = make_group(district.school, "8А"), make_group(district.school, "9Б")
    eighth_pupil = make_pupil(eighth, "Восьмой Иван")
    make_pupil(ninth, "Девятый Пётр")
    make_guardianship(eighth_pupil, make_person("Мамина Анна"))
    make_pupil(make_group(district.neighbour_school, "8А"), "Соседний Олег")
    make_enrolment(district.college, make_person("Студентов Глеб"), kind="student")
    return district.school


def test_who_works_with_the_whole_school_sees_its_pupils_and_their_parents_only(school: Organisation) -> None:
    shown = {
        role: seen(make_actor(role, school)) for role in Role if Family(school.family) in ROLES[role].families
    }

    assert {role for role, names in shown.items() if names} == WHOLE_SCHOOL
    assert {tuple(names) for names in shown.values() if names} == {("Восьмой", "Девятый", "Мамина")}


def test_authorities_see_no_names_but_who_answers_for_the_data_sees_the_territory(
    school: Organisation, district: District
) -> None:
    shown = {
        role: seen(make_actor(role, district.authority))
        for role in Role
        if Family.AUTHORITY in ROLES[role].families
    }

    everybody = ["Восьмой", "Девятый", "Мамина", "Соседний", "Студентов"]
    assert {role: names for role, names in shown.items() if names} == {Role.AUDITOR: everybody}


def test_employers_and_the_employment_service_see_nobody(school: Organisation, district: District) -> None:
    actors = [
        make_actor(role, organisation)
        for organisation in (district.enterprise, district.employment)
        for role in Role
        if Family(organisation.family) in ROLES[role].families
    ]

    assert [seen(actor) for actor in actors] == [[] for _ in actors]


@pytest.mark.parametrize("role", [Role.CLASS_TEACHER, Role.NAVIGATOR])
def test_who_leads_a_class_sees_that_class(school: Organisation, role: Role) -> None:
    seat = make_seat(role, school)
    make_lead(StudyGroup.objects.get(organisation=school, name="8А"), seat)

    assert seen(Actor(seat.user, seat)) == ["Восьмой", "Мамина"]


def test_whoever_left_the_class_is_seen_by_the_school_and_no_more_by_his_teacher(
    school: Organisation,
) -> None:
    seat = make_seat(Role.CLASS_TEACHER, school)
    make_lead(StudyGroup.objects.get(organisation=school, name="8А"), seat)
    Enrolment.objects.filter(person__family_name="Восьмой").update(status="expelled", until=date(2026, 10, 1))

    assert seen(Actor(seat.user, seat)) == []
    assert seen(make_actor(Role.DIRECTOR, school)) == ["Восьмой", "Девятый", "Мамина"]


def test_a_parent_sees_himself_and_his_children_and_a_pupil_himself(
    school: Organisation, district: District
) -> None:
    mother, pupil = make_user(), make_user()
    Person.objects.filter(family_name="Мамина").update(user=mother)
    Person.objects.filter(family_name="Восьмой").update(user=pupil)
    at_work = make_seat(Role.HR, district.enterprise, user=mother)

    by_seat = [seen(Actor(mother, make_seat(Role.PARENT, school, user=mother))), seen(Actor(mother, at_work))]

    assert by_seat == [["Восьмой", "Мамина"], ["Восьмой", "Мамина"]]
    assert seen(Actor(pupil, make_seat(Role.PUPIL, school, user=pupil))) == ["Восьмой"]


def test_an_ended_guardianship_shows_nothing(school: Organisation) -> None:
    mother = make_user()
    person = Person.objects.get(family_name="Мамина")
    person.user = mother
    person.save()
    person.wardships.update(until=date(2026, 9, 10))

    assert seen(Actor(mother)) == ["Мамина"]


def test_a_school_sees_only_its_own_enrolments_of_a_person(school: Organisation, district: District) -> None:
    person = Person.objects.get(family_name="Восьмой")
    make_enrolment(district.centre, person, kind="listener")

    at_school = Enrolment.objects.visible_to(make_actor(Role.DIRECTOR, school)).filter(person=person)
    at_centre = Enrolment.objects.visible_to(make_actor(Role.METHODOLOGIST, district.centre))

    assert [one.organisation for one in at_school] == [school]
    assert [one.organisation for one in at_centre] == [district.centre]


def test_what_is_listed_is_what_may_be_opened(school: Organisation, district: District) -> None:
    seat = make_seat(Role.CLASS_TEACHER, school)
    make_lead(StudyGroup.objects.get(organisation=school, name="8А"), seat)
    actors = [
        Actor(seat.user, seat),
        Actor(make_user()),
        *(
            make_actor(role, organisation)
            for organisation in Organisation.objects.select_related("kind", "territory")
            for role in Role
            if Family(organisation.family) in ROLES[role].families
        ),
    ]
    persons, groups = list(Person.objects.all()), list(StudyGroup.objects.all())

    for actor in actors:
        listed = set(Person.objects.visible_to(actor))
        assert {person for person in persons if policies.can_view(actor, person)} == listed
        open_groups = set(StudyGroup.objects.visible_to(actor))
        assert {group for group in groups if policies.can_view_group(actor, group)} == open_groups
