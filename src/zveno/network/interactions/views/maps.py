"""The map of the network: a picture, and the same data as a table."""

from __future__ import annotations

from datetime import date

from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zveno.base.core.verdict import require
from zveno.base.ui.components import Empty, Tab
from zveno.base.ui.lists import list_page
from zveno.network.interactions import policies, queries
from zveno.network.interactions.filters import MapFilters
from zveno.network.interactions.models import school_year
from zveno.network.interactions.queries.maps import sides_of_district
from zveno.network.interactions.tables import EDGES
from zveno.network.organisations.requests import ActorRequest
from zveno.network.organisations.roles import Family


@require_safe
def network_map(request: ActorRequest) -> HttpResponseBase:
    """Without JavaScript the table says everything; htmx sorts and turns only the table."""
    require(policies.can_look(request.actor))
    on = timezone.localdate()
    filters = MapFilters(request.GET, queryset=sides_of_district(request.actor), request=request)
    sides = filters.qs
    asked = filters.form.cleaned_data if filters.form.is_valid() else {}
    territory, family = asked.get("territory"), asked.get("family")
    found = queries.network_map(
        request.actor,
        sides,
        on=on,
        territory=territory.path if territory else "",
        families=[Family(family)] if family else (),
    )
    return list_page(
        request,
        table=EDGES,
        rows=found.edges,
        template="interactions/network_map.html",
        empty=Empty(
            _("Связей за это время нет"),
            _("Расширьте период или снимите отбор: карта строится из фактов реестра."),
            icon="network",
        ),
        context={"map": found, "map_filters": filters, "tabs": _periods(request, on)},
    )


def _periods(request: ActorRequest, on: date) -> list[Tab]:
    """The usual periods at one press; the other filters stay."""
    this = queries.school_year_of(on)
    named = [(school_year(year), queries.school_year_days(year)) for year in (this, this - 1)]
    tabs = []
    for title, (since, until) in [(_("За всё время"), ("", "")), *named]:
        kept = request.GET.copy()
        for name in ("page", "sort", "period_after", "period_before"):
            kept.pop(name, None)
        if since:
            kept["period_after"], kept["period_before"] = str(since), str(until)
        asked = (request.GET.get("period_after", ""), request.GET.get("period_before", ""))
        tabs.append(Tab(title, f"{request.path}?{kept.urlencode()}", asked == (str(since), str(until))))
    return tabs
