"""Lists to look into, and their updating."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zveno.base.classifiers import services
from zveno.base.classifiers.filters import EntryFilters
from zveno.base.classifiers.forms import UpdateForm
from zveno.base.classifiers.kinds import SHAPES, Classifier
from zveno.base.classifiers.models import Entry
from zveno.base.classifiers.policies import can_update
from zveno.base.classifiers.tables import ENTRIES
from zveno.base.core.requests import ZvenoRequest
from zveno.base.core.verdict import require
from zveno.base.ui.components import Empty, Tab
from zveno.base.ui.lists import list_page


def _classifier(code: str) -> Classifier:
    if code not in Classifier.values:
        raise Http404
    return Classifier(code)


@require_safe
def entry_list(request: ZvenoRequest, classifier: str = Classifier.SPO) -> HttpResponseBase:
    shown = _classifier(classifier)
    return list_page(
        request,
        table=replace(ENTRIES, caption=shown.label),
        rows=Entry.objects.of(shown),
        filterset=EntryFilters,
        template="classifiers/entry_list.html",
        empty=Empty(_("Здесь пока пусто"), _("Строки справочника вносит администратор системы.")),
        context={
            "shown": shown,
            "can_update": can_update(request.actor),
            "tabs": [
                Tab(other.label, reverse("classifiers:entry_list_of", args=[other.value]), other == shown)
                for other in Classifier
            ],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def list_update(request: ZvenoRequest, classifier: str) -> HttpResponse:
    shown = _classifier(classifier)
    require(can_update(request.actor))
    form = UpdateForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            taken = services.take_in(
                shown,
                form.cleaned_data["pasted"],
                source=form.cleaned_data["source"],
                by=request.actor,
                at=timezone.now(),
            )
        except services.ListError as error:
            for fault in error.faults:
                form.add_error("pasted", fault)
        else:
            messages.success(
                request,
                _("Добавлено: %(added)d, исправлено: %(changed)d, без изменений: %(same)d.") % vars(taken),
            )
            return redirect("classifiers:entry_list_of", shown.value)
    return render(
        request,
        "classifiers/list_update.html",
        {"form": form, "shown": shown, "shape": SHAPES[shown]},
        status=422 if form.errors else 200,
    )
