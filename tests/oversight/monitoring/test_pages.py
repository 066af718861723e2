"""The pages of figures: who sees what, and what opens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.events import make_event
from tests.factories.guidance import make_centre, make_question
from tests.factories.organisations import make_actor
from tests.support.district import District

from zveno.base.audit.models import Entry
from zveno.network.organisations.roles import Role
from zveno.oversight.monitoring.indicators import INDICATORS
from zveno.oversight.monitoring.models import Threshold
from zveno.processes.events.models import Event
from zveno.processes.events.states import EventState


@pytest.fixture
def event(district: District) -> Event:
    return make_event(
        district.school, title="Ярмарка", starts_at=timezone.now() - timedelta(hours=3), state=EventState.HELD
    )


def signed_in(role: Role, organisation: object) -> Client:
    client = Client()
    client.force_login(make_actor(role, organisation).user)  # type: ignore[arg-type]
    return client


def test_a_figure_opens_to_formula_reason_source_and_the_record_itself(
    district: District, event: Event
) -> None:
    client = signed_in(Role.COORDINATOR, district.authority)

    table = client.get("/monitoring/").content.decode()
    figure = client.get(f"/monitoring/events-held/?organisation={district.school.pk}").content.decode()

    assert str(district.school) in table
    assert f"/monitoring/events-held/?period=s{event_year()}&amp;organisation={district.school.pk}" in table
    for words in (
        "Ярмарка",
        f"/events/{event.pk}/",
        "Число мероприятий",
        "Календарь района",
        "Подсчитаны записи: 1.",
    ):
        assert words in figure


def event_year() -> int:
    today = timezone.localdate()
    return today.year if today.month >= 9 else today.year - 1


@pytest.mark.parametrize("code", INDICATORS)
def test_every_indicator_opens_for_every_part(code: str, district: District, event: Event) -> None:
    client = signed_in(Role.HEAD, district.authority)

    answers = [
        client.get(f"/monitoring/{code}/", {"part": part, "period": period}).status_code
        for part in ("counted", "among", "unknown", "nonsense")
        for period in ("", "s2024", "q2026-2")
    ]

    assert set(answers) == {200}


def test_questions_are_counted_for_the_head_but_not_opened_to_him(district: District) -> None:
    question = make_question(make_centre(district.centre), text="Тайна", at=timezone.now())
    head = signed_in(Role.HEAD, district.authority).get("/monitoring/questions-asked/").content.decode()
    coordinator = (
        signed_in(Role.COORDINATOR, district.authority).get("/monitoring/questions-asked/").content.decode()
    )

    assert str(question) in head
    assert f"/questions/{question.pk}/" not in head
    assert f"/questions/{question.pk}/" in coordinator
    assert "Тайна" not in head + coordinator


def test_who_sees_what(district: District, event: Event) -> None:
    own, neighbour = district.school.pk, district.neighbour_school.pk
    foreign = district.foreign_school.pk
    expected = {
        (Role.COORDINATOR, district.authority): (200, 200, 200, 200, 404),
        (Role.HEAD, district.authority): (200, 200, 200, 200, 404),
        (Role.ECONOMIST, district.authority): (200, 200, 200, 200, 404),
        (Role.DIRECTOR, district.school): (200, 403, 200, 403, 404),
        (Role.NAVIGATOR, district.school): (200, 403, 200, 403, 404),
        (Role.CLASS_TEACHER, district.school): (403, 403, 403, 403, 404),
        (Role.PUPIL, district.school): (403, 403, 403, 403, 404),
    }

    answers = {}
    for role, place in expected:
        client = signed_in(role, place)
        answers[role, place] = tuple(
            client.get(address).status_code
            for address in (
                "/monitoring/",
                "/monitoring/silent/",
                f"/monitoring/silent/?organisation={own}",
                f"/monitoring/silent/?organisation={neighbour}",
                f"/monitoring/silent/?organisation={foreign}",
            )
        )

    assert answers == expected


def test_a_director_sees_no_neighbours(district: District, event: Event) -> None:
    page = signed_in(Role.DIRECTOR, district.school).get("/monitoring/").content.decode()

    assert "не сравниваются" in page
    assert str(district.neighbour_school) not in page


def test_the_table_and_the_records_leave_as_a_file(district: District, event: Event) -> None:
    client = signed_in(Role.COORDINATOR, district.authority)

    table = b"".join(client.get("/monitoring/?export=csv")).decode("utf-8-sig")
    records = b"".join(client.get("/monitoring/events-held/?export=csv")).decode("utf-8-sig")

    assert str(district.school) in table
    assert "нет данных" in table or "не применимо" in table
    assert "Ярмарка" in records


def test_a_threshold_is_set_with_its_source_by_the_coordinator_alone(district: District) -> None:
    typed = {
        "indicator": "held-share",
        "since": "2026-09-01",
        "better": "more",
        "green": "85",
        "yellow": "60",
        "source": "Приказ № 1",
    }

    refused = signed_in(Role.DIRECTOR, district.school).post("/monitoring/thresholds/", typed)
    wrong = signed_in(Role.COORDINATOR, district.authority).post(
        "/monitoring/thresholds/", {**typed, "yellow": "90"}
    )
    signed_in(Role.COORDINATOR, district.authority).post("/monitoring/thresholds/", typed)

    threshold = Threshold.objects.get(source="Приказ № 1")
    assert refused.status_code == 403
    assert "хуже зелёного" in wrong.content.decode()
    assert (float(threshold.green), float(threshold.yellow)) == (0.85, 0.6)
    assert Entry.objects.filter(action="threshold.set").count() == 1


def test_an_unknown_indicator_is_not_found(district: District) -> None:
    assert signed_in(Role.HEAD, district.authority).get("/monitoring/nonsense/").status_code == 404
