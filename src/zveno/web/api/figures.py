"""The figures of the network, and the records each of them counts."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import BaseModel, Field, StringConstraints

from zveno.base.core.verdict import require
from zveno.network.organisations.models import Organisation, Territory
from zveno.oversight.monitoring import periods, policies, queries
from zveno.oversight.monitoring.indicators import INDICATORS
from zveno.oversight.monitoring.models import Better
from zveno.oversight.monitoring.records import Record, records_of
from zveno.web.api.pagination import Page, Paging, page_of
from zveno.web.api.problems import READ_ONE
from zveno.web.api.requests import ApiRequest
from zveno.web.api.values import Answer, Code, Coded, Filter, Number

router = Router(tags=["figures"])

PeriodCode = Annotated[str, StringConstraints(pattern=r"^((s|y)20[0-9]{2}|q20[0-9]{2}-[1-4])$")]
Part = Literal["counted", "among", "unknown"]


class ThresholdCard(Answer):
    """The traffic light in force at the end of the period."""

    since: date
    better: Better
    green: str
    yellow: str
    source: str


class FigureCard(Answer):
    code: str
    title: str
    formula: str
    unit: str
    source: str
    period: Coded
    first: date
    last: date
    state: Literal["number", "no data", "not applicable", "suppressed"] = Field(
        description="Only «number» has one. Suppressed: too few people stand behind it to show it."
    )
    number: float | None = Field(description="Shares are in per cent.")
    text: str = Field(description="As people read it: a number with its unit, or the word for its absence.")
    why: str
    tone: Literal["plain", "good", "waits", "late"]
    threshold: ThresholdCard | None
    records: dict[str, int] = Field(description="How many records each part has; see `/records`.")

    @classmethod
    def of(cls, figure: queries.Opened) -> FigureCard:
        indicator, period, bound = figure.indicator, figure.period, figure.bound
        return cls(
            code=indicator.code,
            title=str(indicator.title),
            formula=str(indicator.formula),
            unit=str(indicator.unit),
            source=str(indicator.source),
            period=Coded(code=period.code, name=period.title),
            first=period.first,
            last=period.last,
            state=figure.value.state.value,
            number=figure.cell.number,
            text=figure.cell.text,
            why=figure.why,
            tone=figure.cell.tone,
            threshold=_threshold(bound) if bound else None,
            records={} if figure.value.is_hidden else {part: number for part, _title, number in figure.parts},
        )


class RecordCard(Answer):
    title: str
    on: date | None
    organisation: str
    note: str
    url: str = Field(description="Empty where the caller may count the record but not go in.")

    @classmethod
    def of(cls, record: Record) -> RecordCard:
        return cls(
            title=record.title,
            on=record.on,
            organisation=record.organisation,
            note=record.note,
            url=settings.PUBLIC_URL + record.url if record.url else "",
        )


class FigureFilters(BaseModel):
    period: Annotated[
        Filter[PeriodCode],
        Field(description="«s2026» (school year from September), «y2026», «q2026-3»; now by default."),
    ] = None
    organisation: Annotated[Filter[Number], Field(description="One organisation.")] = None
    district: Annotated[
        Filter[Number], Field(description="One municipality; without both the whole territory of the seat.")
    ] = None


class RecordFilters(FigureFilters):
    part: Annotated[Part, Field(description="Counted, the whole it is counted among, or unknown.")] = (
        "counted"
    )


@router.get(
    "/figures",
    response={200: list[FigureCard], **READ_ONE},
    url_name="figure_list",
    summary="All figures of the territory, of a municipality or of one organisation",
)
def figure_list(request: ApiRequest, filters: Query[FigureFilters]) -> list[FigureCard]:
    """Own figures for those who run an organisation, side by side only for those who oversee a territory."""
    return [FigureCard.of(figure) for figure in _figures(request, filters, list(INDICATORS))]


@router.get(
    "/figures/{code}",
    response={200: FigureCard, **READ_ONE},
    url_name="figure_view",
    summary="One figure",
)
def figure_view(request: ApiRequest, code: Path[Code], filters: Query[FigureFilters]) -> FigureCard:
    return FigureCard.of(_figure(request, filters, code))


@router.get(
    "/figures/{code}/records",
    response={200: Page[RecordCard], **READ_ONE},
    url_name="figure_records",
    summary="The records a figure counts",
)
def figure_records(
    request: ApiRequest, code: Path[Code], filters: Query[RecordFilters], paging: Query[Paging]
) -> Page[RecordCard]:
    figure = _figure(request, filters, code)
    parts = {
        "counted": figure.value.counted,
        "among": figure.value.among,
        "unknown": figure.value.unknown,
    }
    rows = records_of(figure.indicator.records, parts[filters.part], request.actor)
    return page_of(request, rows, paging, card=RecordCard.of)


def _figure(request: ApiRequest, filters: FigureFilters, code: str) -> queries.Opened:
    if code not in INDICATORS:
        raise Http404
    found = _figures(request, filters, [code])
    if not found:
        raise Http404
    return found[0]


def _figures(request: ApiRequest, filters: FigureFilters, codes: list[str]) -> list[queries.Opened]:
    """A stranger's organisation is not found; a neighbour's is refused with the reason."""
    now = timezone.now()
    if filters.organisation:
        visible = Organisation.objects.visible_to(request.actor).select_related("territory")
        require(policies.can_open(request.actor, get_object_or_404(visible, pk=filters.organisation)))
    else:
        require(policies.can_open(request.actor, None))
    if filters.district:
        get_object_or_404(Territory.objects.within(request.actor.territory_path), pk=filters.district)
    return queries.opened_all(
        request.actor,
        [INDICATORS[code] for code in codes],
        periods.parsed(filters.period or "", today=timezone.localdate(now)),
        at=now,
        organisation=filters.organisation,
        district=None if filters.organisation else filters.district,
    )


def _threshold(bound: queries.Bound) -> ThresholdCard:
    return ThresholdCard(
        since=bound.threshold.since,
        better=Better(bound.threshold.better),
        green=bound.green,
        yellow=bound.yellow,
        source=bound.threshold.source,
    )
