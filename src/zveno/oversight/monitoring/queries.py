"""What can be known about the network in figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.ui.components import Figure, Text, Tone
from zveno.base.ui.numbers import written
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Territory
from zveno.oversight.monitoring import periods, planning
from zveno.oversight.monitoring.ground import Ground
from zveno.oversight.monitoring.indicators import INDICATORS
from zveno.oversight.monitoring.models import Threshold
from zveno.oversight.monitoring.passport import Indicator
from zveno.oversight.monitoring.periods import Period
from zveno.oversight.monitoring.planning import Value
from zveno.oversight.monitoring.thresholds import in_force, tone
from zveno.oversight.monitoring.viewers import OWN_VIEWERS, VIEWERS
from zveno.oversight.monitoring.writing import PERCENT, mark, number_of, short


@dataclass(frozen=True)
class Cell:
    """A figure that opens: what it says, what it means, where its records are."""

    title: Text
    text: str
    mark: str
    number: float | int | None
    tone: Tone
    url: str
    is_number: bool


@dataclass(frozen=True)
class Line:
    """An organisation or a district, and its figures in the order of the columns."""

    name: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Heat:
    """The table of the network."""

    period: Period
    indicators: Sequence[Indicator]
    total: Line
    lines: Sequence[Line]


def heat(actor: Actor, period: Period, *, at: datetime, by_district: bool = False, family: str = "") -> Heat:
    """Organisations (or districts) × indicators; as many queries for a hundred as for one."""
    ground = Ground(actor.territory_path, period, at)
    indicators = list(INDICATORS.values())
    bounds = in_force(ground.as_of)
    by = planning.by_district if by_district else planning.by_organisation
    rows = planning.figures(indicators, ground, by=by)
    names = _districts(ground) if by_district else _organisations(ground, family)

    def cell(row: planning.Row, value: Value, group: int | None) -> Cell:
        whose = {} if group is None else {"district" if by_district else "organisation": group}
        url = figure_url(row.indicator, period, **whose)
        return _cell(row.indicator, value, bounds, url)

    return Heat(
        period=period,
        indicators=indicators,
        total=Line(_("Всего"), [cell(row, row.total, None) for row in rows]),
        lines=[
            Line(name, [cell(row, row.values[group], group) for row in rows]) for group, name in names.items()
        ],
    )


def _organisations(ground: Ground, family: str) -> dict[int, str]:
    return {member.pk: member.name for member in ground.members if family in {"", member.family.value}}


def _districts(ground: Ground) -> dict[int, str]:
    present = {member.district for member in ground.members}
    return dict(Territory.objects.filter(pk__in=present).order_by("sort_key").values_list("pk", "name"))


def _cell(indicator: Indicator, value: Value, bounds: Mapping[str, Threshold], url: str) -> Cell:
    return Cell(
        title=indicator.title,
        text=short(value, indicator),
        number=number_of(value, indicator),
        mark="" if value.is_number else mark(value),
        tone=tone(value, bounds.get(indicator.code)),
        url="" if value.is_hidden else url,
        is_number=value.is_number,
    )


def figure_url(indicator: Indicator, period: Period, **whose: int) -> str:
    query = urlencode({"period": period.code, **whose})
    return f"{reverse('monitoring:figure_view', args=[indicator.code])}?{query}"


# Own organisation


@dataclass(frozen=True)
class OwnLine:
    """A figure of one's own organisation, and the same of the period before."""

    indicator: Indicator
    now: Cell
    before: Cell
    change: str


def own(actor: Actor, period: Period, *, at: datetime) -> list[OwnLine]:
    """Own figures against the period before. Neighbours are not shown, nobody is ranked."""
    if actor.organisation is None:
        return []
    indicators = list(INDICATORS.values())
    pk = actor.organisation.pk

    def values(of: Period) -> dict[str, Cell]:
        ground = Ground(actor.territory_path, of, at, organisation=pk)
        bounds = in_force(ground.as_of)
        return {
            row.indicator.code: _cell(
                row.indicator, row.total, bounds, figure_url(row.indicator, of, organisation=pk)
            )
            for row in planning.figures(indicators, ground)
        }

    now, before = values(period), values(periods.previous(period))
    return [
        OwnLine(one, now[one.code], before[one.code], _change(now[one.code], before[one.code]))
        for one in indicators
        if now[one.code].is_number or before[one.code].is_number
    ]


def _change(now: Cell, before: Cell) -> str:
    if now.number is None or before.number is None:
        return ""
    difference = round(now.number - before.number, 1)
    if difference == 0:
        return _("без изменений")
    return f"+{written(difference)}" if difference > 0 else written(difference)


# The home page

FOR_DISTRICT = ("events-held", "participants", "silent", "answered-in-time")
FOR_ORGANISATION = ("events-held", "participants")


def figures(actor: Actor, *, at: datetime) -> list[Figure]:
    """Three or four figures of the school year for whoever looks at them; three queries at most."""
    if actor.organisation is None or actor.role not in VIEWERS | OWN_VIEWERS:
        return []
    period = periods.current(timezone.localdate(at))
    is_own = actor.role in OWN_VIEWERS
    pk = actor.organisation.pk
    ground = Ground(actor.territory_path, period, at, organisation=pk if is_own else None)
    wanted = [INDICATORS[code] for code in (FOR_ORGANISATION if is_own else FOR_DISTRICT)]
    whose = {"organisation": pk} if is_own else {}
    return [
        Figure(
            label=row.indicator.title,
            value=short(row.total, row.indicator) if row.total.is_number else None,
            url=figure_url(row.indicator, period, **whose),
            note=period.title,
        )
        for row in planning.figures(wanted, ground)
    ]


@dataclass(frozen=True)
class Bound:
    """A threshold in the unit people read: shares in per cent."""

    indicator: Indicator
    threshold: Threshold
    green: str
    yellow: str


def bound_of(indicator: Indicator, threshold: Threshold) -> Bound:
    def shown(number: Decimal) -> str:
        scaled = float(number * PERCENT if indicator.measure == "share" else number)
        unit = "\N{NO-BREAK SPACE}%" if indicator.measure == "share" else ""
        return f"{written(scaled)}{unit}"

    return Bound(indicator, threshold, shown(threshold.green), shown(threshold.yellow))


def threshold_lines() -> list[Bound]:
    """All that were ever set, newest first in each indicator."""
    return [
        bound_of(INDICATORS[threshold.indicator], threshold)
        for threshold in Threshold.objects.all()
        if threshold.indicator in INDICATORS
    ]


@dataclass(frozen=True)
class Opened:
    """One figure, opened."""

    indicator: Indicator
    value: Value
    cell: Cell
    period: Period
    why: str
    bound: Bound | None
    parts: Sequence[tuple[str, str, int]]


def opened(
    actor: Actor,
    indicator: Indicator,
    period: Period,
    *,
    at: datetime,
    organisation: int | None,
    district: int | None,
) -> Opened | None:
    """The same figure that stands in the table, with its reason and records; None when it stands in none."""
    return next(
        iter(opened_all(actor, [indicator], period, at=at, organisation=organisation, district=district)),
        None,
    )


def opened_all(
    actor: Actor,
    indicators: Sequence[Indicator],
    period: Period,
    *,
    at: datetime,
    organisation: int | None,
    district: int | None,
) -> list[Opened]:
    """Several of one group; as many queries as for one.

    They are taken out of the whole table: solved alone they would show what it hides for a neighbour.
    """
    is_own = organisation is not None and actor.role in OWN_VIEWERS
    ground = Ground(actor.territory_path, period, at, organisation=organisation if is_own else None)
    by = planning.by_organisation if district is None else planning.by_district
    group = organisation if district is None else district
    bounds = in_force(ground.as_of)
    return [
        _opened(row.indicator, value, period, bounds)
        for row in planning.figures(indicators, ground, by=by)
        if (value := row.total if group is None else row.values.get(group)) is not None
    ]


def _opened(indicator: Indicator, value: Value, period: Period, bounds: Mapping[str, Threshold]) -> Opened:
    counts = (
        ("counted", _("Учтены"), len(value.counted)),
        ("among", _("Из чего считается"), len(value.among)),
        ("unknown", _("Без сведений"), len(value.unknown)),
    )
    return Opened(
        indicator=indicator,
        value=value,
        cell=_cell(indicator, value, bounds, ""),
        period=period,
        why=value.why(),
        bound=bound_of(indicator, bounds[indicator.code]) if indicator.code in bounds else None,
        parts=[(code, title, number) for code, title, number in counts if number or code == "counted"],
    )
