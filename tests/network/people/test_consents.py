"""Consents: who signs at which age, what a withdrawal stops, nothing by halves."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.dispatch import receiver
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.factories.accounts import make_user
from tests.factories.organisations import make_actor
from tests.factories.people import make_group, make_guardianship, make_lead, make_person, make_pupil
from tests.factories.privacy import (
    ADULT,
    CHILD,
    NOW,
    TEENAGER,
    TODAY,
    make_purpose,
    make_request,
    make_scan,
    make_ward,
    sign,
)
from tests.support import samples
from tests.support.district import District
from tests.support.links import enter_code

from zveno.base.audit.models import Entry
from zveno.base.core.verdict import Refused
from zveno.base.files.models import StoredFile
from zveno.base.links.models import Link
from zveno.base.notifications.models import Letter, Notification
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Role
from zveno.network.people.checks import whole
from zveno.network.people.models import Consent, ConsentAsk, ConsentRequest, Person, StudyGroup, Way
from zveno.network.people.queries.consents import (
    consented,
    counted,
    has_consent,
    own_places,
    request_page,
    text_of,
)
from zveno.network.people.services.consent_requests import (
    add_wording,
    ask_group,
    ask_person,
    close_request,
    send_links,
)
from zveno.network.people.services.consents import (
    ConsentError,
    ConsentMissing,
    Signature,
    give_consent,
    refuse_consent,
    rely_on_consent,
    take_paper,
    take_papers,
    withdraw_consent,
)
from zveno.network.people.signals import consent_withdrawn
from zveno.network.people.states import ConsentState

TOMORROW = TODAY + timedelta(days=1)
LINK = re.compile(r"/l/[\w-]+/")


class LinkByCode:
    """The child's guardian gets a letter, opens the link in it and enters the code."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.now = timezone.now()
        self.today = timezone.localdate(self.now)

    def __call__(self, child: Person) -> str:
        request = ConsentRequest.objects.get(asks__person=child)
        send_links(request, by=make_actor(Role.DEPUTY, request.operator), at=self.now)
        found = LINK.search(Letter.objects.latest("pk").body)
        assert found
        enter_code(self.client, found.group())
        return found.group()


@pytest.fixture
def link_by_code(client: Client) -> LinkByCode:
    return LinkByCode(client)


@pytest.fixture
def school(district: District) -> Organisation:
    return district.school


@pytest.fixture
def group(school: Organisation) -> StudyGroup:
    return make_group(school, "8А")


def own(person: Person) -> Actor:
    assert person.user
    return Actor(person.user)


def test_for_a_child_the_representative_signs_and_he_alone(group: StudyGroup, school: Organisation) -> None:
    child, mother = make_ward(group, born=CHILD)

    with pytest.raises(Refused, match="До 14 лет"):
        sign(child, child, school)
    sign(child, mother, school)

    assert has_consent(child, "guidance", TODAY)


def test_between_14_and_18_both_must_sign(group: StudyGroup, school: Organisation) -> None:
    pupil, mother = make_ward(group, born=TEENAGER)

    sign(pupil, mother, school)
    after_mother = has_consent(pupil, "guidance", TODAY)
    sign(pupil, pupil, school)

    assert (after_mother, has_consent(pupil, "guidance", TODAY)) == (False, True)


def test_an_adult_signs_alone_and_nobody_signs_for_him(group: StudyGroup, school: Organisation) -> None:
    student, mother = make_ward(group, born=ADULT)

    with pytest.raises(Refused, match="исполнилось 18"):
        sign(student, mother, school)
    sign(student, student, school)

    assert has_consent(student, "guidance", TODAY)


def test_a_consent_of_the_mother_does_not_outlive_childhood(group: StudyGroup, school: Organisation) -> None:
    child, mother = make_ward(group, born=CHILD)
    sign(child, mother, school)

    known = [has_consent(child, "guidance", day) for day in (date(2028, 2, 29), date(2028, 3, 1))]

    assert known == [True, False]


def test_without_a_date_of_birth_the_representative_is_asked(group: StudyGroup, school: Organisation) -> None:
    pupil, mother = make_ward(group, born=None)

    with pytest.raises(Refused, match="дата рождения"):
        sign(pupil, pupil, school)
    sign(pupil, mother, school)

    assert has_consent(pupil, "guidance", TODAY)


def test_a_stranger_and_a_former_guardian_sign_nothing(group: StudyGroup, school: Organisation) -> None:
    child, _mother = make_ward(group)
    former = make_person()
    make_guardianship(child, former, until=TODAY)

    for signer in (make_person(), former):
        with pytest.raises(Refused, match="законный представитель"):
            sign(child, signer, school)

    assert not Consent.objects.exists()


def test_each_purpose_and_each_organisation_has_a_consent_of_its_own(
    group: StudyGroup, school: Organisation, district: District
) -> None:
    child, mother = make_ward(group)
    sign(child, mother, school)

    assert has_consent(child, "guidance", TODAY, operator=school)
    assert not has_consent(child, "guidance", TODAY, operator=district.college)
    assert not has_consent(child, "employer", TODAY)


def test_signing_twice_is_signing_once(group: StudyGroup, school: Organisation) -> None:
    child, mother = make_ward(group)

    first, second = sign(child, mother, school), sign(child, mother, school, at=NOW + timedelta(hours=1))

    assert first == second
    assert Consent.objects.count() == Entry.objects.filter(action="consent.give").count() == 1


def test_what_was_signed_stays_as_it_was_read(group: StudyGroup, school: Organisation) -> None:
    child, mother = make_ward(group)
    consent = sign(child, mother, school)
    read = consent.signed_text

    Person.objects.filter(pk=mother.pk).update(family_name="Новофамильная")
    Organisation.objects.filter(pk=school.pk).update(full_name="Другое название")
    consent.refresh_from_db()

    assert consent.signed_text == read
    assert mother.full_name in read
    assert consent.is_whole


def test_the_doctor_finds_a_signed_text_that_was_changed(group: StudyGroup, school: Organisation) -> None:
    child, mother = make_ward(group)
    consent = sign(child, mother, school)
    before = list(whole())

    Consent.objects.filter(pk=consent.pk).update(particulars={**consent.particulars, "signer": "Другая Мать"})

    assert before == []
    assert [str(consent.pk) in finding.says for finding in whole()] == [True]


def test_a_wording_that_changed_while_it_was_read_is_not_signed(
    group: StudyGroup, school: Organisation, district: District
) -> None:
    child, mother = make_ward(group)
    rule = make_purpose()
    read = text_of(rule, TODAY)
    assert read
    auditor = make_actor(Role.AUDITOR, district.authority)

    add_wording(rule, version="2026-11", text=read.text + " Ещё.", valid_from=TODAY, by=auditor, at=NOW)
    with pytest.raises(ConsentError, match="текст согласия изменился"):
        give_consent(
            child,
            rule,
            operator=school,
            signer=mother,
            version=read.version,
            signature=Signature(Way.CABINET),
            by=mother.user,
            at=NOW,
        )

    assert not Consent.objects.exists()


def test_a_new_wording_is_written_by_who_answers_for_the_data_and_keeps_its_places(
    school: Organisation, district: District
) -> None:
    rule = make_purpose()
    auditor = make_actor(Role.AUDITOR, district.authority)
    good = rule.texts.get().text

    with pytest.raises(Refused):
        add_wording(
            rule,
            version="х",
            text=good,
            valid_from=TOMORROW,
            by=make_actor(Role.DIRECTOR, school),
            at=NOW,
        )
    for text, day, words in (
        ("Согласен на всё.", TOMORROW, "не хватает"),
        (good, TODAY - timedelta(days=1), "сегодня или позже"),
    ):
        with pytest.raises(ConsentError, match=words):
            add_wording(rule, version="2027-01", text=text, valid_from=day, by=auditor, at=NOW)

    assert rule.texts.count() == 1


def test_a_withdrawal_stops_at_once_and_says_what(group: StudyGroup, school: Organisation) -> None:
    child, mother = make_ward(group)
    consent = sign(child, mother, school)

    @receiver(consent_withdrawn, weak=False)
    def stop(consent: Consent, **_said: object) -> list[str]:
        return ["Анкеты остановлены: 2."]

    try:
        done = withdraw_consent(consent, why="Передумали", by=own(mother), at=NOW)
        again = withdraw_consent(consent, by=own(mother), at=NOW)
    finally:
        consent_withdrawn.disconnect(stop)

    assert (done.state, done.stopped, again.ended_at) == (
        ConsentState.WITHDRAWN,
        ["Анкеты остановлены: 2."],
        done.ended_at,
    )
    assert not has_consent(child, "guidance", TODAY)
    assert Entry.objects.filter(action="consent.withdraw").count() == 1


def test_what_cannot_be_stopped_keeps_the_consent_whole(group: StudyGroup, school: Organisation) -> None:
    child, mother = make_ward(group)
    consent = sign(child, mother, school)

    @receiver(consent_withdrawn, weak=False)
    def refuse(consent: Consent, **_said: object) -> None:
        raise ConsentError("Идёт практика до 30.11: сначала отзовите направление.")

    try:
        with pytest.raises(ConsentError, match="Идёт практика"):
            withdraw_consent(consent, by=own(mother), at=NOW)
    finally:
        consent_withdrawn.disconnect(refuse)

    consent.refresh_from_db()
    assert (consent.state, consent.ended_at) == (ConsentState.GIVEN, None)
    assert has_consent(child, "guidance", TODAY)
    assert not Entry.objects.filter(action="consent.withdraw").exists()


def test_whoever_relies_on_a_withdrawn_consent_is_told_when_it_was_withdrawn(
    group: StudyGroup, school: Organisation
) -> None:
    child, mother = make_ward(group)
    consent = sign(child, mother, school)
    rely_on_consent(child, "guidance", on=TODAY)

    withdraw_consent(consent, by=own(mother), at=NOW)

    with pytest.raises(ConsentMissing, match=r"отозвано 20\.11\.2026"):
        rely_on_consent(child, "guidance", on=TODAY)


def test_staff_withdraw_only_by_somebodys_statement(group: StudyGroup, school: Organisation) -> None:
    child, mother = make_ward(group)
    consent = sign(child, mother, school)
    deputy = make_actor(Role.DEPUTY, school)

    with pytest.raises(ConsentError, match="чьё это заявление"):
        withdraw_consent(consent, by=deputy, at=NOW)
    with pytest.raises(Refused):
        withdraw_consent(consent, why="так надо", by=make_actor(Role.HR, school), at=NOW)
    withdraw_consent(consent, why="Заявление матери от 19.11.2026", by=deputy, at=NOW)

    assert not has_consent(child, "guidance", TODAY)


def test_the_class_teacher_learns_of_a_withdrawal(group: StudyGroup, school: Organisation) -> None:
    child, mother = make_ward(group)
    teacher = make_actor(Role.CLASS_TEACHER, school)
    assert teacher.membership
    make_lead(group, teacher.membership)

    withdraw_consent(sign(child, mother, school), by=own(mother), at=NOW)

    assert list(Notification.objects.values_list("recipient", flat=True)) == [teacher.user.pk]


def test_a_paper_needs_a_day_that_has_come_and_a_signer_of_age(
    group: StudyGroup, school: Organisation
) -> None:
    child, mother = make_ward(group)
    deputy = make_actor(Role.DEPUTY, school)
    rule = make_purpose()

    for signer, day, words, field in (
        (mother, TOMORROW, "ещё не наступил", "given_on"),
        (mother, date(2024, 1, 9), "нет действующего текста", "given_on"),
        (child, TODAY, "До 14 лет", "signer"),
    ):
        with pytest.raises(ConsentError, match=words) as caught:
            take_paper(child, rule, signer=signer, given_on=day, scan=make_scan(), by=deputy, at=NOW)
        assert caught.value.field == field
    kept_of_failures = StoredFile.objects.count()
    made = take_paper(child, rule, signer=mother, given_on=TODAY, scan=make_scan(), by=deputy, at=NOW)

    assert kept_of_failures == 0
    assert (made.way, made.taken_by, made.scan is not None) == (Way.PAPER, deputy.user, True)


def test_a_stack_of_papers_is_taken_at_once_and_may_be_brought_twice(
    group: StudyGroup, school: Organisation
) -> None:
    wards = [make_ward(group) for _one in range(3)]
    request = make_request(group)
    deputy = make_actor(Role.DEPUTY, school)

    made = take_papers(request, wards[:2], given_on=TODAY, scan=make_scan(), by=deputy, at=NOW)
    more = take_papers(request, wards, given_on=TODAY, scan=make_scan(), by=deputy, at=NOW)

    assert [len(made), len(more)] == [2, 1]
    assert consented([child for child, _mother in wards], "guidance", TODAY) == {
        child.pk for child, _mother in wards
    }
    assert all(consent.is_whole for consent in Consent.objects.all())


def test_one_wrong_paper_in_a_stack_keeps_the_whole_stack_out(
    group: StudyGroup, school: Organisation
) -> None:
    good, bad = make_ward(group), make_ward(group, born=ADULT, family_name="Взрослов")
    request = make_request(group)

    with pytest.raises(ConsentError, match=r"Взрослов.*исполнилось 18"):
        take_papers(
            request,
            [good, bad],
            given_on=TODAY,
            scan=make_scan(),
            by=make_actor(Role.DEPUTY, school),
            at=NOW,
        )

    assert not Consent.objects.exists()


def test_the_teacher_ticks_whose_papers_are_in_the_stack(
    client: Client, group: StudyGroup, school: Organisation
) -> None:
    (first, mother), (second, _other) = make_ward(group), make_ward(group)
    request = make_request(group)
    client.force_login(make_actor(Role.DEPUTY, school).user)

    client.post(
        reverse("people:consent_papers", args=[request.pk]),
        {
            "given_on": timezone.localdate().isoformat(),
            "signed": [f"{first.pk}-{mother.pk}"],
            "scan": SimpleUploadedFile("пачка.pdf", samples.pdf()),
        },
    )

    assert consented([first, second], "guidance", timezone.localdate()) == {first.pk}


def test_a_class_is_asked_once_and_newcomers_are_added_when_letters_go(group: StudyGroup) -> None:
    make_ward(group)
    request = make_request(group)
    with pytest.raises(ConsentError, match="уже запрошены"):
        make_request(group)

    make_ward(group)
    sent = send_links(request, by=make_actor(Role.DEPUTY, group.organisation), at=NOW)

    assert (request.asks.count(), sent.letters, list(sent.without_address)) == (2, 2, [])


def test_an_empty_class_and_a_day_too_near_are_told_in_a_sentence(group: StudyGroup) -> None:
    deputy = make_actor(Role.DEPUTY, group.organisation)

    with pytest.raises(ConsentError, match="никто не учится"):
        ask_group(group, make_purpose(), due_on=TOMORROW, by=deputy, at=NOW)
    make_ward(group)
    with pytest.raises(ConsentError, match="хотя бы день"):
        ask_group(group, make_purpose(), due_on=TODAY, by=deputy, at=NOW)

    assert not ConsentRequest.objects.exists()


def test_letters_go_to_whoever_must_still_sign_and_not_twice_within_the_hour(
    group: StudyGroup, school: Organisation
) -> None:
    given, giver = make_ward(group, family_name="Давший")
    _waiting, mother = make_ward(group, family_name="Ждущий")
    alone = make_pupil(group, "Одинокий Иван", birth_date=CHILD)
    request = make_request(group)
    sign(given, giver, school)
    deputy = make_actor(Role.DEPUTY, school)

    first = send_links(request, by=deputy, at=NOW)
    second = send_links(request, by=deputy, at=NOW + timedelta(minutes=10))
    later = send_links(request, by=deputy, at=NOW + timedelta(hours=2))

    assert [sent.letters for sent in (first, second, later)] == [1, 0, 1]
    assert list(first.without_address) == [alone]
    assert set(Link.objects.values_list("email", flat=True)) == {mother.email}


def test_a_consent_withdrawn_in_the_middle_of_a_request_is_asked_for_again(
    group: StudyGroup, school: Organisation
) -> None:
    child, mother = make_ward(group)
    request = make_request(group)
    consent = sign(child, mother, school)

    withdraw_consent(consent, by=own(mother), at=NOW)
    sent = send_links(request, by=make_actor(Role.DEPUTY, school), at=NOW)
    page = request_page(request, ConsentAsk.objects.all(), on=TODAY)

    assert [line.standing.status.text for line in page.lines] == ["отозвано"]
    assert (sent.letters, page.whole, page.waiting) == (1, 0, 1)


def test_a_refusal_is_not_asked_again_and_may_be_changed(group: StudyGroup, school: Organisation) -> None:
    child, mother = make_ward(group)
    request = make_request(group)
    ask = request.asks.get()

    refuse_consent(ask, signer=mother, by=mother.user, at=NOW)
    sent = send_links(request, by=make_actor(Role.DEPUTY, school), at=NOW)
    sign(child, mother, school)
    ask.refresh_from_db()

    assert (sent.letters, ask.refused_at) == (0, None)
    assert has_consent(child, "guidance", TODAY)


def test_a_closed_request_opens_nothing_and_keeps_what_was_given(
    group: StudyGroup, school: Organisation
) -> None:
    child, mother = make_ward(group)
    request = make_request(group)
    deputy = make_actor(Role.DEPUTY, school)
    send_links(request, by=deputy, at=NOW)
    sign(child, mother, school)

    close_request(request, by=deputy, at=NOW)

    with pytest.raises(ConsentError, match="закрыт"):
        send_links(request, by=deputy, at=NOW)
    assert not Link.objects.standing().exists()
    assert has_consent(child, "guidance", TODAY)


def test_one_person_may_be_asked_outside_of_a_class(group: StudyGroup, school: Organisation) -> None:
    child, _mother = make_ward(group)
    deputy = make_actor(Role.DEPUTY, school)

    ask_person(child, make_purpose("health"), due_on=TOMORROW, by=deputy, at=NOW)

    with pytest.raises(ConsentError, match="уже запрошено"):
        ask_person(child, make_purpose("health"), due_on=TOMORROW, by=deputy, at=NOW)
    with pytest.raises(Refused):
        ask_person(child, make_purpose(), due_on=TOMORROW, by=make_actor(Role.CLASS_TEACHER, school), at=NOW)


@pytest.mark.parametrize("size", [1, 3])
def test_a_list_asks_the_same_number_of_questions_for_any_class(
    size: int, group: StudyGroup, school: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    wards = [make_ward(group) for _one in range(size)]
    request = make_request(group)
    sign(*wards[0], school)
    user = wards[0][1].user
    assert user
    for child, _mother in wards[1:]:
        make_guardianship(child, wards[0][1])

    with django_assert_num_queries(5):
        request_page(request, ConsentAsk.objects.all(), on=TODAY)
    with django_assert_num_queries(2):
        counted([request], on=TODAY)
    with django_assert_num_queries(2):
        consented([child for child, _mother in wards], "guidance", TODAY)
    with django_assert_num_queries(5):
        own_places(user, on=TODAY)


def test_a_parent_reads_signs_and_withdraws_in_the_cabinet(
    client: Client, group: StudyGroup, school: Organisation
) -> None:
    child, mother = make_ward(group)
    assert mother.user
    mother.user.set_password("Зимний-лес-17")
    mother.user.save()
    client.force_login(mother.user)
    version = make_purpose().texts.get().version
    address = reverse("people:consent_give", args=[child.pk, school.pk, "guidance"])

    shown = client.get(address)
    asked_again = client.post(address, {"version": version, "agreed": "on"})
    signed = client.post(asked_again["Location"], {"password": "Зимний-лес-17"}, follow=True)
    consent = Consent.objects.get()
    client.post(reverse("people:consent_withdraw", args=[consent.pk]), {"why": ""})
    consent.refresh_from_db()

    assert child.full_name in shown.text
    assert "/reauthenticate/" in asked_again["Location"]
    assert signed.redirect_chain[-1][0] == consent.get_absolute_url()
    assert (consent.way, consent.signer, consent.state) == (Way.CABINET, mother, ConsentState.WITHDRAWN)
    assert consent.evidence["account"] == mother.user.pk


def test_without_a_tick_nothing_is_signed(client: Client, group: StudyGroup, school: Organisation) -> None:
    child, mother = make_ward(group)
    assert mother.user
    client.force_login(mother.user)

    answer = client.post(
        reverse("people:consent_give", args=[child.pk, school.pk, "guidance"]), {"version": "2025-09"}
    )

    assert answer.status_code == 422
    assert not Consent.objects.exists()


def test_a_strangers_child_has_no_page(client: Client, group: StudyGroup, school: Organisation) -> None:
    child, mother = make_ward(group)
    consent = sign(child, mother, school)
    client.force_login(make_user())

    answers = [
        client.get(reverse("people:consent_give", args=[child.pk, school.pk, "guidance"])).status_code,
        client.get(consent.get_absolute_url()).status_code,
        client.get(reverse("people:look_list", args=[child.pk])).status_code,
    ]

    assert answers == [404, 404, 404]


def test_a_mother_without_an_account_signs_and_withdraws_by_a_link_with_a_code(
    client: Client, group: StudyGroup, school: Organisation, link_by_code: LinkByCode
) -> None:
    child = make_pupil(group, "Дочкина Анна", birth_date=CHILD)
    mother = make_person("Мамина Ольга", email="mama@example.ru")
    make_guardianship(child, mother)
    make_request(group, at=link_by_code.now)
    address = link_by_code(child)
    version = make_purpose().texts.get().version

    page = client.get(address)
    client.post(address, {"version": version, "agreed": "on", "act": "give"})
    given = has_consent(child, "guidance", link_by_code.today)
    consent = Consent.objects.get()
    client.post(f"{address}withdraw/", {"why": "Передумала"})

    assert "Дочкина Анна" in page.text
    assert (given, consent.way, consent.evidence["email"]) == (True, Way.CODE, "mama@example.ru")
    assert not has_consent(child, "guidance", link_by_code.today)


def test_a_link_refuses_by_one_button(client: Client, group: StudyGroup, link_by_code: LinkByCode) -> None:
    child = make_pupil(group, "Дочкина Анна", birth_date=CHILD)
    make_guardianship(child, make_person("Мамина Ольга", email="mama@example.ru"))
    make_request(group, at=link_by_code.now)
    address = link_by_code(child)

    client.post(address, {"version": "", "act": "refuse"})

    assert ConsentAsk.objects.get().refused_by == "Мамина Ольга"
    assert not Consent.objects.exists()


def test_asking_twice_by_letter_leaves_one_link(group: StudyGroup, school: Organisation) -> None:
    make_ward(group)
    request = make_request(group)
    deputy = make_actor(Role.DEPUTY, school)

    send_links(request, by=deputy, at=NOW)
    send_links(request, by=deputy, at=NOW + timedelta(hours=3))

    assert Link.objects.standing().count() == 1
    assert Letter.objects.filter(is_secret=True).count() == 2
