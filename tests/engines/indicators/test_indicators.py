"""The engine of indicators: golden cases, an oracle, a verifier, an attacker."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zveno.engines.indicators import (
    Cell,
    Fact,
    Indicator,
    Measure,
    Outcome,
    Period,
    Problem,
    State,
    explain,
    faults,
    solve,
)

YEAR = Period(date(2025, 9, 1), date(2026, 8, 31))
HIDDEN = Cell(State.SUPPRESSED)


def asked(indicator: Indicator, organisations: tuple[int, ...] = (1, 2, 3)) -> Problem:
    return Problem(organisations, YEAR, (indicator,))


def people(*groups: int, organisations: tuple[int, ...] = (1, 2, 3)) -> tuple[Fact, ...]:
    """So many facts for the first organisation, so many for the second…"""
    return tuple(
        Fact(place * 1000 + number, place)
        for place, size in zip(organisations, groups, strict=False)
        for number in range(size)
    )


# Golden cases: computed by hand.


def test_a_total_share_comes_from_the_facts_and_not_from_the_shares_of_the_parts() -> None:
    facts = (Fact(1, 1, 1), Fact(2, 2, 0), Fact(3, 2, 0), Fact(4, 2, 0))
    problem = asked(Indicator("share", Measure.SHARE, (1, 2), facts), (1, 2))

    row = solve(problem).rows[0]

    assert [cell.value for cell in row.cells] == [Fraction(1), Fraction(0)]
    assert row.total == Cell(State.NUMBER, Fraction(1, 4), (1,), (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("measure", "value", "counted", "among"),
    [
        (Measure.COUNT, Fraction(3), (2, 3, 4), ()),
        (Measure.SUM, Fraction(12), (1, 2, 3, 4), ()),
        (Measure.SHARE, Fraction(3, 4), (2, 3, 4), (1, 2, 3, 4)),
        (Measure.MEAN, Fraction(3), (1, 2, 3, 4), (1, 2, 3, 4)),
        (Measure.MEDIAN, Fraction(5, 2), (1, 2, 3, 4), (1, 2, 3, 4)),
    ],
)
def test_each_measure_of_the_values_0_2_3_7_and_one_unknown(
    measure: Measure, value: Fraction, counted: tuple[int, ...], among: tuple[int, ...]
) -> None:
    values = {1: 0, 2: 2, 3: 3, 4: 7, 5: None}
    facts = tuple(Fact(record, 1, value) for record, value in values.items())

    row = solve(asked(Indicator("any", measure, (1,), facts), (1,))).rows[0]

    assert row.cells == (Cell(State.NUMBER, value, counted, among, (5,)),)
    assert row.total == row.cells[0]


def test_nothing_counted_is_zero_but_nothing_to_divide_by_is_not_applicable() -> None:
    count = Indicator("count", Measure.COUNT, (1,))
    share = Indicator("share", Measure.SHARE, (1,))

    outcome = solve(Problem((1,), YEAR, (count, share)))

    assert [row.cells[0] for row in outcome.rows] == [
        Cell(State.NUMBER, Fraction(0)),
        Cell(State.NOT_APPLICABLE),
    ]


def test_silence_is_no_data_and_a_foreign_matter_is_not_applicable() -> None:
    problem = asked(Indicator("count", Measure.COUNT, (1, 2), (Fact(7, 1),), silent=(2,)))

    row = solve(problem).rows[0]

    assert [cell.state for cell in row.cells] == [State.NUMBER, State.NO_DATA, State.NOT_APPLICABLE]
    assert row.total == Cell(State.NUMBER, Fraction(1), (7,))


def test_facts_outside_the_period_do_not_count_and_both_its_days_do() -> None:
    days = [YEAR.first - timedelta(1), YEAR.first, YEAR.last, YEAR.last + timedelta(1), None]
    facts = tuple(Fact(number, 1, 1, day) for number, day in enumerate(days))

    cell = solve(asked(Indicator("count", Measure.COUNT, (1,), facts))).rows[0].cells[0]

    assert cell.numerator == (1, 2, 4)


@pytest.mark.parametrize(
    ("groups", "shown", "total"),
    [
        ((4, 10, 7), [None, 10, None], 21),  # the smaller neighbour is hidden with it
        ((4, 3, 10), [None, None, 10], 17),  # two small ones hide each other: together they are seven
        ((1, 1, 10), [None, None, None], 12),  # together they are two: a neighbour joins them
        ((4, 0, 0), [None, 0, 0], None),  # nobody to hide behind, and the total is small itself
        ((9, 0, 5), [9, 0, 5], 14),  # nobody is no small group
    ],
)
def test_small_groups_are_hidden_and_cannot_be_subtracted(
    groups: tuple[int, ...], shown: list[int | None], total: int | None
) -> None:
    problem = asked(Indicator("pupils", Measure.COUNT, (1, 2, 3), people(*groups), least=5))

    row = solve(problem).rows[0]

    assert [cell.value for cell in row.cells] == shown
    assert row.total.value == total
    assert all(cell == HIDDEN for cell in (*row.cells, row.total) if cell.value is None)


def test_a_share_with_few_in_its_numerator_is_hidden_too() -> None:
    facts = tuple(Fact(number, 1, int(number < 2)) for number in range(20))

    row = solve(asked(Indicator("share", Measure.SHARE, (1,), facts, least=5), (1,))).rows[0]

    assert (row.cells, row.total) == ((HIDDEN,), HIDDEN)


# The verifier, the oracle, the attacker.


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    organisations = tuple(range(1, draw(st.integers(1, 5)) + 1))
    indicators = []
    numbers = iter(range(10_000))
    for place, measure in enumerate(draw(st.lists(st.sampled_from(Measure), max_size=3))):
        concerned = tuple(o for o in organisations if draw(st.booleans()))
        silent = tuple(o for o in concerned if draw(st.integers(0, 5)) == 0)
        heard = [o for o in concerned if o not in silent]
        fact = st.builds(
            Fact,
            record=st.builds(lambda: next(numbers)),
            organisation=st.sampled_from(heard or [0]),
            value=st.none() | st.integers(-2, 3) | st.fractions(-1, 1, max_denominator=4),
            on=st.none() | st.dates(date(2025, 8, 1), date(2026, 9, 30)),
        )
        facts = tuple(draw(st.lists(fact, max_size=25))) if heard else ()
        least = draw(st.sampled_from([0, 2, 5]))
        indicators.append(Indicator(f"i{place}", measure, concerned, facts, silent, least))
    return Problem(organisations, YEAR, tuple(indicators))


@given(problems())
def test_the_verifier_finds_no_fault_in_any_answer(problem: Problem) -> None:
    assert faults(problem, solve(problem)) == []


@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_nothing(problem: Problem, chance: object) -> None:
    turned = replace(
        problem,
        indicators=tuple(replace(i, facts=tuple(reversed(i.facts))) for i in problem.indicators),
    )

    assert solve(turned) == solve(problem)


@given(problems())
def test_every_figure_has_its_sentence(problem: Problem) -> None:
    outcome = solve(problem)

    sentences = [
        explain(problem, outcome, indicator.code, place)
        for indicator in problem.indicators
        for place in (None, *problem.organisations)
    ]

    assert all(sentence.endswith(".") for sentence in sentences)


@given(problems(), st.data())
def test_the_verifier_notices_every_planted_fault(problem: Problem, data: st.DataObject) -> None:
    outcome = solve(problem)
    places = [(r, c) for r, row in enumerate(outcome.rows) for c in range(len(row.cells) + 1)]
    if not places:
        return
    r, c = data.draw(st.sampled_from(places))
    row = outcome.rows[r]
    cell = (*row.cells, row.total)[c]
    forged = data.draw(st.sampled_from(forgeries(cell)))

    everything = [*row.cells, row.total]
    everything[c] = forged
    rows = (
        *outcome.rows[:r],
        replace(row, cells=tuple(everything[:-1]), total=everything[-1]),
        *outcome.rows[r + 1 :],
    )

    assert faults(problem, Outcome(rows)) != []


def forgeries(cell: Cell) -> list[Cell]:
    """Other answers in the place of a right one."""
    if cell.state is not State.NUMBER:
        return [Cell(State.NUMBER, Fraction(0)), replace(cell, numerator=(99_999,))]
    assert cell.value is not None
    return [
        replace(cell, value=cell.value + 1),
        replace(cell, numerator=(*cell.numerator, 99_999)),
        replace(cell, denominator=(*cell.denominator, 99_999)),
        replace(cell, unknown=(*cell.unknown, 99_999)),
        Cell(State.NO_DATA),
        Cell(State.NOT_APPLICABLE),
    ]


def test_an_oracle_agrees_on_every_tiny_case() -> None:
    for values in product((None, 0, 1, 3), repeat=3):
        facts = tuple(Fact(number, 1 + number % 2, value) for number, value in enumerate(values))
        for measure in Measure:
            row = solve(asked(Indicator("any", measure, (1, 2), facts), (1, 2))).rows[0]

            assert row.total.value == oracle(measure, [value for value in values if value is not None])


def oracle(measure: Measure, values: list[int]) -> float | Fraction | None:
    """By search: the median is whatever has as many above as below."""
    match measure:
        case Measure.COUNT:
            return len(values) - values.count(0) if values else None
        case Measure.SUM:
            return sum(values) if values else None
        case Measure.SHARE:
            return Fraction(len(values) - values.count(0), len(values)) if values else None
        case Measure.MEAN:
            sixths = [Fraction(number, 6) for number in range(60)]
            return next((x for x in sixths if values and x * len(values) == sum(values)), None)
        case Measure.MEDIAN:
            halves = [Fraction(n, 2) for n in range(8)]
            distance = {half: sum(abs(value - half) for value in values) for half in halves}
            nearest = [half for half in halves if distance[half] == min(distance.values())]
            return (nearest[0] + nearest[-1]) / 2 if values else None


@pytest.mark.parametrize("organisations", [1, 2, 3, 4])
@pytest.mark.parametrize("least", [2, 3, 5])
def test_a_reader_of_everything_shown_cannot_tell_a_hidden_number(organisations: int, least: int) -> None:
    places = tuple(range(1, organisations + 1))
    told = []
    for sizes in product(range(least + 2), repeat=organisations):
        facts = people(*sizes, organisations=places)
        row = solve(asked(Indicator("pupils", Measure.COUNT, places, facts, least=least), places)).rows[0]
        hidden = [place for place, cell in enumerate(row.cells) if cell == HIDDEN]
        if row.total.value is None or not hidden:
            continue
        rest = int(row.total.value - sum(cell.value for cell in row.cells if cell.value is not None))

        told += [sizes for choice in possible_values(rest, len(hidden)) if len(choice) == 1]

    assert told == []


def possible_values(rest: int, hidden: int) -> list[set[int]]:
    """What each of the hidden numbers may be, when all are positive and make `rest` together."""
    guesses = [
        (*guess, rest - sum(guess))
        for guess in product(range(1, rest + 1), repeat=hidden - 1)
        if sum(guess) < rest
    ]
    return [{guess[place] for guess in guesses} for place in range(hidden)]


@pytest.mark.parametrize(
    "mistaken",
    [
        {"facts": (Fact(1, 9),)},
        {"silent": (9,)},
        {"organisations": (1, 1)},
        {"facts": (Fact(1, 2),), "silent": (2,)},
    ],
)
def test_a_contradictory_question_is_refused(mistaken: dict[str, object]) -> None:
    given = {"code": "any", "measure": Measure.COUNT, "organisations": (1, 2), **mistaken}

    with pytest.raises(ValueError, match="any: "):
        Indicator(**given)  # type: ignore[arg-type]
