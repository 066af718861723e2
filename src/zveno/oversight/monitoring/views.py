"""«Показатели сети», and every figure of it opened."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zveno.base.core.verdict import require
from zveno.base.ui.components import Empty, Export, Sheet
from zveno.base.ui.lists import EXPORTERS, list_page
from zveno.network.organisations.models import Organisation, Territory
from zveno.network.organisations.requests import ActorRequest
from zveno.network.organisations.roles import Family, Role
from zveno.oversight.monitoring import periods, policies, queries, services
from zveno.oversight.monitoring.forms import ThresholdForm
from zveno.oversight.monitoring.indicators import INDICATORS
from zveno.oversight.monitoring.records import RECORDS, records_of

PARTS = ("counted", "among", "unknown")


@require_safe
def network_view(request: ActorRequest) -> HttpResponseBase:
    """The heat table for whoever looks after a territory; own figures for the others."""
    now = timezone.now()
    today = timezone.localdate(now)
    period = periods.parsed(request.GET.get("period", ""), today=today)
    shared = {"period": period, "periods": periods.choices(today)}
    if not policies.can_compare(request.actor):
        require(policies.can_see_own(request.actor))
        lines = queries.own(request.actor, period, at=now)
        context = {**shared, "lines": lines, "before": periods.previous(period)}
        return render(request, "monitoring/own.html", context)
    regional = request.actor.role is Role.REGIONAL_CURATOR
    by_district = regional and request.GET.get("by", "district") == "district"
    family = _family(request)
    heat = queries.heat(request.actor, period, at=now, by_district=by_district, family=family)
    exporter = EXPORTERS.get(request.GET.get("export", ""))
    if exporter:
        return exporter(request, _sheet(heat))
    return render(
        request,
        "monitoring/network.html",
        {
            **shared,
            "heat": heat,
            "regional": regional,
            "by_district": by_district,
            "family": family,
            "families": Family.choices,
            "exports": sorted(EXPORTERS, reverse=True),
            "query": _without_export(request),
        },
    )


@require_safe
def figure_view(request: ActorRequest, code: str) -> HttpResponseBase:
    """Formula, period, source, reason, and the list of records."""
    indicator = INDICATORS.get(code)
    if indicator is None:
        raise Http404
    now = timezone.now()
    period = periods.parsed(request.GET.get("period", ""), today=timezone.localdate(now))
    whose = _whose(request)
    figure = queries.opened(request.actor, indicator, period, at=now, **whose.numbers)
    if figure is None:
        raise Http404
    part = request.GET.get("part", "")
    part = part if part in PARTS else PARTS[0]
    numbers = {"counted": figure.value.counted, "among": figure.value.among, "unknown": figure.value.unknown}
    kept = request.GET.copy()
    for name in ("part", "page", "sort", "export"):
        kept.pop(name, None)
    return list_page(
        request,
        table=RECORDS,
        rows=records_of(indicator.records, numbers[part], request.actor),
        template="monitoring/figure.html",
        empty=Empty(title=_("Записей нет"), text=figure.why, icon="list"),
        context={"figure": figure, "whose": whose.name, "part": part, "kept": kept.urlencode()},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def threshold_list(request: ActorRequest) -> HttpResponseBase:
    """All thresholds with their sources; whoever may, adds one."""
    if not policies.can_compare(request.actor):
        require(policies.can_see_own(request.actor))
    may_set = policies.can_set_threshold(request.actor)
    form = ThresholdForm(request.POST or None)
    if request.method == "POST":
        require(may_set)
        if form.is_valid():
            given = form.cleaned_data
            services.set_threshold(given.pop("indicator"), **given, by=request.actor, at=timezone.now())
            messages.success(request, _("Порог сохранён."))
            return redirect("monitoring:threshold_list")
    return render(
        request,
        "monitoring/thresholds.html",
        {"thresholds": queries.threshold_lines(), "form": form if may_set else None},
    )


@dataclass(frozen=True)
class Whose:
    """Of one organisation, of one district, or of the whole territory."""

    name: str
    organisation: int | None = None
    district: int | None = None

    @property
    def numbers(self) -> dict[str, int | None]:
        return {"organisation": self.organisation, "district": self.district}


def _whose(request: ActorRequest) -> Whose:
    """A stranger's is not found; a neighbour's is refused with the reason."""
    organisation, district = request.GET.get("organisation", ""), request.GET.get("district", "")
    if organisation.isdecimal():
        visible = Organisation.objects.visible_to(request.actor).select_related("territory")
        one = get_object_or_404(visible, pk=organisation)
        require(policies.can_open(request.actor, one))
        return Whose(one.short_name, organisation=one.pk)
    require(policies.can_open(request.actor, None))
    if district.isdecimal():
        place = get_object_or_404(Territory.objects.within(request.actor.territory_path), pk=district)
        return Whose(place.name, district=place.pk)
    return Whose(_("вся территория"))


def _family(request: ActorRequest) -> str:
    family = request.GET.get("family", "")
    return family if family in Family.values else ""


def _without_export(request: ActorRequest) -> str:
    kept = request.GET.copy()
    kept.pop("export", None)
    return kept.urlencode()


def _sheet(heat: queries.Heat) -> Export:
    """The table as numbers; an absence is its word, never 0."""
    lines = [heat.total, *heat.lines]
    return Export(
        _("Показатели сети"),
        Sheet(
            titles=["", *(f"{indicator.title}, {indicator.unit}" for indicator in heat.indicators)],
            rows=[
                [line.name, *(cell.text if cell.number is None else cell.number for cell in line.cells)]
                for line in lines
            ],
        ),
        [(_("Период"), heat.period.title)],
    )
