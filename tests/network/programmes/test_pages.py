"""Every page of programmes opens for whom it is meant, and asks the database the same few questions."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.organisations import make_actor, make_organisation
from tests.factories.people import make_enrolment, make_group
from tests.factories.programmes import (
    make_change,
    make_commission,
    make_competence,
    make_contribution,
    make_coverage,
    make_internship,
    make_member,
    make_part,
    make_profile,
    make_programme,
    make_remark,
    make_requirement,
    make_topic,
    profession,
)
from tests.support.district import District

from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Family, Role
from zveno.network.people.models import EnrolmentKind, GroupKind
from zveno.network.programmes.models import (
    ChangeRequest,
    Coverage,
    Expertise,
    Given,
    Level,
    PartKind,
    Profile,
    Programme,
    ProgrammeGroup,
)
from zveno.network.programmes.states import ChangeState, InternshipState, ProgrammeState

LISTS = ("", "needs/", "changes/", "internships/", "commissions/", "topics/", "contributions/")


@pytest.fixture
def deputy(district: District) -> Actor:
    return make_actor(Role.DEPUTY, district.college)


@pytest.fixture
def hr(district: District) -> Actor:
    return make_actor(Role.HR, district.enterprise)


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


def fill(district: District, times: int) -> None:
    """So many of everything."""
    for number in range(times):
        enterprise = make_organisation(Family.ENTERPRISE, territory=district.ours)
        programme = make_programme(district.college, year=2020 + Programme.objects.count())
        module = make_part(programme, kind=PartKind.MODULE)
        competence = make_competence(programme)
        group = make_group(district.college, f"Т-{programme.pk}", kind=GroupKind.GROUP, year=2026, level=1)
        ProgrammeGroup.objects.create(programme=programme, group=group)
        make_enrolment(district.college, group=group, kind=EnrolmentKind.STUDENT)
        profile = make_profile(enterprise)
        requirement = make_requirement(profile)
        make_coverage(requirement, programme).competences.set([competence])
        change = make_change(programme, state=ChangeState.EXPERTISE, experts=(enterprise,))
        make_remark(change.expertises.get())
        make_internship(district.college, enterprise, state=InternshipState.DONE)
        commission = make_commission(district.college, programme=programme, part=module)
        make_member(commission, enterprise)
        make_topic(programme, enterprise)
        make_contribution(district.college, enterprise, amount=1000 + number)


@pytest.mark.parametrize("address", LISTS)
def test_a_list_asks_the_same_questions_for_one_row_and_for_three(
    address: str, district: District, deputy: Actor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(deputy)
    fill(district, 1)
    client.get(f"/programmes/{address}")
    with django_assert_max_num_queries(60) as first:
        assert client.get(f"/programmes/{address}").status_code == 200
    asked = len(first.captured_queries)

    fill(district, 2)
    client.get(f"/programmes/{address}")  # filters are drawn anew for new records, and kept
    with django_assert_max_num_queries(asked):
        answer = client.get(f"/programmes/{address}")

    assert answer.status_code == 200


def test_the_gap_asks_the_same_questions_for_one_employer_and_for_three(
    district: District, deputy: Actor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(deputy)
    fill(district, 1)
    programme = Programme.objects.get()
    client.get(f"/programmes/{programme.pk}/gap/")
    with django_assert_max_num_queries(60) as first:
        client.get(f"/programmes/{programme.pk}/gap/")
    asked = len(first.captured_queries)

    fill(district, 2)
    client.get(f"/programmes/{programme.pk}/gap/")
    with django_assert_max_num_queries(asked):
        answer = client.get(f"/programmes/{programme.pk}/gap/")

    assert answer.status_code == 200


def test_the_card_shows_structure_competences_practice_groups_and_what_does_not_add_up(
    district: District, deputy: Actor
) -> None:
    programme = make_programme(district.college, hours=100)
    cycle = make_part(programme, "П", hours=90)
    module = make_part(programme, "ПМ.01", kind=PartKind.MODULE, parent=cycle, name="Токарные работы")
    make_part(programme, "МДК.01.01", kind=PartKind.COURSE, parent=module, hours=40, name="Технология")
    make_part(
        programme, "УП.01", kind=PartKind.TRAINING, parent=module, hours=36, weeks=2, name="Учебная практика"
    )
    make_competence(programme, "ПК 1.1", name="Точить валы")
    group = make_group(district.college, "ТС-26", kind=GroupKind.GROUP, level=1)
    ProgrammeGroup.objects.create(programme=programme, group=group)
    for _each in range(3):
        make_enrolment(district.college, group=group, kind=EnrolmentKind.STUDENT)

    page = signed_in(deputy).get(programme.get_absolute_url()).content.decode()

    assert "Циклы дают 90 ч., а объём программы – 100 ч.: разница 10." in page
    assert "П: указано 90 ч., а части дают 76 ч." in page
    assert "УП.01: 2 нед. – это 72 ч., а указано 36 ч." in page
    assert "Точить валы" in page
    assert "студентов 3" in page


def test_hr_states_what_a_graduate_must_do_on_one_page_without_scripts(district: District, hr: Actor) -> None:
    programme = make_programme(district.college)
    make_competence(programme, "ПК 1.1", name="Точить детали на станках с ЧПУ")
    client = signed_in(hr)
    choice = client.get("/programmes/needs/add/").content.decode()
    turner = profession()
    page = client.get(f"/programmes/needs/state/{turner.pk}/").content.decode()

    answer = client.post(
        f"/programmes/needs/state/{turner.pk}/",
        {
            "need-TOTAL_FORMS": "6",
            "need-INITIAL_FORMS": "1",
            "need-0-text": "Точить детали на станках с ЧПУ",
            "need-0-level": "3",
            "need-0-importance": "3",
            "need-1-text": "Читать чертежи на английском",
            "need-1-level": "1",
            "need-1-importance": "1",
            "post": "токарь 3 разряда",
            "note": "",
        },
    )

    assert f"/programmes/needs/state/{turner.pk}/" in choice
    assert "Точить детали на станках с ЧПУ" in page
    profile = Profile.objects.get()
    assert answer.headers["Location"] == profile.get_absolute_url()
    assert profile.enterprise == district.enterprise
    assert profile.stated_by == hr.user.get_full_name()
    assert list(profile.requirements.order_by("position").values_list("text", "level", "importance")) == [
        ("Точить детали на станках с ЧПУ", 3, 3),
        ("Читать чертежи на английском", 1, 1),
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"need-1-text": "Читать чертежи"}, "Выберите, насколько хорошо."),
        ({"need-1-level": "3"}, "Напишите, что именно он должен уметь."),
        ({}, "Отметьте хотя бы одно умение или напишите своё."),
        ({"need-0-level": "9"}, "Выберите корректный вариант"),
    ],
)
def test_a_faulty_form_says_what_to_do_and_keeps_what_was_typed(
    row: dict[str, str], sentence: str, district: District, hr: Actor
) -> None:
    sent = {
        "need-TOTAL_FORMS": "2",
        "need-INITIAL_FORMS": "1",
        "need-0-text": "Точить валы",
        "post": "токарь седьмого цеха",
        **row,
    }

    answer = signed_in(hr).post(f"/programmes/needs/state/{profession().pk}/", sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "токарь седьмого цеха" in page
    assert not Profile.objects.exists()


def test_the_gap_opens_to_its_records_and_begins_a_change(district: District, deputy: Actor) -> None:
    programme = make_programme(district.college)
    competence = make_competence(programme, "ПК 1.1", name="Точить валы")
    profile = make_profile(district.enterprise)
    short = make_requirement(profile, "Точит валы сам", level=Level.ALONE)
    make_coverage(short, programme, Given.KNOWS).competences.set([competence])
    make_coverage(make_requirement(profile, "Правит программу станка"), programme, Given.NOTHING)
    make_requirement(profile, "Убирает станок")
    client = signed_in(deputy)

    page = client.get(f"/programmes/{programme.pk}/gap/").content.decode()
    records = client.get(f"/programmes/{programme.pk}/gap/records/?standing=short").content.decode()
    cell = f"?enterprise={district.enterprise.pk}&amp;competence={competence.pk}"
    form = client.get(f"/programmes/{programme.pk}/changes/add/")
    answer = client.post(
        f"/programmes/{programme.pk}/changes/add/",
        {
            "title": "Больше практики на валах",
            "what": "УП.01: было 72, станет 108",
            "why": "Так просит завод",
            "requirements": [short.pk],
            "experts": [district.enterprise.pk],
            "due_on": "2026-12-20",
        },
    )

    assert cell in page
    assert "Точит валы сам" in records
    assert "Убирает станок" not in records
    initial = form.context["form"].initial
    assert short.pk in initial["requirements"]
    assert len(initial["requirements"]) == 2
    assert initial["experts"] == [district.enterprise.pk]
    change = ChangeRequest.objects.get()
    assert answer.headers["Location"] == change.get_absolute_url()
    assert client.get(change.get_absolute_url()).status_code == 200


def test_the_technikum_maps_a_requirement_and_goes_to_the_next(district: District, deputy: Actor) -> None:
    programme = make_programme(district.college)
    competence = make_competence(programme, "ПК 1.1", name="Точить валы")
    profile = make_profile(district.enterprise)
    first = make_requirement(profile, "Точить валы")
    second = make_requirement(profile, "Мыть станок")
    client = signed_in(deputy)

    form = client.get(f"/programmes/{programme.pk}/gap/{first.pk}/")
    refused = client.post(f"/programmes/{programme.pk}/gap/{first.pk}/", {"given": "2"})
    answer = client.post(
        f"/programmes/{programme.pk}/gap/{first.pk}/",
        {"given": "2", "competences": [competence.pk], "next": "1"},
    )

    assert form.context["form"].initial["competences"] == [competence.pk]
    assert refused.status_code == 422
    assert "Отметьте, какой компетенцией или в каком модуле этому учат." in refused.content.decode()
    assert answer.headers["Location"] == f"/programmes/{programme.pk}/gap/{second.pk}/"
    assert Coverage.objects.get().given == Given.SUPERVISED


def test_an_employer_sees_only_its_own_lines_of_the_gap(district: District, hr: Actor) -> None:
    programme = make_programme(district.college)
    make_requirement(make_profile(district.enterprise), "Наше требование")
    rival = make_organisation(Family.ENTERPRISE, territory=district.ours)
    make_requirement(make_profile(rival), "Чужое требование")

    page = signed_in(hr).get(f"/programmes/{programme.pk}/gap/").content.decode()

    assert "Наше требование" in page
    assert "Чужое требование" not in page


def test_pages_of_one_thing_open_for_the_technikum_and_for_the_enterprise(
    district: District, deputy: Actor, hr: Actor
) -> None:
    programme = make_programme(district.college)
    change = make_change(programme, state=ChangeState.EXPERTISE, experts=(district.enterprise,))
    make_remark(change.expertises.get())
    internship = make_internship(district.college, district.enterprise, state=InternshipState.DONE)
    commission = make_commission(district.college, programme=programme)
    make_member(commission, district.enterprise)
    topic = make_topic(programme, district.enterprise)
    contribution = make_contribution(district.college, district.enterprise)
    profile = make_profile(district.enterprise)
    make_requirement(profile)
    addresses = [
        programme.get_absolute_url(),
        change.get_absolute_url(),
        internship.get_absolute_url(),
        commission.get_absolute_url(),
        f"/programmes/topics/{topic.pk}/",
        contribution.get_absolute_url(),
        profile.get_absolute_url(),
    ]

    for actor in (deputy, hr):
        client = signed_in(actor)
        assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(
            addresses, 200
        )


def test_forms_of_the_technikum_open_and_save(district: District, deputy: Actor) -> None:
    client = signed_in(deputy)

    added = client.post(
        "/programmes/add/",
        {
            "profession": profession().pk,
            "year": "2026",
            "base": "9",
            "form": "full",
            "months": "22",
            "hours": "2952",
            "qualification": "токарь",
        },
    )
    programme = Programme.objects.get()
    part = client.post(
        f"/programmes/{programme.pk}/parts/add/",
        {"kind": "cycle", "code": "П", "name": "Цикл", "hours": "2952"},
    )
    wrong = client.post(
        f"/programmes/{programme.pk}/parts/add/", {"kind": "course", "code": "МДК.01", "name": "Курс"}
    )
    started = client.post(f"/programmes/{programme.pk}/start/")
    again = client.post(
        "/programmes/add/",
        {
            "profession": profession().pk,
            "year": "2026",
            "base": "9",
            "form": "full",
            "months": "22",
            "hours": "1",
        },
    )

    assert added.headers["Location"] == programme.get_absolute_url()
    assert part.status_code == 302
    assert "Укажите, во что это входит" in wrong.content.decode()
    assert started.status_code == 302
    programme.refresh_from_db()
    assert programme.state == ProgrammeState.RUNNING
    assert "уже есть" in again.content.decode()
    for address in (f"add/?copy={programme.pk}", "needs/ask/", "internships/add/", "commissions/add/",
                    "topics/add/", "contributions/add/"):  # fmt: skip
        assert client.get(f"/programmes/{address}").status_code == 200


def test_the_expert_remarks_and_the_technikum_answers_on_its_pages(
    district: District, deputy: Actor, hr: Actor
) -> None:
    change = make_change(
        make_programme(district.college), state=ChangeState.EXPERTISE, experts=(district.enterprise,)
    )
    expertise = Expertise.objects.get()
    expert, college = signed_in(hr), signed_in(deputy)

    expert.post(f"/programmes/expertises/{expertise.pk}/remark/", {"about": "ПМ.02", "text": "Мало часов"})
    expert.post(f"/programmes/expertises/{expertise.pk}/opinion/", {"opinion": "remarks"})
    remark = expertise.remarks.get()
    bare = college.post(f"/programmes/remarks/{remark.pk}/answer/", {"decline": "1", "answer": ""})
    early = college.post(f"/programmes/changes/{change.pk}/approve/", {"decision": ""})
    college.post(f"/programmes/remarks/{remark.pk}/answer/", {"decline": "1", "answer": "Часов нет"})
    college.post(f"/programmes/changes/{change.pk}/approve/", {"decision": "Приказ № 4"})

    assert "почему замечание отклонено" in bare.content.decode()
    assert "Замечаний без ответа: 1" in early.content.decode()
    change.refresh_from_db()
    assert (change.state, change.edition, change.decision) == (ChangeState.APPROVED, 2, "Приказ № 4")


def test_a_certificate_is_kept_and_given_out(district: District, deputy: Actor) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    internship = make_internship(
        district.college,
        district.enterprise,
        state=InternshipState.AGREED,
        starts_on=date(2020, 1, 13),
        ends_on=date(2020, 1, 24),
    )
    client = signed_in(deputy)
    scan = SimpleUploadedFile("справка.txt", "Стажировка пройдена".encode(), content_type="text/plain")

    client.post(
        f"/programmes/internships/{internship.pk}/finish/",
        {"hours": "72", "certificate": "Справка № 5", "certificate_file": scan},
    )

    internship.refresh_from_db()
    assert internship.state == InternshipState.DONE
    assert internship.next_due_on == date(2023, 1, 24)
    given = client.get(f"/programmes/internships/{internship.pk}/files/certificate/")
    assert b"".join(given.streaming_content).decode() == "Стажировка пройдена"  # type: ignore[attr-defined]
    assert client.get(f"/programmes/internships/{internship.pk}/files/report/").status_code == 404
