"""Things of the base floor: they belong to a person, not to an organisation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession

from tests.rights.world import Meeting, thing
from zveno.base.accounts.seats import SeatChoice
from zveno.base.accounts.services import issue_token, save_filter
from zveno.base.audit.models import Purge
from zveno.base.notifications.models import Letter
from zveno.base.notifications.services import notify, write_letter
from zveno.base.notifications.states import LetterState
from zveno.base.tasks.models import Job
from zveno.base.tasks.states import JobState

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@thing("key")
def key(meeting: Meeting) -> Mapping[str, Any]:
    seat = SeatChoice(number=1, name="Место")
    token = issue_token(
        meeting.person, title="Выгрузка", seat=seat, lifetime=timedelta(days=30), at=NOW
    ).token
    return {"pk": token.pk}


@thing("saved_filter")
def saved_filter(meeting: Meeting) -> Mapping[str, Any]:
    saved = save_filter(meeting.person, path="/events/", query="state=held", name="Прошли", at=NOW)
    return {"pk": saved.pk}


@thing("session")
def session(meeting: Meeting) -> Mapping[str, Any]:
    made = UserSession.objects.create(
        user=meeting.person, ip="127.0.0.1", user_agent="browser", session_key=f"s{meeting.person.pk}"
    )
    return {"pk": made.pk}


def _job(meeting: Meeting, state: JobState, **fields: Any) -> Mapping[str, Any]:
    made = Job.objects.create(
        work="documents.batch",
        title="Договоры группы",
        owner=meeting.person,
        state=state,
        created_at=NOW,
        run_after=NOW,
        deliver_after=NOW,
        **fields,
    )
    return {"pk": made.pk}


@thing("waiting_job")
def waiting_job(meeting: Meeting) -> Mapping[str, Any]:
    return _job(meeting, JobState.WAITING)


@thing("failed_job")
def failed_job(meeting: Meeting) -> Mapping[str, Any]:
    return _job(meeting, JobState.FAILED, finished_at=NOW)


@thing("purge")
def purge(meeting: Meeting) -> Mapping[str, Any]:
    made = Purge.objects.create(
        before=NOW, first_position=1, last_position=1, oldest_at=NOW, newest_at=NOW, last_digest="0" * 64,
        at=NOW, by_name="Тестова Анна", why="Приказ № 1",
    )  # fmt: skip
    return {"pk": made.pk}


@thing("failed_letter")
def failed_letter(meeting: Meeting) -> Mapping[str, Any]:
    made = write_letter(to=meeting.person.email, subject="Письмо", body="Текст", at=NOW)
    assert made
    Letter.objects.filter(pk=made.pk).update(state=LetterState.FAILED)
    return {"pk": made.pk}


@thing("notification")
def notification(meeting: Meeting) -> Mapping[str, Any]:
    from zveno.processes.events.notices import CANCELLED

    made = notify([meeting.person], CANCELLED, title="Отменено", at=NOW, url="/")
    return {"pk": made[0].pk}
