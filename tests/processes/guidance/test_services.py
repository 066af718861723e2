"""What can be done with questions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.factories.guidance import EMAIL, FRIDAY, make_centre, make_question, make_theme
from tests.factories.organisations import make_actor
from tests.support.district import District

from zveno.base.audit.models import Entry
from zveno.base.core.verdict import Refused
from zveno.base.links.models import Link, LinkSecret
from zveno.base.notifications.models import Notification
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Role
from zveno.processes.guidance import services
from zveno.processes.guidance.models import Centre, Consent, Message, PublicAnswer, Question, ReadyAnswer
from zveno.processes.guidance.states import QuestionState

DAY = timedelta(days=1)
NEXT_FRIDAY = FRIDAY + 7 * DAY


@pytest.fixture
def centre(district: District) -> Centre:
    return make_centre(district.centre)


@pytest.fixture
def methodologist(district: District) -> Actor:
    return make_actor(Role.METHODOLOGIST, district.centre)


@pytest.fixture
def counsellor(district: District) -> Actor:
    return make_actor(Role.COUNSELLOR, district.centre)


def links() -> list[tuple[str, str]]:
    return list(Link.objects.order_by("pk").values_list("purpose", "email"))


def test_a_visitors_question_reaches_the_centre_only_when_his_address_is_confirmed(
    centre: Centre, methodologist: Actor
) -> None:
    question = make_question(centre, confirmed=False)
    told_before = Notification.objects.count()

    services.confirm_question(question, at=FRIDAY + DAY)

    question.refresh_from_db()
    assert told_before == 0
    assert (question.state, question.due_on) == (QuestionState.NEW, date(2026, 11, 20))
    assert links() == [("guidance.confirm", EMAIL)]
    assert [row.recipient for row in Notification.objects.all()] == [methodologist.user]
    assert "Куда поступить" not in str(list(Notification.objects.values()))


def test_somebody_signed_in_needs_no_letter(centre: Centre, district: District) -> None:
    parent = make_actor(Role.PARENT, district.school)

    question = make_question(centre, by=parent.user)

    assert (question.state, question.email, question.due_on) == (QuestionState.NEW, "", date(2026, 11, 20))
    assert links() == []


def test_the_consent_keeps_exactly_what_was_agreed_to(centre: Centre) -> None:
    question = make_question(centre, confirmed=False)

    consent = Consent.objects.get(question=question)
    assert (consent.text, consent.given_as, consent.given_at) == ("Согласие", "representative", FRIDAY)
    assert consent.sha256 == "205f97be66e6a1dfeb5b36a88af24f2d53b7a52405db4692731c76fb7574fe83"


def test_an_answer_is_measured_against_its_term_once(centre: Centre, methodologist: Actor) -> None:
    question = make_question(centre)
    services.take_question(question, by=methodologist, at=FRIDAY)
    services.answer_question(question, text="В техникум.", by=methodologist, at=FRIDAY + 4 * DAY)
    services.follow_up(question, text="А общежитие?", by=None, at=FRIDAY + 5 * DAY)
    services.answer_question(question, text="Есть.", by=methodologist, at=NEXT_FRIDAY + 7 * DAY)

    question.refresh_from_db()
    assert (question.was_in_time, question.days_taken, question.answered_at) == (
        True,
        2,
        FRIDAY + 4 * DAY,
    )
    assert [message.side for message in Message.objects.order_by("pk")] == ["centre", "asker", "centre"]
    assert links() == [("guidance.confirm", EMAIL), ("guidance.read", EMAIL)]


def test_an_answer_after_the_term_is_late(centre: Centre, methodologist: Actor) -> None:
    question = make_question(centre)
    services.take_question(question, by=methodologist, at=FRIDAY)
    services.answer_question(question, text="В техникум.", by=methodologist, at=NEXT_FRIDAY + 3 * DAY)

    question.refresh_from_db()
    assert (question.was_in_time, question.days_taken) == (False, 6)


def test_only_who_took_it_answers_and_a_colleague_may_take_it_over(
    centre: Centre, methodologist: Actor, counsellor: Actor
) -> None:
    question = make_question(centre)
    services.take_question(question, by=methodologist, at=FRIDAY)

    with pytest.raises(Refused):
        services.answer_question(question, text="Да.", by=counsellor, at=FRIDAY)
    services.take_question(question, by=counsellor, at=FRIDAY)
    services.answer_question(question, text="Да.", by=counsellor, at=FRIDAY)

    question.refresh_from_db()
    assert (question.state, question.owner) == (QuestionState.ANSWERED, counsellor.user)


def test_a_question_is_passed_with_a_reason_to_whom_can_answer(
    centre: Centre, methodologist: Actor, district: District
) -> None:
    question = make_question(centre)
    specialist = make_actor(Role.EMPLOYMENT_SPECIALIST, district.employment)

    with pytest.raises(services.GuidanceError, match="почему"):
        services.pass_question(question, to=district.employment, why=" ", by=methodologist, at=FRIDAY)
    with pytest.raises(services.GuidanceError, match="некому"):
        services.pass_question(question, to=district.college, why="Вам", by=methodologist, at=FRIDAY)
    services.pass_question(question, to=district.employment, why="О работе", by=methodologist, at=NEXT_FRIDAY)

    question.refresh_from_db()
    assert (question.receiver, question.state, question.due_on) == (
        district.employment,
        QuestionState.NEW,
        date(2026, 11, 25),
    )
    services.take_question(question, by=specialist, at=NEXT_FRIDAY)
    with pytest.raises(Refused):
        services.close_question(question, why="Моё", by=methodologist, at=NEXT_FRIDAY)


def test_closing_without_an_answer_needs_a_reason(centre: Centre, methodologist: Actor) -> None:
    question = make_question(centre)

    with pytest.raises(services.GuidanceError, match="Ответа не было"):
        services.close_question(question, why="", by=methodologist, at=FRIDAY)
    services.close_question(question, why="Повтор", by=methodologist, at=FRIDAY)

    question.refresh_from_db()
    assert (question.state, question.close_reason) == (QuestionState.CLOSED, "Повтор")


def test_withdrawing_the_consent_erases_the_texts_and_keeps_the_count(
    centre: Centre, methodologist: Actor
) -> None:
    question = make_question(centre)
    services.take_question(question, by=methodologist, at=FRIDAY)
    services.answer_question(question, text="В техникум.", by=methodologist, at=FRIDAY)

    services.erase_question(question, by=None, at=NEXT_FRIDAY)

    question.refresh_from_db()
    assert (question.text, question.email, question.state) == ("", "", QuestionState.CLOSED)
    assert question.was_in_time is True
    assert question.search_key == ""
    assert not Message.objects.exists()
    assert question.consent.withdrawn_at == NEXT_FRIDAY
    assert links() == [("guidance.confirm", ""), ("guidance.read", "")]
    assert not LinkSecret.objects.filter(link__person_name__gt="").exists()
    with pytest.raises(Refused):
        services.rate_answer(question, helped=True, by=None, at=NEXT_FRIDAY)


def test_a_year_after_the_answer_the_texts_go_as_the_consent_promises(
    centre: Centre, methodologist: Actor
) -> None:
    old, recent, waiting = [make_question(centre, email=f"{n}@example.ru") for n in range(3)]
    for question, at in ((old, FRIDAY), (recent, FRIDAY + 300 * DAY)):
        services.take_question(question, by=methodologist, at=at)
        services.answer_question(question, text="В техникум.", by=methodologist, at=at)

    erased = services.erase_expired(at=FRIDAY + 366 * DAY)

    for question in (old, recent, waiting):
        question.refresh_from_db()
    assert erased == 1
    assert (old.text, old.email, old.messages.count(), old.state) == ("", "", 0, QuestionState.CLOSED)
    assert (recent.text, waiting.text) == ("Куда поступить после девятого?",) * 2
    assert services.erase_expired(at=FRIDAY + 366 * DAY) == 0


def test_another_person_neither_rates_nor_goes_on(centre: Centre, district: District) -> None:
    parent = make_actor(Role.PARENT, district.school)
    other = make_actor(Role.PARENT, district.school)
    own, by_mail = make_question(centre, by=parent.user), make_question(centre)

    for question, person in ((own, other.user), (own, None), (by_mail, parent.user)):
        with pytest.raises(Refused):
            services.follow_up(question, text="Ещё?", by=person, at=FRIDAY)


def test_there_is_nothing_to_rate_before_the_answer(centre: Centre) -> None:
    with pytest.raises(services.GuidanceError, match="нечего"):
        services.rate_answer(make_question(centre), helped=True, by=None, at=FRIDAY)


def test_what_was_not_confirmed_is_forgotten_after_three_days_and_nothing_else(centre: Centre) -> None:
    make_question(centre, confirmed=False)
    fresh = make_question(centre, confirmed=False, email="b@example.ru", at=FRIDAY + 2 * DAY)
    asked = make_question(centre, email="c@example.ru")

    forgotten = services.forget_unconfirmed(at=FRIDAY + 4 * DAY)

    assert forgotten == 1
    assert set(Question.objects.all()) == {fresh, asked}
    assert [email for _purpose, email in links()] == ["", "b@example.ru", "c@example.ru"]


def test_an_answer_for_everybody_may_not_carry_the_askers_address(
    centre: Centre, methodologist: Actor
) -> None:
    question = make_question(centre)
    services.take_question(question, by=methodologist, at=FRIDAY)
    with pytest.raises(Refused):
        services.publish_answer(question, question="Куда?", answer="Туда", by=methodologist, at=FRIDAY)
    services.answer_question(question, text="В техникум.", by=methodologist, at=FRIDAY)

    with pytest.raises(services.GuidanceError, match="адрес"):
        services.publish_answer(
            question, question=f"Пишет {EMAIL.upper()}", answer="Туда", by=methodologist, at=FRIDAY
        )
    published = services.publish_answer(
        question, question="Куда?", answer="Туда", by=methodologist, at=FRIDAY
    )
    again = services.publish_answer(question, question="Куда?", answer="Туда", by=methodologist, at=FRIDAY)
    services.withdraw_answer(published, by=methodologist, at=FRIDAY)

    assert again == published
    assert list(PublicAnswer.objects.in_force()) == []
    assert Entry.objects.filter(action="public_answer.publish").count() == 1


def test_the_library_belongs_to_its_centre(methodologist: Actor, district: District) -> None:
    kept = services.keep_ready_answer(
        theme=make_theme(), title="Сроки", text="До 15 августа", by=methodologist, at=FRIDAY
    )
    stranger = make_actor(Role.EMPLOYMENT_SPECIALIST, district.employment)

    with pytest.raises(Refused):
        services.drop_ready_answer(kept, by=stranger, at=FRIDAY)
    services.drop_ready_answer(kept, by=methodologist, at=FRIDAY)

    assert not ReadyAnswer.objects.exists()


def test_a_ready_answer_that_a_colleague_dropped_is_dropped_once_and_not_rewritten(
    methodologist: Actor,
) -> None:
    mine = services.keep_ready_answer(
        theme=make_theme(), title="Сроки", text="До 15 августа", by=methodologist, at=FRIDAY
    )
    theirs = ReadyAnswer.objects.get()
    services.drop_ready_answer(theirs, by=methodologist, at=FRIDAY)

    services.drop_ready_answer(mine, by=methodologist, at=FRIDAY)
    with pytest.raises(services.GuidanceError, match="больше нет"):
        services.keep_ready_answer(
            theme=make_theme(), title="Сроки", text="До июля", by=methodologist, at=FRIDAY, answer=mine
        )

    assert not ReadyAnswer.objects.exists()
    assert Entry.objects.filter(action="ready_answer.drop").count() == 1


def test_a_centre_is_appointed_by_the_coordinator_of_its_district(district: District) -> None:
    coordinator = make_actor(Role.COORDINATOR, district.authority)

    services.appoint_centre(district.centre, days_to_answer=5, by=coordinator, at=FRIDAY)
    services.appoint_centre(district.college, days_to_answer=3, by=coordinator, at=FRIDAY)

    assert Centre.objects.get().organisation == district.college
    with pytest.raises(services.GuidanceError):
        services.appoint_centre(district.foreign_school, days_to_answer=5, by=coordinator, at=FRIDAY)
    with pytest.raises(Refused):
        services.appoint_centre(
            district.centre, days_to_answer=5, by=make_actor(Role.METHODOLOGIST, district.centre), at=FRIDAY
        )


def test_the_journal_knows_each_act_and_no_text(centre: Centre, methodologist: Actor) -> None:
    question = make_question(centre)
    services.take_question(question, by=methodologist, at=FRIDAY)
    services.answer_question(question, text="В техникум.", by=methodologist, at=FRIDAY)
    services.rate_answer(question, helped=False, by=None, at=FRIDAY)

    entries = Entry.objects.about_thing(question).order_by("pk")
    assert [entry.action for entry in entries] == [
        "question.ask",
        "question.confirm",
        "question.take",
        "question.answer",
        "question.rate",
    ]
    assert "Куда" not in str(list(entries.values()))
