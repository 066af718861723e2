"""Facts → figures. Exact arithmetic, so neither order nor machine changes an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from statistics import median

from zveno.engines.indicators.model import (
    Cell,
    Fact,
    Indicator,
    Measure,
    Outcome,
    Period,
    Problem,
    Row,
    State,
)

_HIDDEN = Cell(State.SUPPRESSED)


def solve(problem: Problem) -> Outcome:
    return Outcome(
        tuple(_row(indicator, problem.organisations, problem.period) for indicator in problem.indicators)
    )


def _row(indicator: Indicator, organisations: Sequence[int], period: Period) -> Row:
    facts = [fact for fact in indicator.facts if fact.on is None or fact.on in period]
    of: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        of[fact.organisation].append(fact)
    concerned, silent = set(indicator.organisations), set(indicator.silent)
    cells = {
        place: _cell(
            indicator.measure,
            of[place],
            concerns=place in concerned,
            heard=place not in silent,
        )
        for place in organisations
    }
    total = _cell(
        indicator.measure,
        facts,
        concerns=bool(concerned),
        heard=len(silent) < len(concerned),
    )
    hidden, total_hidden = _hidden(cells, total, indicator)
    return Row(
        indicator.code,
        tuple(_HIDDEN if place in hidden else cells[place] for place in organisations),
        _HIDDEN if total_hidden else total,
    )


def _cell(measure: Measure, facts: Sequence[Fact], *, concerns: bool, heard: bool) -> Cell:
    if concerns and heard:
        return _figure(measure, facts)
    return Cell(State.NO_DATA if concerns else State.NOT_APPLICABLE)


def _figure(measure: Measure, facts: Sequence[Fact]) -> Cell:
    known = [fact for fact in facts if fact.value is not None]
    unknown = _records([fact for fact in facts if fact.value is None])
    if facts and not known:
        return Cell(State.NO_DATA, unknown=unknown)
    everything, counted = _records(known), _records([fact for fact in known if fact.value])
    if measure in {Measure.COUNT, Measure.SUM}:
        among: tuple[int, ...] = ()
    elif known:
        among = everything
    else:
        return Cell(State.NOT_APPLICABLE)
    return Cell(
        State.NUMBER,
        _value(measure, [Fraction(fact.value) for fact in known if fact.value is not None]),
        counted if measure in {Measure.COUNT, Measure.SHARE} else everything,
        among,
        unknown,
    )


def _value(measure: Measure, values: Sequence[Fraction]) -> Fraction:
    counted = sum(1 for value in values if value)
    match measure:
        case Measure.COUNT:
            return Fraction(counted)
        case Measure.SUM:
            return sum(values, Fraction(0))
        case Measure.SHARE:
            return Fraction(counted, len(values))
        case Measure.MEAN:
            return sum(values, Fraction(0)) / len(values)
        case Measure.MEDIAN:
            return median(values)


def _records(facts: Sequence[Fact]) -> tuple[int, ...]:
    return tuple(sorted(fact.record for fact in facts))


# Suppression. A group is two numbers: how many people are counted in it and how many it is counted among.

_Group = tuple[int, int]


def _hidden(cells: dict[int, Cell], total: Cell, indicator: Indicator) -> tuple[set[int], bool]:
    """Which organisations' figures are hidden, and whether the total is.

    Every small group is hidden. Whoever subtracts the shown cells from the total learns the hidden ones
    together; so together they must be a group of at least two that is not small. One shown neighbour, the
    smallest that will do, is hidden for that; when there is none the total is.
    """
    least = indicator.least
    groups = {place: _group(cell) for place, cell in cells.items() if cell.state is State.NUMBER}
    hidden = {place for place, group in groups.items() if _small(group, least)}
    if not hidden:
        return hidden, False
    if _small(_group(total), least):
        return hidden, True
    if _covered([groups[place] for place in hidden], least):
        return hidden, False
    neighbours = sorted(
        (group[1], group[0], place) for place, group in groups.items() if group[1] and place not in hidden
    )
    for *_size, place in neighbours:
        if _covered([groups[other] for other in (*hidden, place)], least):
            return hidden | {place}, False
    return hidden, True


def _group(cell: Cell) -> _Group:
    return len(cell.numerator), len(cell.denominator or cell.numerator)


def _small(group: _Group, least: int) -> bool:
    """Nobody at all is no small group: there is nobody to recognise."""
    counted, among = group
    return 0 < counted < least or 0 < among < least


def _covered(groups: Sequence[_Group], least: int) -> bool:
    """Each is somebody, so as many as there are groups would mean one in each."""
    together = sum(group[0] for group in groups), sum(group[1] for group in groups)
    return len(groups) > 1 and together[1] > len(groups) and not _small(together, least)
