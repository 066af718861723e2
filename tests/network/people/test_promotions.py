"""A whole school goes to the next year in one action, and back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.organisations import make_actor, make_seat
from tests.factories.people import make_enrolment, make_group, make_lead, make_person, make_pupil
from tests.support.district import District

from zveno.base.core.verdict import Refused
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Role
from zveno.network.people.models import Enrolment, EnrolmentKind, GroupLead, Person, Promotion, StudyGroup
from zveno.network.people.queries.promotions import Step, next_name, year_plan, year_to_promote
from zveno.network.people.services import (
    Choice,
    PeopleError,
    enrol_new,
    move,
    promote,
    undo_promotion,
)

AT = datetime(2027, 6, 25, 9, tzinfo=UTC)
GRADUATION, LAST_DAY = date(2027, 6, 30), date(2027, 8, 31)


@pytest.fixture
def school(district: District) -> Organisation:
    eighth = make_group(district.school, "8А")
    make_pupil(eighth, "Восьмой Иван")
    make_enrolment(district.school, make_person("Отпускной Лев"), eighth, status="on_leave")
    make_pupil(make_group(district.school, "11Б"), "Выпускной Олег")
    make_group(district.school, "7В")
    make_lead(eighth, make_seat(Role.CLASS_TEACHER, district.school))
    return district.school


@pytest.fixture
def deputy(school: Organisation) -> Actor:
    return make_actor(Role.DEPUTY, school)


def promoted(school: Organisation, deputy: Actor, **options: object) -> Promotion:
    given = {"year": 2026, "graduation": GRADUATION, "last_day": LAST_DAY, "by": deputy, "at": AT, **options}
    return promote(school, **given)  # type: ignore[arg-type]


def everything() -> list[list[tuple[object, ...]]]:
    """All that a promotion touches, as plain rows."""
    return [
        list(Enrolment.objects.order_by("pk").values_list()),
        list(StudyGroup.objects.order_by("pk").values_list()),
        list(GroupLead.objects.order_by("pk").values_list()),
    ]


def places() -> list[tuple[str, str, str, str]]:
    rows = Enrolment.objects.select_related("person", "group").order_by("person__sort_key", "since")
    return [
        (row.person.family_name, str(row.group), str(row.get_status_display()), str(row.until))
        for row in rows
    ]


def test_classes_go_up_graduates_go_out_empty_classes_stay(school: Organisation, deputy: Actor) -> None:
    plan = year_plan(school, 2026)

    promoted(school, deputy)

    assert [(str(one.group), one.step) for one in plan.groups] == [
        ("7В", Step.STAY), ("8А", Step.PROMOTE), ("11Б", Step.GRADUATE),
    ]  # fmt: skip
    assert places() == [
        ("Восьмой", "8А", "переведён на следующий год", "2027-08-31"),
        ("Восьмой", "9А", "обучается", "None"),
        ("Выпускной", "11Б", "выпущен", "2027-06-30"),
        ("Отпускной", "8А", "переведён на следующий год", "2027-08-31"),
        ("Отпускной", "9А", "академический отпуск", "None"),
    ]
    ninth = StudyGroup.objects.get(name="9А")
    assert (ninth.year, ninth.level, ninth.leaders.count()) == (2027, 9, 1)


def test_what_was_chosen_for_a_class_counts(school: Organisation, deputy: Actor) -> None:
    classes = {group.name: group.pk for group in StudyGroup.objects.all()}

    promoted(
        school,
        deputy,
        choices={
            classes["8А"]: Choice(Step.PROMOTE, "9М"),
            classes["11Б"]: Choice(Step.STAY, ""),
        },
    )

    assert [row[:3] for row in places()] == [
        ("Восьмой", "8А", "переведён на следующий год"),
        ("Восьмой", "9М", "обучается"),
        ("Выпускной", "11Б", "обучается"),
        ("Отпускной", "8А", "переведён на следующий год"),
        ("Отпускной", "9М", "академический отпуск"),
    ]


def test_undoing_restores_precisely(school: Organisation, deputy: Actor) -> None:
    before = everything()
    promotion = promoted(school, deputy)

    undo_promotion(promotion, by=deputy, at=AT + timedelta(days=3))

    assert everything() == before
    assert year_to_promote(school) == 2026
    assert promoted(school, deputy, at=AT + timedelta(days=4)).undone_at is None


def test_what_was_done_since_is_never_lost(school: Organisation, deputy: Actor) -> None:
    promotion = promoted(school, deputy)
    ninth = StudyGroup.objects.get(name="9А")
    enrol_new(
        {"family_name": "Новенький", "given_name": "Егор"},
        school, kind=EnrolmentKind.PUPIL, group=ninth, since=date(2027, 9, 1), by=deputy, at=AT,
    )  # fmt: skip
    after = everything()

    with pytest.raises(PeopleError, match="уже изменились: 9А"):
        undo_promotion(promotion, by=deputy, at=AT + timedelta(days=1))

    assert everything() == after


def test_moving_somebody_out_of_the_new_class_stops_the_undoing_too(
    school: Organisation, deputy: Actor
) -> None:
    promotion = promoted(school, deputy)
    other = make_group(school, "9Б", year=2027)
    place = Enrolment.objects.get(person__family_name="Восьмой", status="studies")
    move(place, other, on=date(2027, 9, 20), by=deputy, at=AT)

    with pytest.raises(PeopleError, match="9А"):
        undo_promotion(promotion, by=deputy, at=AT)


def test_undoing_has_a_term(school: Organisation, deputy: Actor) -> None:
    promotion = promoted(school, deputy)

    with pytest.raises(PeopleError, match="в течение 14 дней"):
        undo_promotion(promotion, by=deputy, at=AT + timedelta(days=14, seconds=1))


def test_a_repeated_request_promotes_nobody_twice(school: Organisation, deputy: Actor) -> None:
    promoted(school, deputy)
    after = everything()

    with pytest.raises(PeopleError, match="уже переведены"):
        promoted(school, deputy)

    assert everything() == after


def test_a_class_that_is_there_already_stops_everything(school: Organisation, deputy: Actor) -> None:
    make_group(school, "9А", year=2027)
    before = everything()

    with pytest.raises(PeopleError, match=r"8А → 9А: .*уже есть"):
        promoted(school, deputy)

    assert everything() == before


def test_nobody_ends_before_he_began(school: Organisation, deputy: Actor) -> None:
    with pytest.raises(PeopleError, match=r"зачислен с 01\.09\.2026") as refused:
        promoted(school, deputy, last_day=date(2026, 8, 31))

    assert list(refused.value.by_field) == ["last_day"]


@pytest.mark.parametrize("role", [Role.CLASS_TEACHER, Role.NAVIGATOR, Role.COUNSELLOR])
def test_only_the_management_promotes(school: Organisation, role: Role) -> None:
    with pytest.raises(Refused):
        promoted(school, make_actor(role, school))


def test_the_neighbours_management_does_not(school: Organisation, district: District) -> None:
    with pytest.raises(Refused):
        promoted(school, make_actor(Role.DIRECTOR, district.neighbour_school))


@pytest.mark.parametrize(
    ("name", "level", "becomes"),
    [
        ("МТ-31", 3, "МТ-41"),
        ("СВ-26", 1, "СВ-26"),
        ("СВ-25", 2, "СВ-25"),
        ("Повара", 2, "Повара"),
        ("21-СВ", 2, "31-СВ"),
    ],
)
def test_a_group_is_called_by_its_course_or_by_the_year_it_was_taken_in(
    district: District, name: str, level: int, becomes: str
) -> None:
    group = make_group(district.college, name, kind="group", level=level)

    assert next_name(group) == becomes


def test_the_number_of_queries_does_not_grow_with_the_school(
    school: Organisation, deputy: Actor, django_assert_max_num_queries: object
) -> None:
    eighth = StudyGroup.objects.get(name="8А")
    for number in range(40):
        make_pupil(eighth, f"Ученик{number} Иван")

    with django_assert_max_num_queries(40):  # type: ignore[operator]
        promoted(school, deputy)

    assert Person.objects.filter(enrolments__group__name="9А").count() == 42
