"""Pages of the journal: for who answers for it, and for everybody about himself."""

from __future__ import annotations

from datetime import datetime, time
from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from zveno.base.audit import queries, services
from zveno.base.audit.access import given
from zveno.base.audit.filters import EntryFilters, OwnEntryFilters
from zveno.base.audit.forms import AnchorForm, PurgeForm
from zveno.base.audit.models import Entry, EntryQuerySet, Inspection, Purge
from zveno.base.audit.policies import can_purge_journal, can_read_journal
from zveno.base.audit.tables import INSPECTIONS, JOURNAL, OWN, PURGES
from zveno.base.core.people import Person
from zveno.base.core.requests import ZvenoRequest
from zveno.base.core.verdict import require
from zveno.base.ui.components import Export
from zveno.base.ui.filters import FilterSet
from zveno.base.ui.lists import EXPORTERS
from zveno.base.ui.tables import Table

PIECE = 100
MOST_EXPORTED = 100_000


def _person(request: ZvenoRequest) -> Person:
    """LoginRequiredMiddleware lets nobody else through."""
    return cast("Person", request.user)


def _readable(request: ZvenoRequest) -> EntryQuerySet:
    require(can_read_journal(request.actor))
    access = given()
    assert access is not None  # noqa: S101 -- can_read_journal refuses without it
    return access.readable(Entry.objects.all(), request.actor)


@require_GET
@never_cache
def entry_list(request: ZvenoRequest) -> HttpResponseBase:
    """The journal, narrowed by the address bar; `thing` and `person` come from links in its rows."""
    entries = _readable(request)
    thing_type, _colon, thing_id = request.GET.get("thing", "").partition(":")
    if thing_id:
        entries = entries.filter(thing_type=thing_type, thing_id=thing_id)
    person = request.GET.get("person", "")
    if person.isascii() and person.isdigit():
        entries = entries.filter(actor_id=int(person[:18]))
    filters = EntryFilters(request.GET, queryset=entries, request=request)
    return _answer(
        request,
        filters,
        table=JOURNAL,
        template="audit/entry_list.html",
        context={
            "filtered": filters.active or bool(thing_id or person),
            "narrowed": {key: request.GET[key] for key in ("thing", "person") if key in request.GET},
            "may_narrow": True,
            "state": queries.chain_state(),
        },
    )


@require_GET
@never_cache
def own_entry_list(request: ZvenoRequest) -> HttpResponseBase:
    """«Кто смотрел мои данные»: open to everybody about himself."""
    entries = queries.entries_about(_person(request).pk)
    filters = OwnEntryFilters(request.GET, queryset=entries, request=request)
    return _answer(
        request,
        filters,
        table=OWN,
        template="audit/own_entry_list.html",
        context={
            "filtered": filters.active,
            "narrowed": {},
            "may_narrow": False,
            "anchor": queries.anchor(),
        },
    )


def _answer(
    request: ZvenoRequest,
    filters: FilterSet,
    *,
    table: Table[Entry],
    template: str,
    context: dict[str, object],
) -> HttpResponseBase:
    """The page, only its list when htmx asks for it, or a file."""
    if request.GET.get("export") in EXPORTERS:
        return _exported(request, filters, table=table)
    piece = queries.stretch(filters.qs, before=request.GET.get("before", ""), size=PIECE)

    def address(**changes: str) -> str:
        query = request.GET.copy()
        query.pop("before", None)
        query.update(changes)
        return f"{request.path}?{query.urlencode()}"

    wanted_by_htmx = request.htmx and request.htmx.target == "list"
    response = render(
        request,
        "audit/parts/entries.html" if wanted_by_htmx else template,
        {
            **context,
            "caption": table.caption,
            "lines": piece.lines,
            "filters": filters,
            "exports": {kind: address(export=kind) for kind in sorted(EXPORTERS, reverse=True)},
            "list_url": request.path,
            "newest_url": address() if "before" in request.GET else "",
            "older_url": address(before=piece.older) if piece.older else "",
        },
    )
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _exported(request: ZvenoRequest, filters: FilterSet, *, table: Table[Entry]) -> HttpResponseBase:
    """All that the filters leave; that it left the system stands in the journal itself."""
    entries: EntryQuerySet = filters.qs
    amount = entries.count()
    if amount > MOST_EXPORTED:
        messages.error(
            request,
            _("В отборе %(amount)d записей, а в файл помещается %(most)d: выберите период короче.")
            % {"amount": amount, "most": MOST_EXPORTED},
        )
        kept = request.GET.copy()
        kept.pop("export")
        return redirect(f"{request.path}?{kept.urlencode()}")
    sheet = table.sheet(queries.with_positions(entries).order_by("-at", "-pk").iterator(chunk_size=1000))
    export = Export(table.caption, sheet, filters.chosen())
    return EXPORTERS[request.GET["export"]](request, export)


@require_GET
@never_cache
def chain_show(request: ZvenoRequest) -> HttpResponse:
    """Is the journal whole? With what to write down elsewhere, and how to compare it."""
    require(can_read_journal(request.actor))
    asked = "position" in request.GET
    form = AnchorForm(request.GET if asked else None)
    compared = asked and form.is_valid()
    return render(
        request,
        "audit/chain.html",
        {
            "state": queries.chain_state(),
            "form": form,
            "compared": compared,
            "agrees": queries.agrees(**form.cleaned_data) if compared else None,
            "inspections": INSPECTIONS.page(list(Inspection.objects.all()[:20]), request.GET, request.path),
            "purges": PURGES.page(list(queries.purges()), request.GET, request.path),
            "purge_verdict": can_purge_journal(request.actor),
        },
    )


@require_GET
@never_cache
def anchor_download(request: ZvenoRequest) -> HttpResponse:
    """The last ring as a text file, to be kept where no administrator of this server reaches."""
    require(can_read_journal(request.actor))
    anchor = queries.anchor()
    text = render(request, "audit/anchor.txt", {"anchor": anchor, "now": timezone.now()}).content
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    name = f"zveno-journal-{anchor.position if anchor else 0}.txt"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
def inspection_create(request: ZvenoRequest) -> HttpResponse:
    """Walk along the whole chain now."""
    found = services.inspect(by=request.actor, at=timezone.now())
    if found.faults:
        messages.error(request, _("Цепочка нарушена: %(first)s") % {"first": found.faults[0]})
    else:
        messages.success(request, _("Цепочка цела до № %(position)d.") % {"position": found.position})
    return redirect("audit:chain_show")


@never_cache
def purge_create(request: ZvenoRequest) -> HttpResponse:
    """Destroy what is too old, with an act."""
    require(can_purge_journal(request.actor))
    form = PurgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        midnight = datetime.combine(form.cleaned_data["before"], time(), timezone.get_current_timezone())
        try:
            act = services.purge(
                before=midnight, why=form.cleaned_data["why"], by=request.actor, at=timezone.now()
            )
        except services.JournalError as problem:
            form.add_error("before", str(problem))
        else:
            return redirect("audit:purge_show", act.pk)
    return render(request, "audit/purge_create.html", {"form": form})


@require_GET
@never_cache
def purge_show(request: ZvenoRequest, pk: int) -> HttpResponse:
    """The act, to be printed."""
    require(can_read_journal(request.actor))
    return render(request, "audit/purge_show.html", {"act": get_object_or_404(Purge, pk=pk)})
