"""Pages of persons, classes and the change of the year, as people meet them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.factories.accounts import make_user
from tests.factories.organisations import make_actor, make_seat
from tests.factories.people import (
    make_enrolment,
    make_group,
    make_guardianship,
    make_lead,
    make_person,
    make_pupil,
    make_snils,
)
from tests.support.district import District

from zveno.base.audit.models import Entry
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Role
from zveno.network.people.models import Enrolment, Guardianship, Person, StudyGroup
from zveno.network.people.queries.persons import found
from zveno.network.people.years import school_year

YEAR = school_year(date.today())  # noqa: DTZ011 -- pages speak of the present year
DAY = date(YEAR, 10, 5)


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


@pytest.fixture
def deputy(district: District) -> Actor:
    return make_actor(Role.DEPUTY, district.school)


@pytest.fixture
def eighth(district: District) -> StudyGroup:
    return make_group(district.school, "8А", year=YEAR)


@pytest.mark.parametrize("amount", [1, 3])
def test_the_register_asks_as_often_for_one_person_as_for_three(
    amount: int, deputy: Actor, eighth: StudyGroup, django_assert_num_queries: Any
) -> None:
    for number in range(amount):
        make_guardianship(make_pupil(eighth, f"Ёлкин{number} Пётр"))
    client = client_of(deputy)

    with django_assert_num_queries(8):
        response = client.get("/people/", {"q": "петр елк", "guardian": "yes"})

    assert response.context["page"].count == amount


@pytest.mark.parametrize("amount", [1, 3])
def test_the_list_of_a_class_asks_as_often_for_one_as_for_three(
    amount: int, deputy: Actor, eighth: StudyGroup, django_assert_num_queries: Any
) -> None:
    for number in range(amount):
        make_guardianship(make_pupil(eighth, f"Ёлкин{number} Пётр"))
    client = client_of(deputy)

    with django_assert_num_queries(10):
        response = client.get(f"/people/groups/{eighth.pk}/")

    assert response.context["page"].count == amount


@pytest.mark.parametrize("amount", [1, 3])
def test_the_list_of_classes_asks_as_often_for_one_as_for_three(
    amount: int, deputy: Actor, eighth: StudyGroup, district: District, django_assert_num_queries: Any
) -> None:
    for number in range(amount - 1):
        make_lead(
            make_group(district.school, f"{number + 5}Б", year=YEAR),
            make_seat(Role.NAVIGATOR, district.school),
        )
    client = client_of(deputy)

    with django_assert_num_queries(8):
        response = client.get("/people/groups/")

    assert response.context["page"].count == amount


def test_the_register_is_narrowed_and_forgets_those_who_left_unless_asked(
    deputy: Actor, eighth: StudyGroup, district: District
) -> None:
    make_guardianship(make_pupil(eighth, "Ёлкин Пётр"))
    make_pupil(make_group(district.school, "9Б", year=YEAR), "Соснова Анна", snils="11223344595")
    make_enrolment(
        district.school,
        make_person("Ушедший Лев"),
        eighth,
        status="expelled",
        until=DAY,
        since=date(YEAR, 9, 1),
    )
    client = client_of(deputy)

    def names(**query: str | int) -> list[str]:
        response = client.get("/people/", query)
        text = response.content.decode()
        return [name for name in ("Ёлкин", "Соснова", "Ушедший") if f"{name} " in text]

    shown = {
        "": names(),
        "all": names(status="all"),
        "expelled": names(status="expelled"),
        "level": names(level="9"),
        "group": names(group=eighth.pk),
        "with": names(guardian="yes"),
        "without": names(guardian="no"),
        "snils": names(q="112-233-445 95"),
        "order": names(q="анна сосн"),
    }

    assert shown == {
        "": ["Ёлкин", "Соснова"],
        "all": ["Ёлкин", "Соснова", "Ушедший"],
        "expelled": ["Ушедший"],
        "level": ["Соснова"],
        "group": ["Ёлкин"],
        "with": ["Ёлкин"],
        "without": ["Соснова"],
        "snils": ["Соснова"],
        "order": ["Соснова"],
    }


def test_the_part_that_htmx_asks_for_is_the_part_of_the_page(deputy: Actor, eighth: StudyGroup) -> None:
    make_pupil(eighth, "Ёлкин Пётр")
    client = client_of(deputy)

    page = client.get("/people/").content.decode()
    part = client.get("/people/", headers={"HX-Request": "true", "HX-Target": "list"}).content.decode()

    assert part.strip() in page


def test_somebody_new_is_enrolled_with_his_number_in_either_spelling(
    deputy: Actor, eighth: StudyGroup
) -> None:
    snils = make_snils()
    typed = {
        "family_name": " Ёлкин ", "given_name": "Пётр", "birth_date": "2012-03-04", "sex": "male",
        "snils": f"{snils[:3]}-{snils[3:6]}-{snils[6:9]} {snils[9:]}", "group": eighth.pk,
        "since": f"{YEAR}-09-01",
    }  # fmt: skip

    response = client_of(deputy).post("/people/add/", typed)

    person = Person.objects.get()
    assert response.headers["Location"] == f"/people/{person.pk}/"
    assert (person.family_name, person.snils) == ("Ёлкин", snils)
    place = person.enrolments.get()
    assert (place.group, place.kind, place.status, place.since) == (
        eighth,
        "pupil",
        "studies",
        date(YEAR, 9, 1),
    )
    assert list(Entry.objects.filter(thing_type="people.person").values_list("action", flat=True)) == [
        "enrolment.enrol"
    ]


@pytest.mark.parametrize(
    ("snils", "sentence"),
    [
        ("112-233-445 96", "контрольное число не сходится"),
        ("112", "СНИЛС – это 11 цифр"),
    ],
)
def test_a_mistyped_number_is_one_sentence(deputy: Actor, snils: str, sentence: str) -> None:
    response = client_of(deputy).post(
        "/people/add/", {"family_name": "А", "given_name": "Б", "since": "2026-09-01", "snils": snils}
    )

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_the_same_number_of_the_same_person_is_the_same_person(
    deputy: Actor, district: District, eighth: StudyGroup
) -> None:
    known = make_person("Ёлкин Пётр", birth_date=date(2012, 3, 4), snils=make_snils())
    make_enrolment(district.centre, known, kind="listener")
    typed = {"given_name": "Петр", "snils": known.snils, "group": eighth.pk, "since": f"{YEAR}-09-01"}
    client = client_of(deputy)

    other = client.post("/people/add/", {**typed, "family_name": "Соснов"})
    same = client.post("/people/add/", {**typed, "family_name": "Елкин"})

    assert (other.status_code, same.status_code) == (422, 302)
    assert "другим именем" in other.content.decode()
    assert (Person.objects.count(), known.enrolments.count()) == (1, 2)


def test_a_double_in_the_same_school_is_refused(deputy: Actor, eighth: StudyGroup) -> None:
    make_pupil(eighth, "Ёлкин Пётр", birth_date=date(2012, 3, 4))

    response = client_of(deputy).post(
        "/people/add/",
        {"family_name": "Елкин", "given_name": "Пётр", "birth_date": "2012-03-04", "since": f"{YEAR}-09-01"},
    )

    assert response.status_code == 422
    assert "уже есть в списках" in response.content.decode()


def test_the_same_form_sent_twice_makes_one_person_and_one_parent(deputy: Actor, eighth: StudyGroup) -> None:
    client = client_of(deputy)
    typed = {"family_name": "Ёлкин", "given_name": "Пётр", "since": f"{YEAR}-09-01", "group": eighth.pk}
    parent = {"family_name": "Ёлкина", "given_name": "Ольга", "relation": "mother"}

    children = [client.post("/people/add/", typed).status_code for _time in range(2)]
    pupil = Person.objects.get()
    parents = [client.post(f"/people/{pupil.pk}/guardians/add/", parent).status_code for _time in range(2)]

    assert (children, parents) == ([302, 422], [302, 422])
    assert (Person.objects.count(), Guardianship.objects.count()) == (2, 1)


def test_a_look_at_a_card_is_recorded_with_its_purpose_and_ones_own_is_not(
    deputy: Actor, eighth: StudyGroup
) -> None:
    mother = make_user()
    pupil = make_pupil(eighth, "Ёлкин Пётр")
    make_guardianship(pupil, make_person("Ёлкина Ольга", user=mother))
    make_seat(Role.PARENT, eighth.organisation, user=mother)

    client_of(deputy).get(f"/people/{pupil.pk}/")
    own = Client()
    own.force_login(mother)
    own.get(f"/people/{pupil.pk}/")

    looks = Entry.objects.about_thing(pupil).looks()
    assert [(look.actor_id, look.why) for look in looks] == [(deputy.user.pk, "учёт контингента")]


def test_the_class_teacher_does_not_read_the_number_of_the_certificate(
    deputy: Actor, eighth: StudyGroup
) -> None:
    pupil = make_pupil(eighth, "Ёлкин Пётр", snils="11223344595")
    seat = make_seat(Role.CLASS_TEACHER, eighth.organisation)
    make_lead(eighth, seat)

    pages = [
        client_of(actor).get(f"/people/{pupil.pk}/").content.decode()
        for actor in (deputy, Actor(seat.user, seat))
    ]

    assert ["112-233-445 95" in page for page in pages] == [True, False]


def test_the_class_teacher_names_a_parent_and_the_same_parent_twice_is_one_person(
    eighth: StudyGroup,
) -> None:
    brother, sister = make_pupil(eighth, "Ёлкин Пётр"), make_pupil(eighth, "Ёлкина Вера")
    seat = make_seat(Role.CLASS_TEACHER, eighth.organisation)
    make_lead(eighth, seat)
    client = client_of(Actor(seat.user, seat))
    mother = {
        "relation": "mother", "family_name": "Ёлкина", "given_name": "Ольга", "phone": "+7 000 111-22-33",
        "basis": "свидетельство о рождении",
    }  # fmt: skip

    answers = [client.post(f"/people/{child.pk}/guardians/add/", mother) for child in (brother, sister)]

    assert [answer.status_code for answer in answers] == [302, 302]
    (guardian,) = {one.guardian for one in Guardianship.objects.select_related("guardian")}
    assert [one.child for one in guardian.wardships.order_by("pk")] == [brother, sister]


def test_ending_a_guardianship_keeps_the_past(deputy: Actor, eighth: StudyGroup) -> None:
    guardianship = make_guardianship(make_pupil(eighth))
    client = client_of(deputy)

    for _time in range(2):
        client.post(f"/people/guardianships/{guardianship.pk}/end/")

    guardianship.refresh_from_db()
    assert guardianship.until is not None
    assert Entry.objects.filter(action="guardianship.end").count() == 1


def test_a_pupil_moves_between_classes_and_the_dates_stay(
    deputy: Actor, eighth: StudyGroup, district: District
) -> None:
    pupil = make_pupil(eighth)
    place = pupil.enrolments.get()
    Enrolment.objects.update(since=date(YEAR, 9, 1))
    other = make_group(district.school, "8Б", year=YEAR)

    client_of(deputy).post(
        f"/people/enrolments/{place.pk}/move/", {"group": other.pk, "on": DAY.isoformat(), "order": "№ 7"}
    )

    assert list(pupil.enrolments.order_by("since").values_list("group", "status", "since", "until")) == [
        (eighth.pk, "moved", date(YEAR, 9, 1), date(YEAR, 10, 4)),
        (other.pk, "studies", DAY, None),
    ]


@pytest.mark.parametrize(
    ("step", "typed", "status", "until"),
    [
        ("transfer", {"to": "Школа № 9"}, "transferred", DAY),
        ("expel", {"why": "по заявлению"}, "expelled", DAY),
        ("graduate", {}, "graduated", DAY),
        ("leave", {"why": "по болезни"}, "on_leave", None),
    ],
)
def test_a_place_ends_or_pauses(
    step: str, typed: dict[str, str], status: str, until: date | None, eighth: StudyGroup
) -> None:
    deputy = make_actor(Role.DEPUTY, eighth.organisation)
    pupil = make_pupil(eighth)
    Enrolment.objects.update(since=date(YEAR, 9, 1))
    place = pupil.enrolments.get()
    client = client_of(deputy)

    first = client.post(f"/people/enrolments/{place.pk}/{step}/", {**typed, "on": DAY.isoformat()})
    again = client.post(f"/people/enrolments/{place.pk}/{step}/", {**typed, "on": DAY.isoformat()})

    place.refresh_from_db()
    assert (first.status_code, again.status_code) == (302, 403)
    assert (place.status, place.until) == (status, until)


def test_who_is_on_leave_comes_back(deputy: Actor, eighth: StudyGroup) -> None:
    place = make_enrolment(eighth.organisation, None, eighth, status="on_leave")

    client_of(deputy).post(f"/people/enrolments/{place.pk}/return/", {"on": DAY.isoformat()})

    place.refresh_from_db()
    assert place.status == "studies"


def test_nobody_leaves_before_he_came(deputy: Actor, eighth: StudyGroup) -> None:
    place = make_enrolment(eighth.organisation, None, eighth, since=date(YEAR, 9, 1))

    response = client_of(deputy).post(
        f"/people/enrolments/{place.pk}/expel/", {"why": "по заявлению", "on": f"{YEAR}-08-31"}
    )

    assert response.status_code == 422
    assert f"Он зачислен с 01.09.{YEAR}, раньше уйти не мог." in response.content.decode()


def test_a_class_is_called_by_its_parallel_and_letter_and_only_once(
    deputy: Actor, district: District
) -> None:
    teacher = make_seat(Role.CLASS_TEACHER, district.school)
    typed = {"kind": "class", "year": YEAR, "level": 8, "letter": " а", "leaders": [teacher.pk]}
    client = client_of(deputy)

    first, again = client.post("/people/groups/add/", typed), client.post("/people/groups/add/", typed)

    group = StudyGroup.objects.get()
    assert (first.status_code, again.status_code, group.name) == (302, 422, "8А")
    assert list(group.leaders.all()) == [teacher]


def test_a_class_is_given_to_another_teacher_and_an_empty_one_removed(
    deputy: Actor, eighth: StudyGroup
) -> None:
    was, becomes = (make_seat(Role.CLASS_TEACHER, eighth.organisation) for _number in range(2))
    make_lead(eighth, was)
    client = client_of(deputy)

    client.post(
        f"/people/groups/{eighth.pk}/edit/",
        {"kind": "class", "year": YEAR, "level": 8, "letter": "В", "leaders": [becomes.pk]},
    )
    eighth.refresh_from_db()
    led_by = list(eighth.leaders.all())
    client.post(f"/people/groups/{eighth.pk}/remove/")

    assert (eighth.name, led_by) == ("8В", [becomes])
    assert not StudyGroup.objects.exists()


def test_a_class_that_has_people_is_not_removed(deputy: Actor, eighth: StudyGroup) -> None:
    make_pupil(eighth)

    response = client_of(deputy).post(f"/people/groups/{eighth.pk}/remove/", follow=True)

    assert "поэтому её не удаляют" in response.content.decode()
    assert StudyGroup.objects.get() == eighth


def test_the_year_changes_from_the_page_and_back(deputy: Actor, eighth: StudyGroup) -> None:
    pupil = make_pupil(eighth, "Ёлкин Пётр")
    Enrolment.objects.update(since=date(YEAR, 9, 1))
    client = client_of(deputy)
    preview = client.get("/people/promotion/").content.decode()
    typed = {
        "year": YEAR, "graduation": f"{YEAR + 1}-06-30", "last_day": f"{YEAR + 1}-08-31",
        f"step_{eighth.pk}": "promote", f"name_{eighth.pk}": "9А",
    }  # fmt: skip

    done = client.post("/people/promotion/", typed, follow=True).content.decode()
    now = str(pupil.enrolments.get(status="studies").group)
    promotion = eighth.organisation.promotions.get()
    undone = client.post(f"/people/promotion/{promotion.pk}/undo/", follow=True).content.decode()

    assert "9А" in preview
    assert ("Отменить перевод" in done, now) == (True, "9А")
    assert "всё стало, как было" in undone
    assert [str(one.group) for one in pupil.enrolments.all()] == ["8А"]


def test_an_account_is_joined_with_its_card_once(deputy: Actor, eighth: StudyGroup) -> None:
    pupil, other = make_pupil(eighth), make_pupil(eighth)
    seat, stranger = make_seat(Role.PUPIL, eighth.organisation), make_user()
    client = client_of(deputy)

    answers = [
        client.post(f"/people/{person.pk}/account/", {"user": user.pk}).status_code
        for person, user in ((pupil, stranger), (pupil, seat.user), (other, seat.user))
    ]
    pupil.refresh_from_db()
    joined = pupil.user
    client.post(f"/people/{pupil.pk}/account/")
    pupil.refresh_from_db()

    assert (answers, joined, pupil.user) == ([422, 302, 422], seat.user, None)


def test_numbers_have_no_names(
    district: District, eighth: StudyGroup, django_assert_num_queries: Any
) -> None:
    make_guardianship(make_pupil(eighth, "Ёлкин Пётр"))
    make_pupil(eighth, "Соснова Анна")
    make_enrolment(district.college, make_person("Студентов Глеб"), kind="student")
    client = client_of(make_actor(Role.COORDINATOR, district.authority))

    with django_assert_num_queries(6):
        text = client.get("/people/numbers/").content.decode()

    rows = {row.organisation: (row.groups, row.learners, row.guarded) for row in _numbers(district)}
    assert rows[district.school.short_name] == (1, 2, 50)
    assert rows[district.college.short_name] == (0, 1, 0)
    assert not any(name in text for name in ("Ёлкин", "Соснова", "Студентов"))


def _numbers(district: District) -> list[Any]:
    from zveno.network.people.queries.persons import numbers_of

    return numbers_of(make_actor(Role.COORDINATOR, district.authority))


def test_the_search_finds_whom_one_may_see(deputy: Actor, eighth: StudyGroup, district: District) -> None:
    make_guardianship(make_pupil(eighth, "Ёлкин Пётр"), make_person("Ёлкина Ольга"))
    make_pupil(make_group(district.neighbour_school), "Ёлкин Чужой")

    lines = [(line.title, line.note) for line in found(deputy, "елкин", limit=5)]

    assert lines == [
        ("Ёлкин Пётр", f"8А {district.school}"),
        ("Ёлкина Ольга", "законный представитель"),
    ]
    assert found(make_actor(Role.HEAD, district.authority), "елкин", limit=5) == []


def test_the_list_goes_to_excel_and_the_journal_knows(deputy: Actor, eighth: StudyGroup) -> None:
    make_guardianship(make_pupil(eighth, "Ёлкин Пётр"))

    response = client_of(deputy).get(f"/people/groups/{eighth.pk}/", {"export": "csv"})

    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "Ёлкин Пётр" in text
    actions = list(Entry.objects.order_by("pk").values_list("action", "actor_id"))
    assert actions == [("journal.look", deputy.user.pk), ("list.export", deputy.user.pk)]
