"""The map of the network: a picture, and the same data as a table."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zveno.base.core.verdict import require
from zveno.base.ui.components import Empty
from zveno.base.ui.lists import list_page
from zveno.network.interactions import policies, queries
from zveno.network.interactions.filters import MapFilters
from zveno.network.interactions.queries.maps import sides_of_district
from zveno.network.interactions.tables import EDGES
from zveno.network.organisations.requests import ActorRequest
from zveno.network.organisations.roles import Family


@require_safe
def network_map(request: ActorRequest) -> HttpResponseBase:
    """Without JavaScript the table says everything; htmx sorts and turns only the table."""
    require(policies.can_look(request.actor))
    filters = MapFilters(request.GET, queryset=sides_of_district(request.actor), request=request)
    sides = filters.qs
    asked = filters.form.cleaned_data if filters.form.is_valid() else {}
    territory, family = asked.get("territory"), asked.get("family")
    found = queries.network_map(
        request.actor,
        sides,
        on=timezone.localdate(),
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
        context={"map": found, "map_filters": filters},
    )
