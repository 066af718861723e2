"""The one way to make a list page: filters, totals, sorting, pages, Excel, htmx."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from zveno.base.core.requests import ZvenoRequest
from zveno.base.ui.components import Empty, Export
from zveno.base.ui.filters import FilterSet
from zveno.base.ui.narrowing import Narrowing
from zveno.base.ui.tables import Table

FRAGMENT = "ui/parts/list.html"

# Writers of spreadsheets live higher (`base/imports`), which registers them when it starts.
Exporter = Callable[[ZvenoRequest, Export], HttpResponseBase]
EXPORTERS: dict[str, Exporter] = {}


def list_page(
    request: ZvenoRequest,
    *,
    table: Table[Any],
    rows: QuerySet[Any] | Sequence[Any],
    filterset: type[FilterSet] | None = None,
    empty: Empty | None = None,
    template: str = "ui/list.html",
    context: Mapping[str, object] | None = None,
) -> HttpResponseBase:
    """Answer a list: the page, only its list when htmx asks for it, or a file for `?export=`.

    `rows` is what this actor may see; `filterset` narrows a queryset by the address bar; `empty` is
    shown while there is nothing at all. `template` extends «ui/list.html» and adds its actions.
    """
    narrowing = Narrowing(filterset, request, rows) if filterset else None
    found = narrowing.found if narrowing else rows
    exporter = EXPORTERS.get(request.GET.get("export", ""))
    if exporter:
        chosen = narrowing.chosen if narrowing else []
        return exporter(request, Export(table.caption, table.sheet(found, request.GET), chosen))
    wanted_by_htmx = _wants_fragment(request)
    response = render(
        request,
        FRAGMENT if wanted_by_htmx else template,
        {
            **(context or {}),
            "page": table.page(found, request.GET, request.path),
            "panel": narrowing.panel if narrowing and not wanted_by_htmx else "",
            "narrowable": narrowing is not None,
            "filtered": narrowing is not None and narrowing.is_narrowed,
            "exports": sorted(EXPORTERS, reverse=True),
            "nothing": empty or Empty(title=table.caption),
            "list_url": request.path,
        },
    )
    # The browser must not show the fragment when somebody comes back to the page.
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _wants_fragment(request: ZvenoRequest) -> bool:
    htmx = request.htmx
    return bool(htmx) and htmx.target == "list" and not htmx.history_restore_request


def register_exporter(kind: str, exporter: Exporter) -> None:
    """Called from an `AppConfig.ready`: `kind` is what `?export=` says."""
    EXPORTERS[kind] = exporter
