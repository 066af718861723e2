"""Letters and the mail server: taken, refused for now, refused for good, unreachable."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta

import pytest
from django.core.mail import send_mail
from pytest_django import Settings
from tests.factories.organisations import make_actor, make_organisation
from tests.support.jobs import RunJobs
from tests.support.smtp import MailServer

from zveno.base.core.verdict import Refused
from zveno.base.notifications.models import Letter
from zveno.base.notifications.services import resend_letter, write_letter
from zveno.base.notifications.services.letters import MOST_ATTEMPTS
from zveno.base.notifications.states import LetterState
from zveno.base.tasks.services import enqueue
from zveno.network.organisations.roles import Family, Role

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def write(**fields: object) -> Letter:
    values = {
        "to": "mother@example.ru",
        "subject": "Согласие на профпробу",
        "body": "Откройте: http://127.0.0.1:8000/l/abc",
        "at": NOW,
        **fields,
    }
    return write_letter(**values)  # type: ignore[arg-type]


def test_a_letter_is_taken_by_the_server_and_marked_sent(mail_server: MailServer, run_jobs: RunJobs) -> None:
    letter = write()

    run_jobs()

    letter.refresh_from_db()
    (received,) = mail_server.received
    assert (received.to, received.message["Subject"]) == ("mother@example.ru", "Согласие на профпробу")
    assert received.message["Message-ID"] == letter.message_id
    assert received.text.strip() == "Откройте: http://127.0.0.1:8000/l/abc"
    assert '<a href="http://127.0.0.1:8000/l/abc"' in received.html
    assert (letter.state, letter.attempts) == (LetterState.SENT, 1)


def test_a_letter_leads_to_the_address_the_server_has_when_it_leaves(
    mail_server: MailServer, run_jobs: RunJobs, settings: Settings
) -> None:
    write(body="Откройте: http://127.0.0.1:8000/l/abc/ или http://127.0.0.1:80001/")
    settings.PUBLIC_URL = "https://zveno.example.ru"

    run_jobs()

    (received,) = mail_server.received
    said = "Откройте: https://zveno.example.ru/l/abc/ или http://127.0.0.1:80001/"
    assert received.text.strip() == said
    assert '<a href="https://zveno.example.ru/l/abc/"' in received.html


def test_markup_in_a_letter_stays_text(mail_server: MailServer, run_jobs: RunJobs) -> None:
    write(body="<script>alert(1)</script>")

    run_jobs()

    assert "&lt;script&gt;" in mail_server.received[0].html


def test_a_second_letter_with_the_same_key_is_the_first(mail_server: MailServer, run_jobs: RunJobs) -> None:
    first = write(key="invitation 5")
    second = write(key="invitation 5", subject="Другая тема")

    run_jobs()

    assert (first.pk, len(mail_server.received)) == (second.pk, 1)


def test_a_job_that_comes_again_sends_nothing_again(mail_server: MailServer, run_jobs: RunJobs) -> None:
    letter = write()
    run_jobs()

    enqueue("notifications.send_letter", {"letter": letter.pk}, at=NOW)
    run_jobs()

    assert len(mail_server.received) == 1


def test_the_text_of_a_secret_letter_is_wiped_once_it_has_left(
    mail_server: MailServer, run_jobs: RunJobs
) -> None:
    letter = write(is_secret=True, body="Код: 123456")

    run_jobs()

    letter.refresh_from_db()
    assert (mail_server.received[0].text.strip(), letter.body) == ("Код: 123456", "")


def test_the_text_of_a_secret_letter_that_will_not_leave_goes_at_once_and_is_not_sent_empty(
    mail_server: MailServer, run_jobs: RunJobs
) -> None:
    mail_server.answers["RCPT"] = "550 no such person"
    secret, usual = write(is_secret=True, body="Код: 123456"), write(body="Протокол")
    run_jobs()
    administrator = make_actor(Role.ADMINISTRATOR, make_organisation(Family.AUTHORITY))

    with pytest.raises(Refused, match="текст стёрт"):
        resend_letter(secret, by=administrator, at=NOW)

    for letter in (secret, usual):
        letter.refresh_from_db()
    assert (secret.state, secret.body) == (LetterState.FAILED, "")
    assert (usual.state, usual.body) == (LetterState.FAILED, "Протокол")


@pytest.mark.parametrize(
    ("verb", "answer"), [("RCPT", "450 greylisted"), (".", "451 try later"), ("CONNECT", "421 too busy")]
)
def test_a_not_now_pauses_the_letter_and_it_leaves_later(
    verb: str, answer: str, mail_server: MailServer, run_jobs: RunJobs
) -> None:
    mail_server.answers[verb] = answer
    letter = write()
    run_jobs()
    letter.refresh_from_db()
    paused = (letter.state, letter.attempts, letter.error)

    mail_server.answers.clear()
    run_jobs(at=letter.next_at)

    letter.refresh_from_db()
    assert paused == (LetterState.WAITING, 1, answer)
    assert (letter.state, letter.error, len(mail_server.received)) == (LetterState.SENT, "", 1)


@pytest.mark.parametrize(("verb", "answer"), [("RCPT", "550 no such person"), (".", "554 looks like spam")])
def test_a_never_fails_the_letter_with_the_servers_words(
    verb: str, answer: str, mail_server: MailServer, run_jobs: RunJobs
) -> None:
    mail_server.answers[verb] = answer
    letter = write()

    run_jobs()

    letter.refresh_from_db()
    assert (letter.state, letter.error, letter.attempts) == (LetterState.FAILED, answer, 1)


def test_a_server_out_of_reach_pauses_longer_and_longer_and_then_fails(
    run_jobs: RunJobs, settings: Settings
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        settings.EMAIL_PORT = probe.getsockname()[1]
    settings.LETTERS_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    letter = write()
    states = []

    for _ in range(MOST_ATTEMPTS):
        run_jobs(at=letter.next_at)
        letter.refresh_from_db()
        states.append(letter.state)

    assert states == [LetterState.WAITING] * (MOST_ATTEMPTS - 1) + [LetterState.FAILED]
    assert "ConnectionRefusedError" in letter.error


def test_the_administrator_sends_a_failed_letter_again_and_others_may_not(
    mail_server: MailServer, run_jobs: RunJobs
) -> None:
    authority = make_organisation(Family.AUTHORITY)
    administrator = make_actor(Role.ADMINISTRATOR, authority)
    coordinator = make_actor(Role.COORDINATOR, authority)
    mail_server.answers["RCPT"] = "550 no such person"
    letter = write()
    run_jobs()
    mail_server.answers.clear()

    with pytest.raises(Refused):
        resend_letter(letter, by=coordinator, at=NOW)
    resend_letter(letter, by=administrator, at=NOW)
    run_jobs()

    letter.refresh_from_db()
    assert (letter.state, len(mail_server.received)) == (LetterState.SENT, 1)
    with pytest.raises(Refused, match="Отправить ещё раз"):
        resend_letter(letter, by=administrator, at=NOW + timedelta(hours=1))


def test_an_address_that_is_none_is_refused_where_the_letter_is_written() -> None:
    with pytest.raises(ValueError, match="not an e-mail address"):
        write(to="мама")
    with pytest.raises(ValueError, match="not an e-mail address"):
        write(to="a@example.ru\nBcc: b@example.ru")

    assert Letter.objects.count() == 0


def test_a_subject_of_two_lines_cannot_add_a_header(mail_server: MailServer, run_jobs: RunJobs) -> None:
    write(subject="Тема\nBcc: b@example.ru")

    run_jobs()

    message = mail_server.received[0].message
    assert (message["Subject"], message["Bcc"]) == ("Тема Bcc: b@example.ru", None)


def test_what_django_sends_goes_through_the_outbox_and_its_text_is_wiped(
    mail_server: MailServer, run_jobs: RunJobs, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "zveno.base.notifications.outbox.OutboxBackend"

    send_mail(
        "Сброс пароля", "Откройте: http://127.0.0.1:8000/reset/abc", None, ["a@example.ru", "b@example.ru"]
    )
    waiting = len(mail_server.received)
    run_jobs()

    assert waiting == 0
    assert sorted(received.to for received in mail_server.received) == ["a@example.ru", "b@example.ru"]
    assert {received.text.strip() for received in mail_server.received} == {
        "Откройте: http://127.0.0.1:8000/reset/abc"
    }
    assert list(Letter.objects.values_list("state", "body")) == [(LetterState.SENT, "")] * 2
