"""How the engine of indicators sees the network: facts of passports → figures with their records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from zveno.engines import indicators as engine
from zveno.oversight.monitoring.ground import Ground, Member
from zveno.oversight.monitoring.passport import Indicator

Group = Callable[[Member], int]


@dataclass(frozen=True)
class Value:
    """A figure: a number, or «нет данных» / «не применимо» / «скрыто», with the records behind it."""

    state: engine.State
    number: Fraction | None
    counted: tuple[int, ...]
    among: tuple[int, ...]
    unknown: tuple[int, ...]
    why: Callable[[], str]

    @property
    def is_number(self) -> bool:
        return self.state is engine.State.NUMBER

    @property
    def is_hidden(self) -> bool:
        return self.state is engine.State.SUPPRESSED

    @property
    def is_unknown(self) -> bool:
        return self.state is engine.State.NO_DATA


@dataclass(frozen=True)
class Row:
    """One indicator over all groups."""

    indicator: Indicator
    values: Mapping[int, Value]
    total: Value


def by_organisation(member: Member) -> int:
    return member.pk


def by_district(member: Member) -> int:
    return member.district


def figures(indicators: Sequence[Indicator], ground: Ground, *, by: Group = by_organisation) -> list[Row]:
    """Every indicator for every group and in total; groups of a table need not be organisations."""
    problem = problem_of(indicators, ground, by=by)
    outcome = engine.solve(problem)
    return [_row(problem, outcome, place, indicator) for place, indicator in enumerate(indicators)]


def problem_of(
    indicators: Sequence[Indicator], ground: Ground, *, by: Group = by_organisation
) -> engine.Problem:
    group_of = {member.pk: by(member) for member in ground.members}
    return engine.Problem(
        organisations=tuple(dict.fromkeys(group_of.values())),
        period=engine.Period(ground.period.first, ground.period.last),
        indicators=tuple(_as_asked(indicator, ground, group_of) for indicator in indicators),
    )


def _as_asked(indicator: Indicator, ground: Ground, group_of: Mapping[int, int]) -> engine.Indicator:
    collected = indicator.collect(ground)
    concerned = tuple(dict.fromkeys(group_of[pk] for pk in collected.organisations))
    heard = {group_of[pk] for pk in set(collected.organisations) - set(collected.silent)}
    return engine.Indicator(
        code=indicator.code,
        measure=engine.Measure(indicator.measure),
        organisations=concerned,
        facts=tuple(
            engine.Fact(fact.record, group_of[fact.organisation], fact.value, fact.on)
            for fact in collected.facts
        ),
        silent=tuple(group for group in concerned if group not in heard),
        least=indicator.least,
    )


def _row(problem: engine.Problem, outcome: engine.Outcome, place: int, indicator: Indicator) -> Row:
    row = outcome.rows[place]

    def value(cell: engine.Cell, group: int | None) -> Value:
        return Value(
            cell.state,
            cell.value,
            cell.numerator,
            cell.denominator,
            cell.unknown,
            lambda: engine.explain(problem, outcome, row.code, group, _=_),
        )

    return Row(
        indicator,
        {group: value(cell, group) for group, cell in zip(problem.organisations, row.cells, strict=True)},
        value(row.total, None),
    )
