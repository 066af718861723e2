"""What each caller sees and changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.events import make_event, make_event_kind
from tests.factories.organisations import make_actor, make_kind, make_organisation, make_territory
from tests.support.district import District
from tests.web.api.conftest import Program

from zveno.base.audit.models import Entry
from zveno.network.organisations.models import Organisation, Territory
from zveno.network.organisations.roles import Family, Role
from zveno.oversight.monitoring.indicators import INDICATORS
from zveno.oversight.monitoring.models import Threshold
from zveno.processes.events.models import Event
from zveno.processes.events.states import EventState


def numbers(program: Client, path: str, **asked: Any) -> list[int]:
    answer = program.get(path, asked)
    assert answer.status_code == 200, answer.content.decode()
    return [item["id"] for item in answer.json()["items"]]


def queries_of(program: Client, path: str) -> int:
    program.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert program.get(path).status_code == 200
    return len(captured)


# Territories


def test_territories_are_those_of_the_callers_district(district: District, owner: Program) -> None:
    settlement = make_territory(Territory.Level.SETTLEMENT, parent=district.ours)

    assert numbers(owner, "/api/v1/territories") == [district.ours.pk, settlement.pk]
    assert numbers(owner, "/api/v1/territories", level="settlement") == [settlement.pk]
    assert numbers(owner, "/api/v1/territories", parent=district.ours.pk) == [settlement.pk]


def test_a_regional_curator_sees_the_whole_region(district: District) -> None:
    curator = Program(
        make_actor(Role.REGIONAL_CURATOR, make_organisation(Family.AUTHORITY, territory=district.region))
    )

    seen = numbers(curator, "/api/v1/territories")

    assert set(seen) == {district.region.pk, district.ours.pk, district.foreign.pk}


# Organisations


@pytest.mark.parametrize("caller", ["owner", "colleague", "neighbour"])
def test_organisations_are_those_of_the_callers_district(
    district: District, caller: str, request: pytest.FixtureRequest
) -> None:
    program = request.getfixturevalue(caller)

    seen = numbers(program, "/api/v1/organisations")

    ours = Organisation.objects.filter(territory=district.ours).order_by("sort_key", "pk")
    assert seen == list(ours.values_list("pk", flat=True))


def test_a_stranger_does_not_learn_that_an_organisation_exists(district: District, stranger: Program) -> None:
    listed = numbers(stranger, "/api/v1/organisations")
    shown = stranger.get(f"/api/v1/organisations/{district.school.pk}")
    changed = stranger.change(district.school, phone="1")

    assert set(listed) == {district.foreign_school.pk, district.foreign_enterprise.pk}
    assert (shown.status_code, changed.status_code) == (404, 404)
    assert shown.json() == {
        "type": "about:blank",
        "title": "Не найдено",
        "status": 404,
        "detail": "Такой записи нет, или она вам не видна.",
        "who_can": "",
        "errors": [],
    }


def test_organisations_are_narrowed(district: District, owner: Program) -> None:
    village = make_territory(Territory.Level.SETTLEMENT, parent=district.ours)
    far = make_organisation(Family.SCHOOL, territory=village, short_name="Сельская «Берёзка»")
    left = make_organisation(Family.ENTERPRISE, territory=district.ours, state=Organisation.State.LEFT)
    path = "/api/v1/organisations"

    assert numbers(owner, path, kind=make_kind(Family.COLLEGE).code) == [district.college.pk]
    assert set(numbers(owner, path, family="enterprise")) == {district.enterprise.pk, left.pk}
    assert numbers(owner, path, territory=village.pk) == [far.pk]
    assert far.pk in numbers(owner, path, territory=district.ours.pk)
    assert numbers(owner, path, territory=district.foreign.pk) == []
    assert numbers(owner, path, state="left") == [left.pk]
    assert numbers(owner, path, q="СЕЛЬСКАЯ березка") == [far.pk]
    assert numbers(owner, path, q="Берёзка", family="college") == []


def test_an_organisation_is_shown_whole(district: District, owner: Program, settings: Any) -> None:
    school = district.school
    school.phone, school.confirmed_at, school.confirmed_by = (
        "2-14-55",
        datetime(2026, 9, 1, tzinfo=UTC),
        "Орлова",
    )
    school.parent = district.authority
    school.save()

    shown = owner.get(f"/api/v1/organisations/{school.pk}").json()

    assert shown == {
        "id": school.pk,
        "short_name": school.short_name,
        "full_name": school.full_name,
        "kind": {"code": school.kind.code, "name": school.kind.name},
        "family": {"code": "school", "name": "общее образование"},
        "territory": {"id": district.ours.pk, "name": district.ours.name},
        "parent_id": district.authority.pk,
        "state": {"code": "active", "name": "в сети"},
        **dict.fromkeys(("inn", "kpp", "ogrn", "address", "email", "website", "about"), ""),
        **dict.fromkeys(("contact_name", "contact_post"), ""),
        "phone": "2-14-55",
        "confirmed_at": "2026-09-01T00:00:00Z",
        "url": f"{settings.PUBLIC_URL}/organisations/{school.pk}/",
        "may_change": {"allowed": True, "reason": "", "who_can": ""},
    }


def test_a_colleague_is_told_why_not_and_who_can(district: District, colleague: Program) -> None:
    shown = colleague.get(f"/api/v1/organisations/{district.school.pk}").json()
    refused = colleague.change(district.school, phone="2-14-55")

    district.school.refresh_from_db()
    assert refused.status_code == 403
    assert refused["Content-Type"] == "application/problem+json"
    assert refused.json()["detail"] == shown["may_change"]["reason"] != ""
    assert refused.json()["who_can"] == shown["may_change"]["who_can"] != ""
    assert district.school.phone == ""


def test_a_neighbour_sees_and_does_not_change(district: District, neighbour: Program) -> None:
    assert neighbour.get(f"/api/v1/organisations/{district.school.pk}").status_code == 200
    assert neighbour.change(district.school, phone="2-14-55").status_code == 403


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.DEPUTY, Role.COORDINATOR])
def test_stewards_and_the_coordinator_change_details(district: District, role: Role) -> None:
    place = district.authority if role is Role.COORDINATOR else district.school
    program = Program(make_actor(role, place))

    answer = program.change(district.school, phone="  2-14-55 ", about="Школа\nу завода")

    district.school.refresh_from_db()
    assert answer.status_code == 200
    assert (answer.json()["phone"], answer.json()["about"]) == ("2-14-55", "Школа\nу завода")
    assert (district.school.phone, district.school.about) == ("2-14-55", "Школа\nу завода")


def test_the_same_change_twice_is_one_change(district: District, owner: Program) -> None:
    first = owner.change(district.school, phone="2-14-55", inn="7707083893")
    second = owner.change(district.school, phone="2-14-55", inn="7707083893")

    entry = Entry.objects.get(action="organisation.change")
    assert first.json() == second.json()
    assert entry.changes == {"phone": ["", "2-14-55"], "inn": ["", "7707083893"]}


def test_fields_that_were_not_sent_stay(district: District, owner: Program) -> None:
    owner.change(district.school, phone="2-14-55", address="ул. Школьная, 1")

    owner.change(district.school, phone="")

    district.school.refresh_from_db()
    assert (district.school.phone, district.school.address) == ("", "ул. Школьная, 1")


@pytest.mark.parametrize(
    ("sent", "field", "says"),
    [
        ({"state": "left"}, "state", "Такого поля здесь нет."),
        ({"phone": None}, "phone", "Нужна строка."),
        ({"phone": "2\n3"}, "phone", "Недопустимые знаки."),
        ({"about": "\x00"}, "about", "Недопустимые знаки."),
        ({"phone": "1" * 41}, "phone", "Не длиннее 40 знаков."),
        ({"about": "\ud800"}, "about", "Строка не в UTF-8."),
        ({"inn": "7707083894"}, "inn", "В ИНН 7707083894 опечатка: контрольная цифра не сходится."),
        ({"short_name": " "}, "short_name", "Это поле не может быть пустым."),
    ],
)
def test_what_is_wrong_is_said_by_field(
    district: District, owner: Program, sent: dict[str, Any], field: str, says: str
) -> None:
    answer = owner.change(district.school, **sent)

    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": field, "message": says}]
    assert not Entry.objects.filter(action="organisation.change").exists()


def test_what_belongs_to_another_organisation_is_not_taken(district: District, owner: Program) -> None:
    district.college.inn = "7707083893"
    district.college.save()

    answer = owner.change(district.school, inn="7707083893")

    assert answer.json()["errors"] == [
        {"field": "", "message": "Организация с такими ИНН и КПП уже есть в сети."}
    ]


@pytest.mark.parametrize(("body", "status"), [("{", 400), ("\xff", 400), ("[1]", 422), ("", 422)])
def test_a_body_that_is_no_object_is_a_problem(
    district: District, owner: Program, body: str, status: int
) -> None:
    path = f"/api/v1/organisations/{district.school.pk}"

    answer = owner.patch(path, body.encode("latin-1"), content_type="application/json")

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


# Events


@pytest.fixture
def calendar(district: District) -> dict[str, Event]:
    return {
        "ours": make_event(district.school, is_open=False),
        "our draft": make_event(district.school, state=EventState.DRAFT),
        "neighbour's draft": make_event(district.neighbour_school, state=EventState.DRAFT),
        "cancelled": make_event(district.enterprise, state=EventState.CANCELLED),
        "foreign": make_event(district.foreign_school, is_open=False),
        "foreign open": make_event(district.foreign_school),
    }


@pytest.mark.parametrize(
    ("caller", "listed", "readable"),
    [
        ("owner", {"ours", "our draft", "cancelled"}, {"foreign open"}),
        ("colleague", {"ours", "cancelled"}, {"foreign open"}),
        ("neighbour", {"ours", "neighbour's draft", "cancelled"}, {"foreign open"}),
        ("stranger", {"foreign", "foreign open"}, {"cancelled"}),
    ],
)
def test_events_are_those_the_caller_may_see(
    calendar: dict[str, Event],
    request: pytest.FixtureRequest,
    caller: str,
    listed: set[str],
    readable: set[str],
) -> None:
    program = request.getfixturevalue(caller)
    names = {event.pk: name for name, event in calendar.items()}

    seen = {names[number] for number in numbers(program, "/api/v1/events")}
    opened = {
        name
        for name, event in calendar.items()
        if program.get(f"/api/v1/events/{event.pk}").status_code == 200
    }

    assert seen == listed
    assert opened == listed | readable


def test_an_event_is_shown_whole(district: District, owner: Program, settings: Any) -> None:
    event = make_event(district.enterprise, state=EventState.HELD, grade_from=8, grade_to=9, for_parents=True)

    shown = owner.get(f"/api/v1/events/{event.pk}").json()

    assert shown == {
        "id": event.pk,
        "title": "Экскурсия в цех",
        "kind": {"code": event.kind.code, "name": event.kind.name},
        "organiser": {"id": district.enterprise.pk, "name": district.enterprise.short_name},
        "starts_at": "2026-11-20T09:00:00Z",
        "ends_at": "2026-11-20T11:00:00Z",
        "place": "Завод, проходная",
        "audience": ["pupils", "parents"],
        "grade_from": 8,
        "grade_to": 9,
        "capacity": None,
        "description": "",
        "is_open": True,
        "state": {"code": "held", "name": "состоялось"},
        "cancel_reason": "",
        "came": 20,
        "revision": event.revision,
        "changed_at": "2026-11-20T09:00:00Z",
        "url": f"{settings.PUBLIC_URL}/events/{event.pk}/",
    }


def test_events_are_narrowed(district: District, owner: Program) -> None:
    first = make_event(district.school, starts_at=datetime(2026, 11, 1, 9, tzinfo=UTC))
    # By the clock of the district it is the second of December already.
    night = make_event(
        district.enterprise, starts_at=datetime(2026, 12, 1, 22, tzinfo=UTC), for_pupils=False,
        for_parents=True, kind=make_event_kind("test-fair"), state=EventState.CANCELLED,
    )  # fmt: skip
    path = "/api/v1/events"

    assert numbers(owner, path) == [first.pk, night.pk]
    assert numbers(owner, path, first="2026-12-02") == [night.pk]
    assert numbers(owner, path, last="2026-12-01") == [first.pk]
    assert numbers(owner, path, first="2026-11-01", last="2026-11-01") == [first.pk]
    assert numbers(owner, path, first="0001-01-01", last="9999-12-31") == [first.pk, night.pk]
    assert numbers(owner, path, kind="test-fair") == [night.pk]
    assert numbers(owner, path, organiser=district.school.pk) == [first.pk]
    assert numbers(owner, path, audience="parents") == [night.pk]
    assert numbers(owner, path, state="cancelled") == [night.pk]


# Figures


@pytest.fixture
def coordinator(district: District) -> Program:
    return Program(make_actor(Role.COORDINATOR, district.authority))


@pytest.fixture
def held(district: District) -> list[Event]:
    """Two at our school and one at the works, in the last quarter of 2025."""
    at = datetime(2025, 11, 20, 9, tzinfo=UTC)
    return [
        make_event(organiser, starts_at=at + timedelta(days=day), state=EventState.HELD, title=f"День {day}")
        for day, organiser in enumerate((district.school, district.school, district.enterprise))
    ]


def test_a_coordinator_reads_figures_of_territory_municipality_and_organisation(
    district: District, held: list[Event], coordinator: Program
) -> None:
    path = "/api/v1/figures/events-held?period=q2025-4"

    whole = coordinator.get(path).json()
    municipality = coordinator.get(f"{path}&district={district.ours.pk}").json()
    school = coordinator.get(f"{path}&organisation={district.school.pk}").json()
    before = coordinator.get("/api/v1/figures/events-held?period=q2025-3").json()

    assert [whole["number"], municipality["number"], school["number"], before["number"]] == [3, 3, 2, 0]
    assert (whole["state"], whole["text"], whole["records"]["counted"]) == ("number", "3", 3)
    assert (whole["first"], whole["last"]) == ("2025-10-01", "2025-12-31")
    assert whole["period"] == {"code": "q2025-4", "name": "IV квартал 2025 года"}


def test_a_figure_opens_to_its_records(
    district: District, held: list[Event], coordinator: Program, settings: Any
) -> None:
    asked: dict[str, Any] = {"period": "q2025-4", "organisation": district.school.pk}

    page = coordinator.get("/api/v1/figures/events-held/records", {**asked, "limit": 1}).json()

    assert page["count"] == 2
    assert page["items"] == [
        {
            "title": "День 0",
            "on": "2025-11-20",
            "organisation": district.school.short_name,
            "note": "состоялось, 20",
            "url": f"{settings.PUBLIC_URL}/events/{held[0].pk}/",
        }
    ]
    following = coordinator.get(page["next"]).json()
    assert ([item["title"] for item in following["items"]], following["next"]) == (["День 1"], None)


def test_the_list_of_figures_agrees_with_each_of_them(
    district: District, held: list[Event], coordinator: Program
) -> None:
    listed = coordinator.get("/api/v1/figures", {"period": "q2025-4"}).json()

    assert [figure["code"] for figure in listed] == list(INDICATORS)
    for figure in listed:
        one = coordinator.get(f"/api/v1/figures/{figure['code']}", {"period": "q2025-4"})
        assert one.json() == figure


def test_whoever_runs_an_organisation_reads_its_own_figures_only(
    district: District, owner: Program, neighbour: Program
) -> None:
    path = "/api/v1/figures"

    own = owner.get(path, {"organisation": district.school.pk})
    of_neighbour = neighbour.get(path, {"organisation": district.school.pk})
    of_all = owner.get(path)

    assert (own.status_code, of_neighbour.status_code, of_all.status_code) == (200, 403, 403)
    assert "Муниципальный координатор" in of_all.json()["who_can"]


@pytest.mark.parametrize("path", ["figures", "figures/events-held", "figures/events-held/records"])
def test_figures_are_closed_to_colleagues_without_the_right_and_unknown_to_strangers(
    district: District, colleague: Program, stranger: Program, path: str
) -> None:
    asked: dict[str, Any] = {"organisation": district.school.pk}

    assert colleague.get(f"/api/v1/{path}", asked).status_code == 403
    assert stranger.get(f"/api/v1/{path}", asked).status_code == 404


def test_a_foreign_municipality_and_an_unknown_figure_are_not_found(
    district: District, coordinator: Program
) -> None:
    foreign = coordinator.get("/api/v1/figures", {"district": district.foreign.pk})
    unknown = coordinator.get("/api/v1/figures/happiness")

    assert (foreign.status_code, unknown.status_code) == (404, 404)


def test_a_threshold_comes_with_its_source(
    district: District, held: list[Event], coordinator: Program
) -> None:
    Threshold.objects.create(
        indicator="events-held",
        since=date(2025, 1, 1),
        better="more",
        green=3,
        yellow=1,
        source="Решение № 4",
    )

    figure = coordinator.get("/api/v1/figures/events-held", {"period": "q2025-4"}).json()

    assert figure["tone"] == "good"
    assert figure["threshold"] == {
        "since": "2025-01-01",
        "better": "more",
        "green": "3",
        "yellow": "1",
        "source": "Решение № 4",
    }


# Pages


def test_a_list_is_walked_to_its_end_by_its_own_addresses(district: District, owner: Program) -> None:
    for _ in range(3):
        make_organisation(Family.ENTERPRISE, territory=district.ours, short_name="Завод и «Партнёры»")
    whole = numbers(owner, "/api/v1/organisations", family="enterprise", q="завод")

    walked, address = [], "/api/v1/organisations?family=enterprise&q=завод&limit=2"
    while address:
        page = owner.get(address).json()
        assert page["count"] == 3
        walked += [item["id"] for item in page["items"]]
        address = page["next"]

    assert len(whole) == 3
    assert walked == whole


@pytest.mark.parametrize(
    ("asked", "field", "says"),
    [
        ({"limit": 0}, "limit", "Не меньше 1."),
        ({"limit": 201}, "limit", "Не больше 200."),
        ({"limit": "all"}, "limit", "Нужно целое число."),
        ({"offset": -1}, "offset", "Не меньше 0."),
        ({"offset": 2**63}, "offset", "Не больше 1000000."),
        ({"territory": 2**63}, "territory", f"Не больше {2**63 - 1}."),
        ({"territory": 0}, "territory", "Не меньше 1."),
        ({"q": "a\x00b"}, "q", "Недопустимые знаки."),
        ({"kind": "школа"}, "kind", "Недопустимые знаки."),
    ],
)
def test_numbers_and_words_have_bounds(owner: Program, asked: dict[str, Any], field: str, says: str) -> None:
    answer = owner.get("/api/v1/organisations", asked)

    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": field, "message": says}]


@pytest.mark.parametrize("number", [0, -1, 2**63, "x"])
def test_a_number_that_no_database_has_is_a_problem_of_the_caller(owner: Program, number: object) -> None:
    assert owner.get(f"/api/v1/organisations/{number}").status_code == 422
    assert owner.get(f"/api/v1/events/{number}").status_code == 422


def test_the_largest_number_is_simply_not_there(owner: Program) -> None:
    assert owner.get(f"/api/v1/events/{2**63 - 1}").status_code == 404
    assert owner.get("/api/v1/events", {"offset": 1_000_000, "limit": 200}).json()["items"] == []


def test_an_unknown_address_and_a_wrong_method_are_problems_too(owner: Program, visitor: Client) -> None:
    unknown = visitor.post("/api/v1/nothing/here")
    wrong = owner.delete("/api/v1/organisations")

    assert (unknown.status_code, unknown["Content-Type"]) == (404, "application/problem+json")
    assert (wrong.status_code, wrong["Content-Type"], wrong["Allow"]) == (
        405,
        "application/problem+json",
        "GET",
    )


@pytest.mark.parametrize("path", ["territories", "organisations", "events"])
def test_queries_do_not_grow_with_rows(district: District, owner: Program, path: str) -> None:
    make_event(district.school)
    one = queries_of(owner, f"/api/v1/{path}")

    for _ in range(3):
        village = make_territory(Territory.Level.SETTLEMENT, parent=district.ours)
        make_event(make_organisation(Family.ADDITIONAL, territory=village))
    many = queries_of(owner, f"/api/v1/{path}")

    assert many == one


def test_queries_of_figures_do_not_grow_with_rows(district: District, coordinator: Program) -> None:
    make_event(district.school, state=EventState.HELD)
    one = queries_of(coordinator, "/api/v1/figures")

    for _ in range(3):
        make_event(make_organisation(Family.ADDITIONAL, territory=district.ours), state=EventState.HELD)

    assert queries_of(coordinator, "/api/v1/figures") == one
