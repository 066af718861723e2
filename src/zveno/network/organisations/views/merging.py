"""Two records of one organisation: found, looked at, made one, or told apart."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zveno.base.audit.queries import history_of
from zveno.base.core.verdict import require
from zveno.base.documents.models import Document
from zveno.base.ui.mistakes import show_errors
from zveno.network.organisations import policies, queries, services
from zveno.network.organisations.forms import MergeForm
from zveno.network.organisations.models import Merge, Organisation
from zveno.network.organisations.requests import ActorRequest
from zveno.network.organisations.views.organisations import page_or_form, posted, visible_organisation


@require_safe
def duplicate_list(request: ActorRequest) -> HttpResponse:
    require(policies.can_look_for_duplicates(request.actor))
    return render(request, "organisations/duplicate_list.html", {"pairs": queries.duplicates(request.actor)})


@require_POST
def duplicate_refuse(request: ActorRequest, pk: int, other: int) -> HttpResponse:
    first, second = visible_organisation(request, pk), visible_organisation(request, other)
    services.tell_apart(first, second, by=request.actor, at=timezone.now())
    messages.success(request, _("Записано: это разные организации."))
    return redirect("organisations:duplicate_list")


@page_or_form
def organisation_merge(request: ActorRequest, pk: int) -> HttpResponse:
    """What would move, where to, and why."""
    organisation = visible_organisation(request, pk)
    require(policies.can_merge(request.actor, organisation))
    choices = Organisation.objects.visible_to(request.actor).active()
    form = MergeForm(choices, posted(request), initial={"into": request.GET.get("into")})
    if request.method == "POST" and form.is_valid():
        try:
            done = services.merge(organisation, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except services.OrganisationError as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Записи объединены: %(kept)s.") % {"kept": done.kept})
            return redirect(done)
    return render(
        request,
        "organisations/organisation_merge.html",
        {
            "form": form,
            "organisation": organisation,
            "moving": queries.what_would_move(organisation),
        },
        status=422 if form.errors else 200,
    )


def _visible_merge(request: ActorRequest, pk: int) -> Merge:
    visible = Organisation.objects.visible_to(request.actor)
    merges = Merge.objects.select_related(
        "kept__kind", "kept__territory", "merged__kind", "merged__territory", "merged_by", "undone_by"
    )
    return get_object_or_404(merges.filter(kept__in=visible, merged__in=visible), pk=pk)


@require_safe
def merge_show(request: ActorRequest, pk: int) -> HttpResponse:
    """What became of the old record: its history and papers stay readable here."""
    done = _visible_merge(request, pk)
    require(policies.can_merge(request.actor, done.kept))
    return render(
        request,
        "organisations/merge_show.html",
        {
            "done": done,
            "moved": sum(len(numbers) for numbers in done.moved["rows"].values()),
            "papers": Document.objects.about(done.merged),
            "history": history_of(done.merged, limit=50),
        },
    )


@require_POST
def merge_part(request: ActorRequest, pk: int) -> HttpResponse:
    done = _visible_merge(request, pk)
    try:
        services.part(done, by=request.actor, at=timezone.now())
    except services.OrganisationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Записи разъединены, перенесённое возвращено."))
    return redirect(done)
