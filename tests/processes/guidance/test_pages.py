"""The window of the resource centre, as askers and staff meet it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from tests.factories.guidance import EMAIL, make_centre, make_question, make_theme, make_wording
from tests.factories.organisations import make_actor
from tests.support.district import District
from tests.support.links import enter_code

from zveno.base.audit.models import Entry
from zveno.base.links.models import LinkSecret
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Role
from zveno.processes.guidance import notices, queries, services
from zveno.processes.guidance.models import Centre, Question
from zveno.processes.guidance.states import QuestionState


@pytest.fixture
def centre(district: District) -> Centre:
    cache.clear()
    make_wording()
    return make_centre(district.centre)


@pytest.fixture
def methodologist(district: District) -> Actor:
    return make_actor(Role.METHODOLOGIST, district.centre)


@pytest.fixture
def at_work(methodologist: Actor) -> Client:
    client = Client()
    client.force_login(methodologist.user)
    return client


def typed(**changes: object) -> dict[str, object]:
    return {
        "theme": make_theme().pk,
        "about": "pupil",
        "text": "Где учат на сварщика?",
        "email": EMAIL,
        **changes,
    }


def carried(page: str) -> str:
    found = re.search(r'name="asked" value="([^"]+)"', page)
    assert found
    return found[1]


def ask(client: Client, **changes: object) -> str:
    page = client.post("/ask/", typed(**changes)).content.decode()
    answer = client.post("/ask/consent/", {"asked": carried(page), "given_as": "self"})
    return str(answer["Location"])


# A visitor


def test_nothing_is_stored_before_the_consent_which_is_a_page_of_its_own(
    client: Client, centre: Centre
) -> None:
    first = client.get("/ask/").content.decode()
    second = client.post("/ask/", typed()).content.decode()

    assert "checkbox" not in first
    assert centre.organisation.full_name in second
    assert not Question.objects.exists()
    assert "sessionid" not in client.cookies


def test_a_visitor_asks_in_two_steps_and_is_sent_to_his_letterbox(client: Client, centre: Centre) -> None:
    went_to = ask(client)

    question = Question.objects.get()
    assert went_to == "/ask/sent/"
    assert (question.state, question.email, question.receiver) == (
        QuestionState.UNCONFIRMED,
        EMAIL,
        centre.organisation,
    )
    assert centre.organisation.full_name in question.consent.text or "Согласие" in question.consent.text


def test_the_consent_cannot_be_skipped_or_forged(client: Client, centre: Centre) -> None:
    page = client.post("/ask/", typed()).content.decode()

    unsaid = client.post("/ask/consent/", {"asked": carried(page)})
    forged = client.post("/ask/consent/", {"asked": "e30:1abc:xyz", "given_as": "self"})

    assert unsaid.status_code == 200
    assert forged["Location"] == "/ask/"
    assert not Question.objects.exists()


def test_a_program_that_fills_in_every_field_is_thanked_and_forgotten(client: Client, centre: Centre) -> None:
    answer = client.post("/ask/", typed(company="SEO"))

    assert answer["Location"] == "/ask/sent/"
    assert not Question.objects.exists()


def test_one_letterbox_gets_five_letters_an_hour(client: Client, centre: Centre) -> None:
    for _ in range(5):
        ask(client)
    page = client.post("/ask/", typed()).content.decode()

    refused = client.post("/ask/consent/", {"asked": carried(page), "given_as": "self"})

    assert refused.status_code == 429
    assert Question.objects.count() == 5


def test_where_nobody_answers_the_page_says_so(client: Client, district: District) -> None:
    assert "Вопросы пока не принимаются" in client.get("/ask/").content.decode()


def test_the_asker_of_one_of_several_districts_chooses(
    client: Client, centre: Centre, district: District
) -> None:
    other = make_centre(district.foreign_school)

    page = client.get("/ask/").content.decode()
    ask(client, centre=other.pk)

    assert district.foreign.name in page
    assert Question.objects.get().receiver == district.foreign_school


# By the link


def linked(centre: Centre, purpose: str) -> tuple[Question, str]:
    now = timezone.now()
    question = make_question(centre, confirmed=False, at=now)
    secret = notices.send_link(question, purpose, at=now)
    return question, f"/l/{secret}/"


@pytest.fixture
def by_link(centre: Centre) -> tuple[Question, str]:
    return linked(centre, notices.READ)


def test_opening_the_link_changes_nothing_and_the_button_confirms(client: Client, centre: Centre) -> None:
    question, address = linked(centre, notices.CONFIRM)

    page = client.get(address).content.decode()
    question.refresh_from_db()
    opened = question.state
    client.post(address, {"act": "confirm"})
    after = client.get(address).content.decode()

    question.refresh_from_db()
    assert "Подтвердить" in page
    assert (opened, question.state) == (QuestionState.UNCONFIRMED, QuestionState.NEW)
    assert "Куда поступить" in after


@pytest.mark.parametrize("purpose", [notices.CONFIRM, notices.READ])
def test_a_confirmed_question_is_read_only_with_the_code_from_the_letter(
    client: Client, centre: Centre, purpose: str
) -> None:
    question, address = linked(centre, purpose)
    services.confirm_question(question, at=timezone.now())

    without = client.get(address).content.decode()
    client.post(address, {"act": "erase"})
    enter_code(client, address)
    page = client.get(address).content.decode()

    assert "Куда поступить" not in without
    assert "Куда поступить" in page


def test_by_the_link_one_reads_rates_goes_on_and_withdraws(
    client: Client, by_link: tuple[Question, str], methodologist: Actor
) -> None:
    question, address = by_link
    now = timezone.now()
    services.confirm_question(question, at=now)
    services.take_question(question, by=methodologist, at=now)
    services.answer_question(question, text="В Верхнеозёрском техникуме.", by=methodologist, at=now)

    enter_code(client, address)

    page = client.get(address).content.decode()
    client.post(address, {"act": "not_helped"})
    empty = client.post(address, {"act": "follow_up", "text": ""})
    client.post(address, {"act": "follow_up", "text": "А общежитие?"})
    question.refresh_from_db()
    went_on = question.state
    asked = client.get(f"{address}erase/").content.decode()
    client.post(address, {"act": "erase"})

    question.refresh_from_db()
    assert "В Верхнеозёрском техникуме." in page
    assert empty.status_code == 200
    assert went_on == QuestionState.IN_WORK
    assert "стереть вопрос?" in asked
    assert question.text == ""
    gone = client.get(address)
    assert gone.status_code == 410
    assert "Сведения удалены" in gone.content.decode()


def test_the_secret_of_a_link_is_not_kept(by_link: tuple[Question, str]) -> None:
    _question, address = by_link

    assert address.split("/")[2] not in str(list(LinkSecret.objects.values()))


# Signed in


def test_a_parent_asks_without_letters_and_finds_the_answer_at_his_own_questions(
    centre: Centre, district: District, methodologist: Actor
) -> None:
    parent = make_actor(Role.PARENT, district.school)
    client = Client()
    client.force_login(parent.user)

    went_to = ask(client)
    question = Question.objects.get()
    services.take_question(question, by=methodologist, at=timezone.now())
    services.answer_question(question, text="В техникуме.", by=methodologist, at=timezone.now())

    assert went_to == f"/questions/mine/{question.pk}/"
    assert "В техникуме." in client.get(went_to).content.decode()
    assert str(question) in client.get("/questions/mine/").content.decode()
    assert [item.when for item in queries.today(parent, at=timezone.now())] == ["waits"]
    stranger = Client()
    stranger.force_login(make_actor(Role.PARENT, district.school).user)
    assert stranger.get(went_to).status_code == 404


# Staff


def test_a_question_is_taken_answered_from_the_library_and_published(
    at_work: Client, centre: Centre, methodologist: Actor
) -> None:
    question = make_question(centre, at=timezone.now())
    ready = services.keep_ready_answer(
        theme=make_theme(),
        title="Сварщик",
        text="Сварщика учат два года.",
        by=methodologist,
        at=timezone.now(),
    )

    at_work.post(f"/questions/{question.pk}/take/")
    page = at_work.get(f"/questions/{question.pk}/?ready={ready.pk}").content.decode()
    at_work.post(f"/questions/{question.pk}/answer/", {"text": "Сварщика учат два года."})
    at_work.post(f"/questions/{question.pk}/publish/", {"question": "Сколько учат?", "answer": "Два года."})

    question.refresh_from_db()
    public = Client().get("/ask/answers/?q=УЧАТ").content.decode()
    assert "Сварщика учат два года." in page
    assert question.state == QuestionState.ANSWERED
    assert "Сколько учат?" in public
    assert EMAIL not in public


def test_an_answer_with_a_mistake_is_shown_again_with_the_library_beside_it(
    at_work: Client, centre: Centre, methodologist: Actor
) -> None:
    question = make_question(centre, at=timezone.now())
    services.keep_ready_answer(
        theme=make_theme(), title="Сварщик", text="Два года.", by=methodologist, at=timezone.now()
    )
    at_work.post(f"/questions/{question.pk}/take/")

    page = at_work.post(f"/questions/{question.pk}/answer/", {"text": " "}).content.decode()

    assert "Обязательное поле." in page
    assert ">Сварщик</option>" in page
    assert f'<form class="filters" action="/questions/{question.pk}/">' in page


def test_a_look_at_anothers_question_is_written_down(
    at_work: Client, centre: Centre, methodologist: Actor
) -> None:
    question = make_question(centre, at=timezone.now())

    at_work.get(f"/questions/{question.pk}/")
    at_work.post(f"/questions/{question.pk}/take/")
    at_work.get(f"/questions/{question.pk}/")

    looks = Entry.objects.about_thing(question).looks()
    assert [entry.actor_id for entry in looks] == [methodologist.user.pk]


def test_the_coordinator_sees_the_queue_and_no_texts(centre: Centre, district: District) -> None:
    question = make_question(centre, text="Тайна ребёнка", at=timezone.now() - timedelta(days=30))
    coordinator = make_actor(Role.COORDINATOR, district.authority)
    client = Client()
    client.force_login(coordinator.user)

    listed = client.get("/questions/?overdue=yes").content.decode()
    card = client.get(f"/questions/{question.pk}/").content.decode()

    assert "просрочен" in listed
    assert "Тайна ребёнка" not in listed + card
    assert EMAIL not in listed + card
    assert client.post(f"/questions/{question.pk}/take/").status_code == 403
    assert [item.when for item in queries.today(coordinator, at=timezone.now())] == ["late"]


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.PUPIL, Role.CLASS_TEACHER])
def test_others_do_not_come_to_the_queue(role: Role, centre: Centre, district: District) -> None:
    question = make_question(centre, at=timezone.now())
    client = Client()
    client.force_login(make_actor(role, district.school).user)

    assert client.get("/questions/").status_code == 403
    assert client.get(f"/questions/{question.pk}/").status_code == 404


def test_the_queue_asks_as_often_for_three_as_for_one(at_work: Client, centre: Centre) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def counted() -> int:
        with CaptureQueriesContext(connection) as captured:
            at_work.get("/questions/")
        return len(captured)

    make_question(centre, at=timezone.now())
    counted()
    one = counted()
    for number in range(2):
        make_question(centre, email=f"{number}@example.ru", at=timezone.now())

    assert counted() == one


def test_today_of_staff_asks_for_what_waits_by_its_term(centre: Centre, methodologist: Actor) -> None:
    now = timezone.now()
    late = make_question(centre, email="a@example.ru", at=now - timedelta(days=30))
    fresh = make_question(centre, email="b@example.ru", at=now)

    items = queries.today(methodologist, at=now)

    assert [(item.when, item.url) for item in items] == [
        ("late", f"/questions/{late.pk}/"),
        ("waits", f"/questions/{fresh.pk}/"),
    ]


def test_search_reads_texts_for_those_only_who_may(
    centre: Centre, methodologist: Actor, district: District
) -> None:
    make_question(centre, text="Про сварщика Ёжикова", at=timezone.now())
    coordinator = make_actor(Role.COORDINATOR, district.authority)

    assert len(queries.found(methodologist, "ежикова", limit=5)) == 1
    assert queries.found(coordinator, "ежикова", limit=5) == []
    assert "Ёжикова" not in str(queries.found(methodologist, "ежикова", limit=5))


def test_the_coordinator_appoints_who_answers(district: District, methodologist: Actor) -> None:
    client = Client()
    client.force_login(make_actor(Role.COORDINATOR, district.authority).user)

    client.post("/questions/centre/", {"organisation": district.centre.pk, "days_to_answer": "4"})

    assert [(c.organisation, c.days_to_answer) for c in Centre.objects.all()] == [(district.centre, 4)]


def test_the_library_is_kept_by_the_centre(at_work: Client, centre: Centre) -> None:
    at_work.post("/questions/ready/new/", {"theme": make_theme().pk, "title": "Сроки", "text": "До августа"})
    listed = at_work.get("/questions/ready/").content.decode()
    found = re.search(r"/questions/ready/(\d+)/", listed)
    assert found
    at_work.post(f"/questions/ready/{found[1]}/drop/")

    assert "Сроки" in listed
    assert "Сроки" not in at_work.get("/questions/ready/").content.decode()


def test_a_question_can_be_passed_and_closed_from_its_page(
    at_work: Client, centre: Centre, district: District
) -> None:
    make_actor(Role.EMPLOYMENT_SPECIALIST, district.employment)
    passed = make_question(centre, email="a@example.ru", at=timezone.now())
    closed = make_question(centre, email="b@example.ru", at=timezone.now())

    at_work.post(f"/questions/{passed.pk}/pass/", {"to": district.employment.pk, "why": "О работе"})
    unsaid = at_work.post(f"/questions/{closed.pk}/close/", {"why": ""}).content.decode()
    at_work.post(f"/questions/{closed.pk}/close/", {"why": "Повтор"})

    passed.refresh_from_db()
    closed.refresh_from_db()
    assert passed.receiver == district.employment
    assert "напишите, почему вопрос закрывается" in unsaid
    assert closed.state == QuestionState.CLOSED
