"""Workers killed with SIGKILL between the steps of sending a letter: the table of `sending.py` by rows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.support.installation import Installation, install, sqlite_in
from tests.support.smtp import MailServer, serving
from tests.support.waiting import until

pytestmark = pytest.mark.system


@pytest.fixture
def mail_host() -> Iterator[MailServer]:
    with serving() as server:
        yield server


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    folder = tmp_path_factory.mktemp("letters")
    return install(folder, sqlite_in(folder))


@pytest.fixture
def installation(migrated: Installation, mail_host: MailServer) -> Iterator[Installation]:
    migrated.environment["ZVENO_EMAIL_URL"] = mail_host.url
    yield migrated
    migrated.end()


def state_of_letter(installation: Installation, to: str) -> list[tuple[str, int]]:
    query = f"SELECT state, attempts FROM notifications_letter WHERE \"to\" = '{to}'"  # noqa: S608
    return installation.rows(query)


def killed_at(verb: str, installation: Installation, server: MailServer, *, to: str) -> str:
    """The state in which a worker leaves the letter that dies while the server is silent at that verb."""
    reached = server.fall_silent_at(verb)
    worker = installation.worker(("probe.letter", {"to": to}))
    assert reached.wait(60), installation.log()
    worker.kill()
    worker.wait()
    server.silences.clear()
    ((state, _attempts),) = state_of_letter(installation, to)
    installation.execute("UPDATE tasks_job SET lease_expires_at = '2026-01-01' WHERE state = 'running'")
    return state


def copies(server: MailServer, *, to: str) -> list[str]:
    return [received.message["Message-ID"] for received in server.received if received.to == to]


def until_sent(installation: Installation, to: str) -> None:
    installation.worker()
    until(lambda: state_of_letter(installation, to) == [("sent", 1)], says=installation.log)


def test_a_letter_whose_worker_died_connecting_is_sent_once(
    installation: Installation, mail_host: MailServer
) -> None:
    left_in = killed_at("CONNECT", installation, mail_host, to="connect@example.ru")

    until_sent(installation, "connect@example.ru")

    assert (left_in, len(copies(mail_host, to="connect@example.ru"))) == ("waiting", 1)


@pytest.mark.parametrize("verb", ["RCPT", "DATA"])
def test_a_letter_whose_worker_died_before_the_server_took_it_is_sent_once(
    verb: str, installation: Installation, mail_host: MailServer
) -> None:
    to = f"{verb}@example.ru"
    left_in = killed_at(verb, installation, mail_host, to=to)

    until_sent(installation, to)

    assert (left_in, len(copies(mail_host, to=to))) == ("sending", 1)


def test_a_letter_whose_worker_died_after_the_server_took_it_comes_again_as_a_known_copy(
    installation: Installation, mail_host: MailServer
) -> None:
    left_in = killed_at(".", installation, mail_host, to="copy@example.ru")

    until_sent(installation, "copy@example.ru")

    numbers = copies(mail_host, to="copy@example.ru")
    assert (left_in, len(numbers), len(set(numbers))) == ("sending", 2, 1)


def test_a_letter_whose_worker_died_after_it_was_marked_sent_does_not_come_again(
    installation: Installation, mail_host: MailServer
) -> None:
    reached = mail_host.fall_silent_at("QUIT")
    worker = installation.worker(("probe.letter", {"to": "sent@example.ru"}))
    assert reached.wait(60), installation.log()
    until(lambda: state_of_letter(installation, "sent@example.ru") == [("sent", 1)], says=installation.log)
    worker.kill()
    worker.wait()
    mail_host.silences.clear()

    installation.worker(("probe.letter", {"to": "next@example.ru"}))
    until(lambda: state_of_letter(installation, "next@example.ru") == [("sent", 1)], says=installation.log)

    assert len(copies(mail_host, to="sent@example.ru")) == 1
