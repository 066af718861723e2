"""Is the answer right? Asks each promise by its definition; shares no code with `solve`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from zveno.engines.indicators.model import Cell, Fact, Indicator, Measure, Outcome, Problem, State


def faults(problem: Problem, outcome: Outcome) -> list[str]:
    """Sentences about what is wrong; empty when the outcome may be published."""
    if [row.code for row in outcome.rows] != [indicator.code for indicator in problem.indicators]:
        return ["the rows are not those that were asked for"]
    return [
        f"{indicator.code}: {fault}"
        for indicator, row in zip(problem.indicators, outcome.rows, strict=True)
        for fault in _faults_of_row(problem, indicator, row.cells, row.total)
    ]


def _faults_of_row(
    problem: Problem, indicator: Indicator, cells: tuple[Cell, ...], total: Cell
) -> Iterator[str]:
    if len(cells) != len(problem.organisations):
        yield "not one cell for each organisation"
        return
    now = [
        fact
        for fact in indicator.facts
        if fact.on is None or problem.period.first <= fact.on <= problem.period.last
    ]
    small_hidden: list[tuple[int, int]] = []
    hidden: list[tuple[int, int]] = []
    for place, cell in zip(problem.organisations, cells, strict=True):
        own = [fact for fact in now if fact.organisation == place]
        expected = _expected_state(
            indicator, own, concerned=[place] if place in indicator.organisations else []
        )
        people = _people(indicator.measure, own)
        few = expected is State.NUMBER and any(0 < number < indicator.least for number in people)
        if cell.state is State.SUPPRESSED:
            hidden.append(people)
            small_hidden += [people] if few else []
            if expected is not State.NUMBER or not people[1]:
                yield f"organisation {place}: hidden, but there was nothing to hide"
            if cell != Cell(State.SUPPRESSED):
                yield f"organisation {place}: hidden, but tells something"
        else:
            if few:
                yield f"organisation {place}: a small group is shown"
            yield from _faults_of_cell(f"organisation {place}", indicator, own, cell, expected)
    yield from _faults_of_total(indicator, now, total)
    yield from _faults_of_hiding(indicator, now, total, hidden, small_hidden)


def _faults_of_total(indicator: Indicator, now: list[Fact], total: Cell) -> Iterator[str]:
    expected = _expected_state(indicator, now, concerned=list(indicator.organisations))
    if total.state is not State.SUPPRESSED:
        yield from _faults_of_cell("total", indicator, now, total, expected)
    elif total != Cell(State.SUPPRESSED):
        yield "total: hidden, but tells something"


def _faults_of_hiding(
    indicator: Indicator,
    now: list[Fact],
    total: Cell,
    hidden: list[tuple[int, int]],
    small: list[tuple[int, int]],
) -> Iterator[str]:
    """The attack: whoever takes the shown cells from the shown total learns the hidden ones together."""
    if len(hidden) > len(small) + 1:
        yield "more is hidden than needed"
    if not small:
        if hidden or total.state is State.SUPPRESSED:
            yield "hidden without a reason"
        return

    def betrayed(group: list[tuple[int, int]]) -> bool:
        together = [sum(people[side] for people in group) for side in (0, 1)]
        one_each = together[1] == len(group)
        return len(group) == 1 or one_each or any(0 < number < indicator.least for number in together)

    if total.state is State.SUPPRESSED:
        return
    if any(0 < number < indicator.least for number in _people(indicator.measure, now)):
        yield "total: a small group is shown"
    if betrayed(hidden):
        yield "what is hidden can be found by subtraction from the total"
    elif len(hidden) > len(small) and not betrayed(small):
        yield "a neighbour is hidden without need"


def _expected_state(indicator: Indicator, facts: list[Fact], *, concerned: list[int]) -> State:
    if not concerned:
        return State.NOT_APPLICABLE
    if all(place in indicator.silent for place in concerned):
        return State.NO_DATA
    if facts and all(fact.value is None for fact in facts):
        return State.NO_DATA
    divides = indicator.measure in {Measure.SHARE, Measure.MEAN, Measure.MEDIAN}
    return State.NOT_APPLICABLE if divides and not facts else State.NUMBER


def _people(measure: Measure, facts: list[Fact]) -> tuple[int, int]:
    """How many are counted, and among how many."""
    told = [fact for fact in facts if fact.value is not None]
    yes = [fact for fact in told if fact.value != 0]
    if measure is Measure.COUNT:
        return len(yes), len(yes)
    return (len(yes) if measure is Measure.SHARE else len(told)), len(told)


def _faults_of_cell(
    where: str, indicator: Indicator, facts: list[Fact], cell: Cell, expected: State
) -> Iterator[str]:
    if cell.state is not expected:
        yield f"{where}: {cell.state.value} instead of {expected.value}"
        return
    if expected is not State.NUMBER:
        if cell.value is not None or cell.numerator or cell.denominator:
            yield f"{where}: no number, but something is counted"
        return
    told = {fact.record: fact.value for fact in facts if fact.value is not None}
    yes = {record for record, value in told.items() if value != 0}
    by_yes = indicator.measure in {Measure.COUNT, Measure.SHARE}
    divides = indicator.measure not in {Measure.COUNT, Measure.SUM}
    if list(cell.numerator) != sorted(yes if by_yes else told):
        yield f"{where}: other records are counted"
    if list(cell.denominator) != (sorted(told) if divides else []):
        yield f"{where}: divided by other records"
    if list(cell.unknown) != sorted(fact.record for fact in facts if fact.value is None):
        yield f"{where}: other records are unknown"
    if cell.value != _value(indicator.measure, [Fraction(value) for value in told.values()]):
        yield f"{where}: the number is wrong"


def _value(measure: Measure, values: list[Fraction]) -> Fraction:
    ordered = sorted(values)
    number = len(ordered)
    match measure:
        case Measure.COUNT:
            return Fraction(sum(1 for value in ordered if value != 0))
        case Measure.SUM:
            return sum(ordered, Fraction(0))
        case Measure.SHARE:
            return Fraction(sum(1 for value in ordered if value != 0), number)
        case Measure.MEAN:
            return sum(ordered, Fraction(0)) / number
        case Measure.MEDIAN:
            return (ordered[(number - 1) // 2] + ordered[number // 2]) / 2
