"""The figures of the network, against records entered for them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.events import make_event
from tests.factories.guidance import make_centre, make_question
from tests.factories.organisations import make_actor, make_organisation
from tests.support.district import District

from zveno.engines.indicators import State, faults, solve
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Family, Role
from zveno.oversight.monitoring import periods, planning, queries
from zveno.oversight.monitoring.ground import Ground
from zveno.oversight.monitoring.indicators import INDICATORS
from zveno.oversight.monitoring.models import Better, Threshold
from zveno.oversight.monitoring.passport import Collected, Fact, Indicator
from zveno.oversight.monitoring.thresholds import tone
from zveno.oversight.monitoring.writing import short
from zveno.processes.events.states import EventState
from zveno.processes.guidance import services

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)
YEAR = periods.school_year(2026)


def ground_of(district: District, *, at: datetime = NOW, period: periods.Period = YEAR) -> Ground:
    return Ground(district.ours.path, period, at)


def shown(district: District, code: str, **options: object) -> dict[str, str]:
    """What one indicator shows for our organisations and in total."""
    ground = ground_of(district, **options)  # type: ignore[arg-type]
    row = planning.figures([INDICATORS[code]], ground)[0]
    names = {member.pk: member.name for member in ground.members}
    values = {names[pk]: short(value, row.indicator) for pk, value in row.values.items()}
    return {**values, "total": short(row.total, row.indicator)}


@pytest.fixture
def autumn(district: District) -> District:
    """The school held two and called one off, the enterprise forgot to count, the college has one ahead."""
    make_event(district.school, starts_at=NOW - 20 * DAY, state=EventState.HELD)
    make_event(district.school, starts_at=NOW - 10 * DAY, state=EventState.HELD)
    make_event(district.school, starts_at=NOW - 5 * DAY, state=EventState.CANCELLED)
    make_event(district.enterprise, starts_at=NOW - 5 * DAY)
    make_event(district.college, starts_at=NOW + 5 * DAY)
    make_event(district.college, starts_at=NOW - 3 * DAY, state=EventState.DRAFT)
    make_event(district.school, starts_at=NOW - 100 * DAY, state=EventState.HELD)
    make_event(district.foreign_school, starts_at=NOW - 5 * DAY, state=EventState.HELD)
    return district


def test_what_was_held_is_counted_in_its_period_and_district(autumn: District) -> None:
    figures = shown(autumn, "events-held")

    assert (figures[str(autumn.school)], figures[str(autumn.enterprise)], figures["total"]) == ("2", "0", "2")


def test_uncounted_participants_are_no_data_and_never_zero(autumn: District) -> None:
    figures = shown(autumn, "participants")

    assert figures[str(autumn.school)] == "40"
    assert figures[str(autumn.enterprise)] == "нет данных"
    assert figures[str(autumn.neighbour_school)] == "0"
    assert figures["total"] == "40"


def test_the_share_of_held_is_of_all_whose_time_has_passed(autumn: District) -> None:
    figures = shown(autumn, "held-share")

    assert figures[str(autumn.school)] == "66,7\N{NO-BREAK SPACE}%"
    assert figures[str(autumn.enterprise)] == "0\N{NO-BREAK SPACE}%"
    assert figures[str(autumn.college)] == "не применимо"
    assert figures["total"] == "50\N{NO-BREAK SPACE}%"


def test_who_announced_nothing_is_silent(autumn: District) -> None:
    figures = shown(autumn, "silent")

    assert figures[str(autumn.college)] == "0\N{NO-BREAK SPACE}%"
    assert figures[str(autumn.neighbour_school)] == "100\N{NO-BREAK SPACE}%"
    assert figures["total"] == "57,1\N{NO-BREAK SPACE}%"  # four of seven


def test_details_are_fresh_for_a_year_and_unknown_before_they_were_confirmed(district: District) -> None:
    for organisation, ago in ((district.school, 10), (district.college, 400)):
        Organisation.objects.filter(pk=organisation.pk).update(
            confirmed_at=NOW - ago * DAY, confirmed_by="Тестова"
        )

    now = shown(district, "details-confirmed")
    before = shown(district, "details-confirmed", period=periods.school_year(2025))

    assert [now[str(o)] for o in (district.school, district.college, district.enterprise)] == [
        "100\N{NO-BREAK SPACE}%",
        "0\N{NO-BREAK SPACE}%",
        "0\N{NO-BREAK SPACE}%",
    ]
    assert [before[str(o)] for o in (district.school, district.college)] == [
        "нет данных",
        "100\N{NO-BREAK SPACE}%",
    ]


def test_contacts_of_a_past_period_are_not_known(district: District) -> None:
    Organisation.objects.filter(pk=district.school.pk).update(contact_name="Иванова")

    assert shown(district, "no-contact")["total"] == "6"
    assert shown(district, "no-contact", period=periods.school_year(2025))["total"] == "нет данных"


def test_answers_are_judged_by_their_terms(district: District) -> None:
    centre = make_centre(district.centre)
    by = make_actor(Role.METHODOLOGIST, district.centre)
    days = (NOW - 30 * DAY, NOW - 30 * DAY, NOW - 30 * DAY, NOW - 30 * DAY, NOW - DAY)
    in_time, late, forgotten, closed, fresh = [
        make_question(centre, email=f"{number}@example.ru", at=at) for number, at in enumerate(days)
    ]
    for question, after in ((in_time, 2), (late, 20)):
        services.take_question(question, by=by, at=NOW - 30 * DAY)
        services.answer_question(question, text="Да.", by=by, at=NOW - (30 - after) * DAY)
    services.rate_answer(late, helped=True, by=None, at=NOW)
    services.close_question(closed, why="Повтор", by=by, at=NOW - 29 * DAY)

    row = planning.figures([INDICATORS["answered-in-time"]], ground_of(district))[0]
    assert (row.total.counted, row.total.among) == (
        (in_time.pk,),
        tuple(sorted([in_time.pk, late.pk, forgotten.pk])),
    )
    assert fresh.pk not in row.total.among
    assert shown(district, "questions-asked")["total"] == "5"
    assert shown(district, "helped")["total"] == "100\N{NO-BREAK SPACE}%"
    assert shown(district, "questions-asked")[str(district.school)] == "не применимо"


def test_the_verifier_finds_no_fault_in_the_whole_table(autumn: District) -> None:
    for by in (planning.by_organisation, planning.by_district):
        problem = planning.problem_of(list(INDICATORS.values()), ground_of(autumn), by=by)

        assert faults(problem, solve(problem)) == []


def test_a_figure_hidden_for_its_neighbour_is_hidden_when_opened_by_itself(district: District) -> None:
    sizes = {district.school.pk: 3, district.neighbour_school.pk: 7, district.college.pk: 30}

    def collect(ground: Ground) -> Collected:
        present = [member.pk for member in ground.members if member.pk in sizes]
        return Collected(present, [Fact(pk * 100 + n, pk) for pk in present for n in range(sizes[pk])])

    pupils = Indicator("pupils", 1, "Ученики", "", "", "", "count", "events", collect, least=5)
    coordinator = make_actor(Role.COORDINATOR, district.authority)

    opened = {
        pk: queries.opened(coordinator, pupils, YEAR, at=NOW, organisation=pk, district=None) for pk in sizes
    }

    assert {pk: figure and figure.cell.text for pk, figure in opened.items()} == {
        district.school.pk: "скрыто",
        district.neighbour_school.pk: "скрыто",
        district.college.pk: "30",
    }
    hidden = opened[district.neighbour_school.pk]
    assert hidden is not None
    assert (hidden.value.counted, "меньше 5" in hidden.why) == ((), True)


def test_a_table_of_a_hundred_asks_as_often_as_a_table_of_one(autumn: District) -> None:
    coordinator = make_actor(Role.COORDINATOR, autumn.authority)

    def counted() -> int:
        with CaptureQueriesContext(connection) as captured:
            queries.heat(coordinator, YEAR, at=NOW)
        return len(captured)

    few = counted()
    for _ in range(20):
        make_event(make_organisation(Family.SCHOOL, territory=autumn.ours), starts_at=NOW - 3 * DAY)

    assert counted() == few == 4


def test_a_regional_curator_compares_districts(autumn: District) -> None:
    region_office = make_organisation(Family.AUTHORITY, territory=autumn.region)
    curator = make_actor(Role.REGIONAL_CURATOR, region_office)

    heat = queries.heat(curator, YEAR, at=NOW, by_district=True)

    held = [indicator.code for indicator in heat.indicators].index("events-held")
    assert {line.name: line.cells[held].text for line in heat.lines} == {
        autumn.ours.name: "2",
        autumn.foreign.name: "1",
        autumn.region.name: "0",
    }
    assert heat.total.cells[held].text == "3"


def test_an_organisation_sees_itself_against_the_period_before(autumn: District) -> None:
    director = make_actor(Role.DIRECTOR, autumn.school)

    lines = {line.indicator.code: line for line in queries.own(director, YEAR, at=NOW)}

    held = lines["events-held"]
    assert (held.now.text, held.before.text, held.change) == ("2", "1", "+1")


def test_the_home_page_has_figures_for_whoever_looks_at_them_by_three_queries(autumn: District) -> None:
    head = make_actor(Role.HEAD, autumn.authority)
    director = make_actor(Role.DIRECTOR, autumn.school)
    pupil = make_actor(Role.PUPIL, autumn.school)

    with CaptureQueriesContext(connection) as captured:
        for_head = queries.figures(head, at=NOW)

    assert len(captured) == 3
    assert [figure.value for figure in for_head] == ["2", "40", "57,1\N{NO-BREAK SPACE}%", None]
    assert [figure.value for figure in queries.figures(director, at=NOW)] == ["2", "40"]
    assert queries.figures(pupil, at=NOW) == []


@pytest.mark.parametrize(
    ("better", "number", "expected"),
    [
        (Better.MORE, "0.9", "good"),
        (Better.MORE, "0.8", "waits"),
        (Better.MORE, "0.6", "late"),
        (Better.LESS, "3", "good"),
        (Better.LESS, "4", "waits"),
        (Better.LESS, "6", "late"),
    ],
)
def test_a_colour_follows_the_threshold(better: Better, number: str, expected: str) -> None:
    green, yellow = ("0.9", "0.7") if better is Better.MORE else ("3", "5")
    threshold = Threshold(better=better, green=Decimal(green), yellow=Decimal(yellow))
    value = planning.Value(State.NUMBER, Fraction(number), (), (), (), str)

    assert tone(value, threshold) == expected
    assert tone(value, None) == "plain"


def test_a_past_period_is_judged_by_the_threshold_of_its_time(autumn: District) -> None:
    Threshold.objects.filter(indicator="events-held").delete()
    common = {"indicator": "events-held", "better": Better.MORE, "yellow": 1, "source": "Приказ"}
    Threshold.objects.create(since=YEAR.first - 300 * DAY, green=1, **common)
    Threshold.objects.create(since=YEAR.first + 10 * DAY, green=100, **common)
    coordinator = make_actor(Role.COORDINATOR, autumn.authority)

    tones = [
        figure.cell.tone
        for period in (periods.school_year(2025), YEAR)
        if (
            figure := queries.opened(
                coordinator, INDICATORS["events-held"], period, at=NOW, organisation=None, district=None
            )
        )
    ]

    assert tones == ["good", "waits"]
