"""Classes and groups: the list, the card with its list of people, the change of the year."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zveno.base.audit.services import record_look
from zveno.base.core.verdict import require
from zveno.base.ui.components import Empty
from zveno.base.ui.lists import list_page
from zveno.base.ui.mistakes import show_errors
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.requests import ActorRequest
from zveno.network.organisations.roles import Family
from zveno.network.people import policies, services
from zveno.network.people.filters.persons import GroupFilters
from zveno.network.people.forms.groups import GroupForm, PromotionForm
from zveno.network.people.models import GroupKind, Promotion, StudyGroup
from zveno.network.people.queries import persons as queries
from zveno.network.people.queries.promotions import (
    promotion_to_undo,
    promotions_of,
    year_plan,
    year_to_promote,
)
from zveno.network.people.reach import purpose_of
from zveno.network.people.tables.persons import GROUP_LIST, GROUPS
from zveno.network.people.views.persons import own_organisation, page_or_form
from zveno.network.people.years import school_year, year_title

_KINDS = {Family.SCHOOL: GroupKind.CLASS, Family.ADDITIONAL: GroupKind.CIRCLE}


def visible_group(request: ActorRequest, pk: int) -> StudyGroup:
    group: StudyGroup = get_object_or_404(queries.groups_of(request.actor), pk=pk)
    return group


@require_safe
def group_list(request: ActorRequest) -> HttpResponseBase:
    require(policies.can_list(request.actor))
    may_add = policies.can_keep_somewhere(request.actor)
    return list_page(
        request,
        table=GROUPS,
        rows=queries.groups_of(request.actor),
        filterset=GroupFilters,
        template="people/group_list.html",
        empty=Empty(
            _("Классов и групп пока нет"),
            _("Класс или группа – это список людей на один учебный год и те, кто их ведёт."),
            **({"action": _("Завести первый"), "url": reverse("people:group_add")} if may_add else {}),
        ),
        context={"may_add": may_add},
    )


@require_safe
def group_show(request: ActorRequest, pk: int) -> HttpResponseBase:
    group = visible_group(request, pk)
    record_look(group, by=request.actor.user, at=timezone.now(), why=purpose_of(request.actor))
    return list_page(
        request,
        table=GROUP_LIST,
        rows=queries.list_of(group),
        template="people/group_show.html",
        empty=Empty(_("В списке пока никого нет")),
        context={
            "group": group,
            "enrol_url": f"{reverse('people:person_add')}?group={group.pk}",
            "leaders": queries.leaders_named(group),
            "can_keep": policies.can_keep(request.actor, group.organisation),
        },
    )


@page_or_form
def group_add(request: ActorRequest) -> HttpResponse:
    organisation = own_organisation(request)
    year = school_year(timezone.localdate())
    form = _form(
        request,
        organisation,
        years=(year, year + 1),
        initial={"year": year, "kind": _KINDS.get(organisation.family, GroupKind.GROUP)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            group = services.add_group(
                organisation,
                form.details(),
                leaders=form.cleaned_data["leaders"],
                by=request.actor,
                at=timezone.now(),
            )
        except services.PeopleError as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Заведено: %(group)s.") % {"group": group})
            return redirect(group)
    return render(
        request, "people/group_edit.html", {"form": form, "group": None}, status=422 if form.errors else 200
    )


@page_or_form
def group_edit(request: ActorRequest, pk: int) -> HttpResponse:
    group = visible_group(request, pk)
    require(policies.can_keep(request.actor, group.organisation))
    form = _form(request, group.organisation, years=(group.year,), initial=GroupForm.of(group))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_group(
                group,
                form.details(),
                leaders=form.cleaned_data["leaders"],
                by=request.actor,
                at=timezone.now(),
            )
        except services.PeopleError as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Сохранено."))
            return redirect(group)
    return render(
        request,
        "people/group_edit.html",
        {"form": form, "group": visible_group(request, pk)},
        status=422 if form.errors else 200,
    )


@page_or_form
def group_remove(request: ActorRequest, pk: int) -> HttpResponse:
    group = visible_group(request, pk)
    require(policies.can_keep(request.actor, group.organisation))
    if request.method == "POST":
        try:
            services.remove_group(group, by=request.actor, at=timezone.now())
        except services.PeopleError as error:
            messages.error(request, str(error))
            return redirect(group)
        messages.success(request, _("Удалено: %(group)s.") % {"group": group})
        return redirect("people:group_list")
    return render(request, "people/group_remove.html", {"group": group})


@page_or_form
def promotion_show(request: ActorRequest) -> HttpResponse:
    """«Перевод на следующий год»: a preview, one button; then what was done and the way back."""
    organisation = own_organisation(request)
    require(policies.can_promote(request.actor, organisation))
    now = timezone.now()
    year = year_to_promote(organisation)
    plan = year_plan(organisation, year) if year is not None else None
    form = None
    if plan is not None:
        form = PromotionForm(
            request.POST if request.method == "POST" else None,
            plan=plan,
            initial={"graduation": plan.graduation, "last_day": plan.last_day},
        )
        if request.method == "POST" and form.is_valid():
            try:
                services.promote(
                    organisation,
                    year=int(request.POST.get("year", "0")),
                    graduation=form.cleaned_data["graduation"],
                    last_day=form.cleaned_data["last_day"],
                    order=form.cleaned_data["order"],
                    choices=form.choices(),
                    by=request.actor,
                    at=now,
                )
            except services.PeopleError as error:
                show_errors(form, error)
            else:
                messages.success(request, _("Все переведены на следующий учебный год."))
                return redirect("people:promotion_show")
    return render(
        request,
        "people/promotion_show.html",
        {
            "plan": plan,
            "year": year_title(year) if year is not None else "",
            "next_year": year_title(year + 1) if year is not None else "",
            "form": form,
            "undoing": promotion_to_undo(organisation, at=now),
            "done": promotions_of(organisation),
        },
        status=422 if form is not None and form.errors else 200,
    )


@require_POST
def promotion_undo(request: ActorRequest, pk: int) -> HttpResponse:
    organisation = own_organisation(request)
    promotion = get_object_or_404(Promotion, pk=pk, organisation=organisation)
    try:
        services.undo_promotion(promotion, by=request.actor, at=timezone.now())
    except services.PeopleError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Перевод отменён: всё стало, как было."))
    return redirect("people:promotion_show")


def _form(
    request: ActorRequest, organisation: Organisation, *, years: tuple[int, ...], initial: dict[str, object]
) -> GroupForm:
    return GroupForm(
        request.POST if request.method == "POST" else None,
        years=years,
        leaders=queries.leaders_of(organisation, on=timezone.localdate()),
        initial=initial,
    )
