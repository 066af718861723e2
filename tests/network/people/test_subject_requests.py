"""What people ask about their data: answered in time, in full, and erased with an act."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.organisations import make_actor
from tests.factories.people import make_enrolment, make_group, make_person
from tests.factories.privacy import NOW, TODAY, make_special, make_subject_request, make_ward
from tests.support.district import District

from zveno.base.audit.models import Entry
from zveno.base.core.verdict import Refused
from zveno.base.documents.models import Document
from zveno.base.documents.services import issue
from zveno.base.files.models import StoredFile
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Role
from zveno.network.people.documents.erasure_act import ERASURE_ACT
from zveno.network.people.models import (
    Consent,
    Enrolment,
    LookReason,
    Person,
    RequestKind,
    SpecialRecord,
    StudyGroup,
    SubjectRequest,
)
from zveno.network.people.policies.subject_requests import can_take_export, can_view_subject_request
from zveno.network.people.queries.held import Erased, Holder, Section, register, take_back
from zveno.network.people.services.special import look_at_special
from zveno.network.people.services.subject_requests import (
    SubjectRequestError,
    answer_request,
    erase_person,
    file_request,
    prepare_export,
    refuse_request,
    take_export,
)
from zveno.network.people.states import EnrolmentStatus, SubjectRequestState


@pytest.fixture
def school(district: District) -> Organisation:
    return district.school


@pytest.fixture
def group(school: Organisation) -> StudyGroup:
    return make_group(school, "8А")


def content_of(stored: StoredFile) -> bytes:
    with stored.content.open("rb") as file:
        content: bytes = file.read()
    return content


def leave(person: Person) -> None:
    """He learns nowhere any more."""
    Enrolment.objects.filter(person=person).update(status=EnrolmentStatus.EXPELLED, until=TODAY)


@pytest.mark.parametrize(
    ("kind", "last_day"),
    [
        # Working days of the production calendar after Friday the 20th; erasure counts calendar days.
        (RequestKind.EXPORT, date(2026, 12, 4)),
        (RequestKind.CORRECTION, date(2026, 12, 1)),
        (RequestKind.ERASURE, date(2026, 12, 20)),
    ],
)
def test_the_term_is_the_laws(
    kind: RequestKind, last_day: date, group: StudyGroup, school: Organisation
) -> None:
    child, mother = make_ward(group)

    request = make_subject_request(child, school, kind=kind, applicant=mother)

    assert request.due_on == last_day


def test_a_holiday_moves_the_term(group: StudyGroup, school: Organisation) -> None:
    child, mother = make_ward(group)

    request = make_subject_request(child, school, applicant=mother, at=NOW + timedelta(days=35))

    assert request.due_on == date(2027, 1, 19)


def test_only_he_and_his_representative_may_ask_and_once(group: StudyGroup, school: Organisation) -> None:
    child, mother = make_ward(group)

    with pytest.raises(SubjectRequestError, match="сам человек или его законный"):
        make_subject_request(child, school, applicant=make_person())
    make_subject_request(child, school, applicant=mother)
    with pytest.raises(SubjectRequestError, match="уже зарегистрировано"):
        make_subject_request(child, school, applicant=mother)

    assert SubjectRequest.objects.count() == 1


def test_an_organisation_that_holds_nothing_is_not_asked(group: StudyGroup, district: District) -> None:
    child, mother = make_ward(group)
    assert mother.user

    with pytest.raises(SubjectRequestError, match="не хранит"):
        file_request(child, RequestKind.EXPORT, operator=district.college, text="", by=mother.user, at=NOW)
    made = file_request(child, RequestKind.EXPORT, operator=district.school, text="", by=mother.user, at=NOW)

    assert (made.applicant, made.identified) == (mother, "signed_in")


def test_everything_that_is_held_is_given_out_with_who_got_it(
    group: StudyGroup, school: Organisation
) -> None:
    child, mother = make_ward(group, family_name="Всезнаев")
    make_special(child, school)
    deputy = make_actor(Role.DEPUTY, school)
    look_at_special(child, reason=LookReason.SAFETY, words="поход", by=deputy, at=NOW)
    request = make_subject_request(child, school, applicant=mother)

    done = prepare_export(request, by=deputy, at=NOW)

    assert done.json
    assert done.pdf
    plain = json.loads(content_of(done.json))
    titles = {section["title"] for section in plain["sections"]}
    said = json.dumps(plain, ensure_ascii=False)
    assert {
        "Карточка",
        "Где учится и учился",
        "Согласия",
        "Особые сведения",
        "Кто смотрел",
        "Законные представители и дети",
        "Обращения о данных",
    } <= titles
    assert all(words in said for words in ("Всезнаев", "Зрение", "поход", school.full_name, "получает"))
    assert (done.json.kind, content_of(done.pdf)[:5]) == ("json", b"%PDF-")


def test_gathering_again_leaves_one_pair_of_files(group: StudyGroup, school: Organisation) -> None:
    child, mother = make_ward(group)
    request = make_subject_request(child, school, applicant=mother)
    deputy = make_actor(Role.DEPUTY, school)

    prepare_export(request, by=deputy, at=NOW)
    prepare_export(request, by=deputy, at=NOW)

    assert StoredFile.objects.count() == 2


def test_it_is_answered_after_it_was_gathered_and_taken_with_a_record(
    group: StudyGroup, school: Organisation
) -> None:
    child, mother = make_ward(group)
    request = make_subject_request(child, school, applicant=mother)
    deputy = make_actor(Role.DEPUTY, school)
    assert mother.user
    parent = make_actor(Role.PARENT, school, user=mother.user)

    with pytest.raises(SubjectRequestError, match="Сначала соберите"):
        answer_request(request, answer="Готово", by=deputy, at=NOW)
    request = prepare_export(request, by=deputy, at=NOW)
    early = can_take_export(parent, request)
    request = answer_request(request, answer="Выгрузка приложена", by=deputy, at=NOW)
    stored = take_export(request, "pdf", by=parent, at=NOW)

    assert (bool(early), request.state, stored) == (False, SubjectRequestState.DONE, request.pdf)
    assert Entry.objects.get(action="subject_request.download").actor_id == mother.user.pk


def test_a_refusal_says_why(group: StudyGroup, school: Organisation) -> None:
    child, mother = make_ward(group)
    request = make_subject_request(child, school, kind=RequestKind.ERASURE, applicant=mother)
    deputy = make_actor(Role.DEPUTY, school)

    with pytest.raises(SubjectRequestError, match="причину отказа"):
        refuse_request(request, answer=" ", by=deputy, at=NOW)
    refused = refuse_request(request, answer="Данные нужны по 273-ФЗ", by=deputy, at=NOW)

    assert refused.state == SubjectRequestState.REFUSED


def test_of_whoever_learns_here_the_name_stays_and_his_health_goes(
    group: StudyGroup, school: Organisation
) -> None:
    child, mother = make_ward(group, family_name="Учащийся")
    make_special(child, school)
    request = make_subject_request(child, school, kind=RequestKind.ERASURE, applicant=mother)

    done = erase_person(request, answer="", by=make_actor(Role.DEPUTY, school), at=NOW)

    child.refresh_from_db()
    kept = {line["title"]: line["why"] for line in done.outcome["lines"] if line["kept"]}
    assert child.family_name == "Учащийся"
    assert not SpecialRecord.objects.exists()
    assert "закону об образовании" in kept["Карточка"]
    assert Consent.objects.filter(person=child).exists()


def test_of_whoever_has_left_no_name_stays_and_nobody_signs_in(
    group: StudyGroup, school: Organisation
) -> None:
    child, mother = make_ward(group, family_name="Выпускников")
    request = make_subject_request(child, school, kind=RequestKind.ERASURE, applicant=mother)
    leave(child)

    erase_person(request, answer="", by=make_actor(Role.DEPUTY, school), at=NOW)

    child.refresh_from_db()
    assert (child.full_name, child.birth_date, child.snils, child.user) == (
        f"Обезличено № {child.pk}",
        None,
        "",
        None,
    )
    assert not child.guardianships.exists()
    assert "Выпускников" not in child.search_key


def test_the_account_of_an_erased_person_is_closed(group: StudyGroup, school: Organisation) -> None:
    actor = make_actor(Role.PUPIL, school)
    pupil, _mother = make_ward(group, user=actor.user)
    request = make_subject_request(pupil, school, kind=RequestKind.ERASURE)
    leave(pupil)

    erase_person(request, answer="", by=make_actor(Role.DEPUTY, school), at=NOW)

    actor.user.refresh_from_db()
    assert not actor.user.is_active


def test_the_act_carries_the_extract_and_no_name(group: StudyGroup, school: Organisation) -> None:
    child, mother = make_ward(group, family_name="Безымянов")
    make_special(child, school)
    request = make_subject_request(child, school, kind=RequestKind.ERASURE, applicant=mother)
    deputy = make_actor(Role.DEPUTY, school)
    with pytest.raises(Refused, match="уже удалены"):
        issue(ERASURE_ACT, request, by=deputy, at=NOW)
    leave(child)
    erase_person(request, answer="", by=deputy, at=NOW)

    version = issue(ERASURE_ACT, request, by=deputy, at=NOW)

    said = json.dumps(version.content, ensure_ascii=False)
    assert "Безымянов" not in said
    assert all(
        words in said
        for words in ("Особые сведения", "Данные удалены по обращению", f"Субъект № {child.pk}", "152-ФЗ")
    )
    assert Document.objects.get().number.startswith("УД-")


def test_when_one_package_cannot_erase_nothing_is_erased(group: StudyGroup, school: Organisation) -> None:
    child, mother = make_ward(group)
    make_special(child, school)
    request = make_subject_request(child, school, kind=RequestKind.ERASURE, applicant=mother)

    def fail(person: Person, at: object) -> Erased:
        raise SubjectRequestError("Идёт практика: завершите её.")

    holder = register(Holder("test.stubborn", "Упрямые", lambda _person: [], erase=fail, position=50))
    try:
        with pytest.raises(SubjectRequestError, match="Идёт практика"):
            erase_person(request, answer="", by=make_actor(Role.DEPUTY, school), at=NOW)
    finally:
        take_back(holder)

    request.refresh_from_db()
    assert request.is_open
    assert SpecialRecord.objects.count() == 1


def test_an_upper_package_adds_what_it_holds(group: StudyGroup, school: Organisation) -> None:
    child, mother = make_ward(group)
    request = make_subject_request(child, school, applicant=mother)
    holder = register(
        Holder("test.more", "Ещё", lambda _person: [Section("Анкеты", [{"Ответ": "да"}], "Никто")])
    )
    try:
        done = prepare_export(request, by=make_actor(Role.DEPUTY, school), at=NOW)
    finally:
        take_back(holder)

    assert done.json
    plain = json.loads(content_of(done.json))
    assert {"title": "Анкеты", "received_by": "Никто", "rows": [{"Ответ": "да"}]} in plain["sections"]


def test_what_may_be_listed_may_be_seen(group: StudyGroup, district: District) -> None:
    child, mother = make_ward(group)
    request = make_subject_request(child, district.school, applicant=mother)
    houses = (district.school, district.authority, district.foreign_school)
    actors = [make_actor(role, house) for role in Role for house in houses]

    seeing = {
        (actor.role, actor.organisation == district.school)
        for actor in actors
        if can_view_subject_request(actor, request)
    }

    assert seeing == {
        (Role.DIRECTOR, True),
        (Role.DEPUTY, True),
        (Role.AUDITOR, True),
        (Role.AUDITOR, False),
    }


def test_a_mother_files_a_request_from_her_phone_and_takes_the_answer(
    client: Client, group: StudyGroup, school: Organisation
) -> None:
    child, mother = make_ward(group)
    assert mother.user
    deputy = make_actor(Role.DEPUTY, school)
    client.force_login(mother.user)

    filed = client.post(
        reverse("people:own_request_add", args=[child.pk]),
        {"kind": "export", "operator": school.pk, "text": ""},
        follow=True,
    )
    request = SubjectRequest.objects.get()
    client.force_login(deputy.user)
    client.post(reverse("people:subject_request_export", args=[request.pk]))
    client.post(reverse("people:subject_request_answer", args=[request.pk]), {"answer": "Готово"})
    client.force_login(mother.user)
    taken = client.get(reverse("people:subject_request_download", args=[request.pk, "json"]))

    assert str(request) in filed.text
    assert json.loads(b"".join(taken.streaming_content))["person"] == child.full_name  # type: ignore[attr-defined]


def test_the_desk_erases_only_after_it_was_said_twice(
    client: Client, group: StudyGroup, school: Organisation
) -> None:
    child, mother = make_ward(group)
    request = make_subject_request(child, school, kind=RequestKind.ERASURE, applicant=mother)
    leave(child)
    make_enrolment(school, make_person())
    client.force_login(make_actor(Role.DEPUTY, school).user)
    address = reverse("people:subject_request_erase", args=[request.pk])

    shown, unsure = client.get(address), client.post(address, {"answer": ""})
    client.post(address, {"answer": "", "sure": "on"})

    child.refresh_from_db()
    assert "Останется по закону" in shown.text
    assert (unsure.status_code, child.given_name) == (422, f"№ {child.pk}")
