"""Pages of jobs: mine, nobody else's, everybody's for the administrator."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation, make_seat
from tests.support.jobs import RunJobs

from zveno.base.accounts.models import User
from zveno.base.tasks.models import Job
from zveno.base.tasks.services import enqueue
from zveno.base.tasks.states import JobState
from zveno.network.organisations.roles import Family, Role

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def ask(owner: User | None, title: str = "Комплект договоров", **fields: Any) -> Job:
    return enqueue("probe.effect", {"name": "one"}, title=title, by=owner, at=NOW, **fields)


def entered(client: Client, user: User | None = None) -> User:
    user = user or make_user()
    client.force_login(user)
    return user


def administrator() -> User:
    return make_seat(Role.ADMINISTRATOR, make_organisation(Family.AUTHORITY)).user


def test_a_job_is_shown_to_its_owner_and_hidden_from_others(client: Client) -> None:
    owner = make_user()
    address = reverse("tasks:job_detail", args=(ask(owner).pk,))

    codes = []
    for visitor in (owner, make_user(), administrator()):
        entered(client, visitor)
        codes.append(client.get(address).status_code)

    assert codes == [200, 404, 200]


def test_the_bar_asks_for_itself_until_the_job_has_ended(client: Client, run_jobs: RunJobs) -> None:
    job = ask(entered(client))
    address = reverse("tasks:job_detail", args=(job.pk,))

    page = client.get(address).content.decode()
    bar = client.get(address, headers={"HX-Request": "true"}).content.decode()
    run_jobs()
    last = client.get(address, headers={"HX-Request": "true"})

    assert f'hx-get="{address}"' in bar
    assert bar.split("<form")[0].strip() in page
    assert (last.content, last["HX-Refresh"]) == (b"", "true")


def test_a_done_job_leads_to_its_result(client: Client, run_jobs: RunJobs) -> None:
    job = ask(entered(client), url="/documents/batch/5/")
    run_jobs()

    page = client.get(job.get_absolute_url()).content.decode()

    assert 'href="/documents/batch/5/"' in page


def test_a_job_is_stopped_and_begun_again_from_its_page(client: Client) -> None:
    job = ask(entered(client))

    client.post(reverse("tasks:job_cancel", args=(job.pk,)))
    job.refresh_from_db()
    stopped = job.state
    client.post(reverse("tasks:job_repeat", args=(job.pk,)))
    job.refresh_from_db()

    assert (stopped, job.state) == (JobState.CANCELLED, JobState.WAITING)


def test_nobody_stops_the_job_of_another(client: Client) -> None:
    job = ask(make_user())
    entered(client)

    code = client.post(reverse("tasks:job_cancel", args=(job.pk,))).status_code

    job.refresh_from_db()
    assert (code, job.state) == (404, JobState.WAITING)


def test_a_failure_is_told_with_its_reason(client: Client, run_jobs: RunJobs) -> None:
    job = enqueue(
        "probe.fail", {"name": "one", "hopeless": True}, title="Выгрузка", by=entered(client), at=NOW
    )
    run_jobs()

    page = client.get(job.get_absolute_url()).content.decode()

    assert "Hopeless: никогда" in page
    assert "Запустить ещё раз" in page


def test_the_list_holds_mine_and_the_administrators_holds_all(client: Client) -> None:
    owner = make_user()
    ask(owner, title="Моё задание")
    ask(make_user(), title="Чужое задание")
    ask(None, title="")
    enqueue("tasks.purge", at=NOW)
    Job.objects.filter(work="tasks.purge").update(state=JobState.DONE, finished_at=NOW)

    seen = {}
    for name, visitor in (("owner", owner), ("administrator", administrator())):
        entered(client, visitor)
        page = client.get(reverse("tasks:job_list")).content.decode()
        seen[name] = [
            title
            for title in ("Моё задание", "Чужое задание", "probe.effect", "Удаление старых заданий")
            if title in page
        ]

    assert seen == {
        "owner": ["Моё задание"],
        "administrator": ["Моё задание", "Чужое задание", "probe.effect"],
    }


def test_the_list_asks_the_database_alike_for_one_job_and_for_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    entered(client, administrator())
    ask(make_user())
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("tasks:job_list"))
    for _ in range(2):
        ask(make_user())

    with django_assert_num_queries(len(few.captured_queries)):
        client.get(reverse("tasks:job_list"))
