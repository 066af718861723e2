"""Telling people: once, in their language, by the channel they chose."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils.functional import lazystr
from django.utils.translation import get_language
from tests.factories.accounts import make_user
from tests.support.jobs import RunJobs

from zveno.base.notifications import kinds
from zveno.base.notifications.kinds import Frequency, Group, Kind
from zveno.base.notifications.models import Letter, Notification
from zveno.base.notifications.queries import digest_readers, preferences_of, unread_count
from zveno.base.notifications.services import (
    mark_all_read,
    mark_read,
    notify,
    purge,
    set_preferences,
    write_digest,
)
from zveno.base.notifications.writing import text_of
from zveno.base.tasks.services import enqueue

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
EVENTS = Group("events", "Мероприятия", default=Frequency.AT_ONCE)
PRACTICE = Group("practice", "Практика", default=Frequency.DAILY)
INVITED = Kind("events.invited", "Приглашение", EVENTS)
PLACED = Kind("practice.placed", "Распределение на практику", PRACTICE)

pytestmark = pytest.mark.django_db


class Mishap(Exception):
    """Something of the caller's went wrong."""


@pytest.fixture(autouse=True)
def _known_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_kinds", {})
    kinds.register(INVITED)
    kinds.register(PLACED)


def test_each_person_is_told_once_and_the_inactive_are_not() -> None:
    reader, gone = make_user(), make_user(is_active=False)

    notify([reader, gone, reader], INVITED, title="Профпроба 25 ноября", url="/events/5/", at=NOW)

    told = Notification.objects.all()
    assert [(one.recipient, one.title, one.url) for one in told] == [
        (reader, "Профпроба 25 ноября", "/events/5/")
    ]


def test_a_key_tells_a_person_once_ever_and_writes_one_letter() -> None:
    first, second = make_user(), make_user()
    notify([first], INVITED, title="Профпроба", key="event 5", at=NOW)

    told = notify([first, second], INVITED, title="Профпроба", key="event 5", at=NOW)

    assert [one.recipient for one in told] == [second]
    assert sorted(Letter.objects.values_list("to", flat=True)) == sorted([first.email, second.email])


def test_nothing_is_told_of_what_did_not_happen(run_jobs: RunJobs) -> None:
    user = make_user()

    with pytest.raises(Mishap), transaction.atomic():  # noqa: PT012
        notify([user], INVITED, title="Профпроба", at=NOW)
        raise Mishap
    run_jobs()

    assert (unread_count(user), mail.outbox) == (0, [])


def test_a_letter_at_once_has_the_text_the_link_and_the_way_to_preferences(run_jobs: RunJobs) -> None:
    user = make_user()

    notify([user], INVITED, title="Профпроба", text="Техникум ждёт вас.", url="/events/5/", at=NOW)
    run_jobs()

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([user.email], "Профпроба")
    assert letter.body == (
        "Профпроба\n\nТехникум ждёт вас.\n\nОткрыть: http://127.0.0.1:8000/events/5/\n\n--\n"
        "Письмо отправила система «Звено», отвечать на него не нужно.\n"
        "Что и как часто присылать: http://127.0.0.1:8000/notifications/preferences/"
    )


def test_by_e_mail_it_goes_as_the_person_chose() -> None:
    at_once, daily, off = make_user(), make_user(), make_user()
    set_preferences(daily, {"events": Frequency.DAILY})
    set_preferences(off, {"events": Frequency.OFF})

    notify([at_once, daily, off], INVITED, title="Профпроба", at=NOW)

    assert [letter.to for letter in Letter.objects.all()] == [at_once.email]
    assert digest_readers(after=0) == [daily]
    assert [unread_count(user) for user in (at_once, daily, off)] == [1, 1, 1]


def test_the_default_of_the_group_holds_until_the_person_chooses() -> None:
    user = make_user()
    before = preferences_of(user)

    set_preferences(user, {"practice": Frequency.OFF})
    set_preferences(user, {"practice": Frequency.AT_ONCE})

    assert before == [(EVENTS, Frequency.AT_ONCE), (PRACTICE, Frequency.DAILY)]
    assert preferences_of(user) == [(EVENTS, Frequency.AT_ONCE), (PRACTICE, Frequency.AT_ONCE)]


def test_lazy_texts_are_read_in_each_persons_language() -> None:
    class Title:
        def __str__(self) -> str:
            return {"ru": "Приглашение", "en": "Invitation"}[get_language() or "ru"]

    russian, english = make_user(), make_user(language="en")

    notify([russian, english], INVITED, title=lazystr(Title()), at=NOW)

    assert dict(Notification.objects.values_list("recipient", "title")) == {
        russian.pk: "Приглашение",
        english.pk: "Invitation",
    }


def test_the_letter_of_the_day_is_one_grouped_and_without_what_was_read() -> None:
    user = make_user()
    set_preferences(user, {"events": Frequency.DAILY})
    notify([user], PLACED, title="Группа М-21 распределена", url="/practice/7/", at=NOW)
    notify([user], INVITED, title="Профпроба", url="/events/5/", at=NOW)
    (seen,) = notify([user], INVITED, title="Ярмарка вакансий", at=NOW)
    mark_read(seen, at=NOW)

    letter = write_digest(user, at=NOW)

    assert letter is not None
    assert letter.subject == "Звено: новых уведомлений – 2"
    assert text_of(letter).split("\n--\n")[0].strip() == (
        "Новое с прошлого письма:\n\n"
        "Мероприятия\n— Профпроба\n  http://127.0.0.1:8000/events/5/\n\n"
        "Практика\n— Группа М-21 распределена\n  http://127.0.0.1:8000/practice/7/"
    )


def test_without_news_there_is_no_letter_of_the_day() -> None:
    user = make_user()
    notify([user], PLACED, title="Группа М-21 распределена", at=NOW)

    letters = [write_digest(user, at=NOW) for _ in range(2)]
    readers = digest_readers(after=0)

    assert [letter is not None for letter in letters] == [True, False]
    assert readers == []


def test_the_daily_job_writes_to_everybody_who_waits(run_jobs: RunJobs) -> None:
    users = [make_user(), make_user()]
    notify(users, PLACED, title="Группа М-21 распределена", at=NOW)

    enqueue("notifications.write_digests", at=NOW)
    run_jobs()

    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(user.email for user in users)


def test_the_first_reading_counts_and_all_can_be_read_at_once() -> None:
    user, other = make_user(), make_user()
    (first,) = notify([user], INVITED, title="Один", at=NOW)
    notify([user, other], INVITED, title="Два", at=NOW)

    mark_read(first, at=NOW)
    mark_read(first, at=NOW + timedelta(hours=1))
    count = mark_all_read(user, at=NOW + timedelta(hours=2))

    first.refresh_from_db()
    assert (first.read_at, count, unread_count(user), unread_count(other)) == (NOW, 1, 0, 1)


def test_a_foreign_address_cannot_be_smuggled_into_a_notification() -> None:
    with pytest.raises(ValueError, match="not a path of ours"):
        notify([make_user()], INVITED, title="Профпроба", url="//evil.example/", at=NOW)


def test_what_is_old_is_forgotten() -> None:
    user = make_user()
    (read,) = notify([user], INVITED, title="Прочитанное", at=NOW)
    mark_read(read, at=NOW)
    notify([user], INVITED, title="Непрочитанное", at=NOW)

    purged = purge(at=NOW + timedelta(days=200))

    assert purged == {"notifications": 1, "letters": 0}
    assert [one.title for one in Notification.objects.all()] == ["Непрочитанное"]
