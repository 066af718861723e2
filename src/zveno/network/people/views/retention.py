"""How long data are kept: what would go, when and why; the auditor sets the terms."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zveno.base.audit.queries import history_of
from zveno.base.core.verdict import require
from zveno.network.organisations.requests import ActorRequest
from zveno.network.people.forms.consents import show_error
from zveno.network.people.forms.subject_requests import RuleForm
from zveno.network.people.models import RetentionRule
from zveno.network.people.policies.subject_requests import can_read_retention, can_set_retention
from zveno.network.people.queries.retention import rule_pages
from zveno.network.people.services.retention import RetentionError, change_rule


@require_safe
@never_cache
def retention_list(request: ActorRequest) -> HttpResponse:
    require(can_read_retention(request.actor))
    return render(request, "people/retention_list.html", {"pages": rule_pages(timezone.localdate())})


@require_http_methods(["GET", "HEAD", "POST"])
def retention_edit(request: ActorRequest, pk: int) -> HttpResponse:
    require(can_set_retention(request.actor))
    rule = get_object_or_404(RetentionRule, pk=pk)
    initial = {"days": rule.days, "is_active": rule.is_active, "basis": rule.basis}
    form = RuleForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_rule(rule, **form.cleaned_data, by=request.actor, at=timezone.now())
        except RetentionError as error:
            show_error(form, error)
        else:
            messages.success(request, _("Правило сохранено."))
            return redirect("people:retention_list")
    return render(
        request,
        "people/retention_edit.html",
        {"rule": rule, "form": form, "history": history_of(rule)},
        status=422 if form.errors else 200,
    )
