"""Health limits and special needs: shown to whoever has said why, and each showing is in the journal."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zveno.base.core.verdict import require
from zveno.base.files.intake import receive
from zveno.base.files.kinds import SCANS
from zveno.base.files.refusal import FileRefused
from zveno.base.ui.components import Empty
from zveno.base.ui.lists import list_page
from zveno.network.organisations.requests import ActorRequest
from zveno.network.people.forms.consents import show_error
from zveno.network.people.forms.special import EndForm, LookForm, SpecialForm
from zveno.network.people.models import Person, SpecialRecord
from zveno.network.people.policies import special as policies
from zveno.network.people.queries.special import special_looks
from zveno.network.people.services import special as services
from zveno.network.people.tables.special import SPECIAL_LOOKS

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@page_or_form
@never_cache
def special_show(request: ActorRequest, pk: int) -> HttpResponse:
    """GET asks why; the answer to the POST shows, once: reloading it asks and records again."""
    person = _person(request, pk)
    require(policies.can_look(request.actor, person))
    form = LookForm(request.POST if request.method == "POST" else None)
    records = None
    if request.method == "POST" and form.is_valid():
        try:
            records = services.look_at_special(
                person,
                reason=form.cleaned_data["reason"],
                words=form.cleaned_data["words"],
                by=request.actor,
                at=timezone.now(),
            )
        except services.SpecialError as error:
            show_error(form, error)
    return render(
        request,
        "people/special_show.html",
        {
            "person": person,
            "form": form,
            "records": records,
            "may_keep": policies.can_keep_special(request.actor, person),
        },
        status=422 if form.errors else 200,
    )


@page_or_form
@never_cache
def special_add(request: ActorRequest, pk: int) -> HttpResponse:
    person = _person(request, pk)
    require(policies.can_keep_special(request.actor, person))
    form = SpecialForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        upload = given.pop("scan")
        try:
            scan = receive(upload, accepts=SCANS) if upload else None
            services.add_special(
                person, services.Known(scan=scan, **given), by=request.actor, at=timezone.now()
            )
        except FileRefused as refusal:
            form.add_error("scan", str(refusal))
        except services.SpecialError as error:
            show_error(form, error)
        else:
            messages.success(request, _("Внесено. Кто и зачем будет смотреть, запишется."))
            return redirect("people:special_show", pk)
    return render(
        request,
        "people/special_add.html",
        {"person": person, "form": form},
        status=422 if form.errors else 200,
    )


@page_or_form
@never_cache
def special_end(request: ActorRequest, pk: int) -> HttpResponse:
    """What it says is not shown here: only that it holds no more."""
    found = SpecialRecord.objects.visible_to(request.actor).select_related("person", "operator")
    special = get_object_or_404(found, pk=pk)
    require(policies.can_keep_special(request.actor, special.person))
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.end_special(special, why=form.cleaned_data["why"], by=request.actor, at=timezone.now())
        except services.SpecialError as error:
            show_error(form, error)
        else:
            messages.success(request, _("Запись прекращена и удалится по правилу хранения."))
            return redirect("people:special_show", special.person_id)
    return render(
        request,
        "people/special_end.html",
        {"special": special, "person": special.person, "form": form},
        status=422 if form.errors else 200,
    )


@require_safe
@never_cache
def special_look_list(request: ActorRequest) -> HttpResponseBase:
    """Who looked at whose records, when and why: for the auditor."""
    require(policies.can_list_looks(request.actor))
    return list_page(
        request,
        table=SPECIAL_LOOKS,
        rows=special_looks(request.actor),
        empty=Empty(
            _("Никто ещё не смотрел"), _("Здесь появится каждый просмотр: кто, чьи сведения, когда и зачем.")
        ),
    )


def _person(request: ActorRequest, pk: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
