"""Pages: one's own notifications and preferences; the outbox for the administrator alone."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation, make_seat
from tests.support.jobs import RunJobs
from tests.support.smtp import MailServer

from zveno.base.accounts.models import User
from zveno.base.notifications import kinds
from zveno.base.notifications.kinds import Frequency, Group, Kind
from zveno.base.notifications.models import Letter, Notification
from zveno.base.notifications.queries import preferences_of, unread_count
from zveno.base.notifications.services import notify, write_letter
from zveno.base.notifications.states import LetterState
from zveno.network.organisations.roles import Family, Role

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
EVENTS = Group("events", "Мероприятия", "Приглашения и перемены", default=Frequency.OFF)
INVITED = Kind("events.invited", "Приглашение", EVENTS)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _known_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_kinds", {INVITED.code: INVITED})


def entered(client: Client, user: User | None = None) -> User:
    user = user or make_user()
    client.force_login(user)
    return user


def tell(user: User, title: str = "Профпроба", url: str = "/notifications/?show=all") -> Notification:
    (notification,) = notify([user], INVITED, title=title, url=url, at=NOW)
    return notification


def seated(role: Role) -> User:
    return make_seat(role, make_organisation(Family.AUTHORITY)).user


def test_the_list_shows_mine_unread_first_and_all_on_demand(client: Client) -> None:
    user = entered(client)
    tell(user, "Новое приглашение")
    tell(make_user(), "Чужое приглашение")
    client.get(tell(user, "Прочитанное приглашение").get_absolute_url())

    unread = client.get(reverse("notifications:notification_list")).content.decode()
    everything = client.get(reverse("notifications:notification_list"), {"show": "all"}).content.decode()

    titles = ("Новое приглашение", "Прочитанное приглашение", "Чужое приглашение")
    assert [title in unread for title in titles] == [True, False, False]
    assert [title in everything for title in titles] == [True, True, False]


def test_opening_a_notification_marks_it_read_and_leads_to_its_page(client: Client) -> None:
    user = entered(client)
    notification = tell(user)

    answer = client.get(notification.get_absolute_url())

    assert (answer.status_code, answer["Location"]) == (302, "/notifications/?show=all")
    assert unread_count(user) == 0


def test_one_and_all_are_marked_read(client: Client) -> None:
    user = entered(client)
    first = tell(user)
    tell(user)
    tell(user)
    counts = []

    client.post(reverse("notifications:notification_read", args=(first.pk,)))
    counts.append(unread_count(user))
    client.post(reverse("notifications:notification_read_all"))
    counts.append(unread_count(user))

    assert counts == [2, 0]


def test_a_foreign_notification_is_not_there(client: Client) -> None:
    notification = tell(make_user())
    entered(client)

    codes = [
        client.get(notification.get_absolute_url()).status_code,
        client.post(reverse("notifications:notification_read", args=(notification.pk,))).status_code,
        client.get(reverse("notifications:notification_open", args=(uuid4(),))).status_code,
    ]

    notification.refresh_from_db()
    assert (codes, notification.read_at) == ([404, 404, 404], None)


def test_preferences_are_asked_for_each_group_and_remembered(client: Client) -> None:
    user = entered(client)

    page = client.get(reverse("notifications:preferences_edit")).content.decode()
    client.post(reverse("notifications:preferences_edit"), {"events": "daily"})

    assert "Приглашения и перемены" in page
    assert preferences_of(user) == [(EVENTS, Frequency.DAILY)]


def test_a_preference_that_does_not_exist_is_refused(client: Client) -> None:
    user = entered(client)

    answer = client.post(reverse("notifications:preferences_edit"), {"events": "hourly"})

    assert answer.status_code == 200
    assert preferences_of(user) == [(EVENTS, Frequency.OFF)]


def test_the_outbox_is_the_administrators_and_shows_no_texts(client: Client) -> None:
    letter = write_letter(to="mother@example.ru", subject="Согласие", body="Секретный текст", at=NOW)
    codes = {}

    for role in (Role.ADMINISTRATOR, Role.COORDINATOR):
        entered(client, seated(role))
        pages = [client.get(reverse("notifications:letter_list")), client.get(letter.get_absolute_url())]
        codes[role] = [page.status_code for page in pages]
        assert all("Секретный текст" not in page.content.decode() for page in pages)

    assert codes == {Role.ADMINISTRATOR: [200, 200], Role.COORDINATOR: [403, 403]}


def test_a_failed_letter_is_sent_again_from_its_page(
    client: Client, mail_server: MailServer, run_jobs: RunJobs
) -> None:
    entered(client, seated(Role.ADMINISTRATOR))
    mail_server.answers["RCPT"] = "550 no such person"
    letter = write_letter(to="mother@example.ru", subject="Согласие", body="Текст", at=NOW)
    run_jobs()
    page = client.get(letter.get_absolute_url()).content.decode()
    mail_server.answers.clear()

    client.post(reverse("notifications:letter_resend", args=(letter.pk,)))
    run_jobs()

    letter.refresh_from_db()
    assert "550 no such person" in page
    assert "Отправить ещё раз" in page
    assert letter.state == LetterState.SENT


def test_the_page_of_a_secret_letter_that_failed_says_who_asks_for_a_new_one(
    client: Client, mail_server: MailServer, run_jobs: RunJobs
) -> None:
    entered(client, seated(Role.ADMINISTRATOR))
    mail_server.answers["RCPT"] = "550 no such person"
    letter = write_letter(to="mother@example.ru", subject="Ссылка", body="Секрет", at=NOW, is_secret=True)
    run_jobs()

    page = client.get(letter.get_absolute_url()).content.decode()

    assert "550 no such person" in page
    assert "Новое письмо запросит сам получатель" in page
    assert "Отправить ещё раз" not in page


def test_others_do_not_send_again(client: Client) -> None:
    letter = write_letter(to="mother@example.ru", subject="Согласие", body="Текст", at=NOW)
    Letter.objects.update(state=LetterState.FAILED)
    entered(client, seated(Role.COORDINATOR))

    answer = client.post(reverse("notifications:letter_resend", args=(letter.pk,)))

    letter.refresh_from_db()
    assert (answer.status_code, letter.state) == (403, LetterState.FAILED)


@pytest.mark.parametrize("address", ["notifications:notification_list", "notifications:letter_list"])
def test_a_list_asks_the_database_alike_for_one_and_for_three(
    address: str, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user = entered(client, seated(Role.ADMINISTRATOR))
    tell(user)
    write_letter(to="mother@example.ru", subject="Согласие", body="Текст", at=NOW)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse(address))
    for _ in range(2):
        tell(user)
        write_letter(to="mother@example.ru", subject="Согласие", body="Текст", at=NOW)

    with django_assert_num_queries(len(few.captured_queries)):
        client.get(reverse(address))


def test_the_count_of_the_bell_is_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user = make_user()
    tell(user)

    with django_assert_num_queries(1):
        count = unread_count(user)

    assert count == 1
