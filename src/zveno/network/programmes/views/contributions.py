"""Equipment and money that enterprises gave."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zveno.base.audit.queries import history_of
from zveno.base.core.verdict import require
from zveno.base.files.intake import receive
from zveno.base.files.refusal import FileRefused
from zveno.base.files.serving import file_response
from zveno.base.ui.components import Empty, Fact
from zveno.base.ui.lists import list_page
from zveno.base.ui.numbers import written, written_date
from zveno.network.organisations.requests import ActorRequest
from zveno.network.programmes import policies, queries, services
from zveno.network.programmes.filters import ContributionFilters
from zveno.network.programmes.forms import tried
from zveno.network.programmes.forms.partnership import ContributionForm
from zveno.network.programmes.models import Contribution
from zveno.network.programmes.services import ProgrammeError
from zveno.network.programmes.tables.partnership import CONTRIBUTIONS
from zveno.network.programmes.views.commissions import own_programmes
from zveno.network.programmes.views.pages import Up, dropped, form_page, page_or_form, posted


def _up() -> Up:
    return (_("Оборудование и деньги от предприятий"), reverse("programmes:contribution_list"))


def _contribution(request: ActorRequest, pk: int) -> Contribution:
    found: Contribution = get_object_or_404(queries.visible_contributions(request.actor), pk=pk)
    return found


@require_safe
def contribution_list(request: ActorRequest) -> HttpResponseBase:
    require(policies.can_see_partnership(request.actor))
    return list_page(
        request,
        table=CONTRIBUTIONS,
        rows=queries.visible_contributions(request.actor),
        filterset=ContributionFilters,
        template="programmes/partnership_list.html",
        empty=Empty(
            _("Записей пока нет"),
            _("Сюда вносят, что предприятия передали техникуму, с документами: цифры соберутся сами."),
        ),
        context={
            "may_add": policies.can_add(request.actor),
            "add_url": reverse("programmes:contribution_add"),
            "add_title": _("Внести"),
        },
    )


@page_or_form
def contribution_add(request: ActorRequest) -> HttpResponse:
    require(policies.can_add(request.actor))
    return _page(request, None)


@page_or_form
def contribution_edit(request: ActorRequest, pk: int) -> HttpResponse:
    contribution = _contribution(request, pk)
    require(policies.can_change_contribution(request.actor, contribution))
    return _page(request, contribution)


def _page(request: ActorRequest, contribution: Contribution | None) -> HttpResponse:
    form = ContributionForm(
        posted(request),
        request.FILES if request.method == "POST" else None,
        instance=contribution,
        enterprises=queries.employers_for(request.actor),
        programmes=own_programmes(request),
    )
    saved = tried(form, lambda: _saved(request, form, contribution))
    if saved:
        messages.success(request, _("Сохранено."))
        return redirect(saved)
    return form_page(
        request,
        form,
        title=_("Вклад предприятия"),
        action=_("Сохранить"),
        back=contribution.get_absolute_url() if contribution else _up()[1],
        up=_up(),
        drop_url=reverse("programmes:contribution_drop", args=[contribution.pk]) if contribution else "",
    )


def _saved(request: ActorRequest, form: ContributionForm, contribution: Contribution | None) -> Contribution:
    try:
        files = [receive(upload) for upload in form.cleaned_data["scans"]]
    except FileRefused as refused:
        raise ProgrammeError(by_field={"scans": [str(refused)]}) from refused
    return services.put_contribution(
        contribution, **form.details(), files=files, by=request.actor, at=timezone.now()
    )


@require_safe
def contribution_show(request: ActorRequest, pk: int) -> HttpResponse:
    contribution = _contribution(request, pk)
    programme = contribution.programme
    return render(
        request,
        "programmes/contribution_show.html",
        {
            "contribution": contribution,
            "facts": [
                Fact(
                    _("Предприятие"),
                    contribution.enterprise.short_name,
                    url=contribution.enterprise.get_absolute_url(),
                ),
                Fact(_("Техникум"), contribution.college.short_name),
                Fact(_("Вид"), contribution.get_kind_display()),
                Fact(
                    _("Сумма, ₽"),
                    "" if contribution.amount is None else written(contribution.amount),
                ),
                Fact(_("Дата"), written_date(contribution.given_on)),
                Fact(_("Документ"), contribution.paper),
                Fact(
                    _("Для программы"),
                    str(programme or ""),
                    url=programme.get_absolute_url() if programme else "",
                ),
                Fact(_("Кто внёс"), contribution.entered_by),
            ],
            "files": list(contribution.files.all()),
            "may_change": policies.can_change_contribution(request.actor, contribution),
            "history": history_of(contribution),
            "up": _up(),
        },
    )


@page_or_form
def contribution_drop(request: ActorRequest, pk: int) -> HttpResponse:
    contribution = _contribution(request, pk)
    require(policies.can_change_contribution(request.actor, contribution))
    return dropped(
        request,
        lambda: services.drop_contribution(contribution, by=request.actor, at=timezone.now()),
        title=_("Удалить запись?"),
        text=str(contribution),
        back=contribution.get_absolute_url(),
        then=_up()[1],
        action=_("Удалить"),
    )


@require_safe
def contribution_file(request: ActorRequest, pk: int, number: int) -> HttpResponseBase:
    contribution = _contribution(request, pk)
    return file_response(get_object_or_404(contribution.files.all(), pk=number))
