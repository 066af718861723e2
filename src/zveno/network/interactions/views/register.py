"""The register of facts: the list, a fact, what is entered by hand, what the other side says."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zveno.base.audit.queries import history_of
from zveno.base.core.verdict import require
from zveno.base.files.models import StoredFile
from zveno.base.files.serving import file_response
from zveno.base.ui.components import Empty, Fact
from zveno.base.ui.lists import list_page
from zveno.base.ui.numbers import written, written_date
from zveno.network.interactions import policies, queries, services
from zveno.network.interactions.filters import InteractionFilters
from zveno.network.interactions.forms import FactForm, WhyForm
from zveno.network.interactions.models import PEOPLE, Interaction, InteractionForm
from zveno.network.interactions.services import InteractionError
from zveno.network.interactions.tables import FORMS, INTERACTIONS, INTERACTIONS_IN_FULL, status_of
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.requests import ActorRequest

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def interaction_list(request: ActorRequest) -> HttpResponseBase:
    require(policies.can_look(request.actor))
    may_enter = policies.can_enter(request.actor)
    return list_page(
        request,
        table=INTERACTIONS_IN_FULL if "export" in request.GET else INTERACTIONS,
        rows=queries.visible_facts(request.actor),
        filterset=InteractionFilters,
        template="interactions/interaction_list.html",
        empty=Empty(
            _("Фактов пока нет"),
            _("Мероприятия, практика и договоры записываются сюда сами. Остальное можно внести вручную."),
            action=_("Внести факт") if may_enter else "",
            url=reverse("interactions:interaction_add") if may_enter else "",
            icon="handshake",
        ),
        context={"may_enter": may_enter},
    )


@require_safe
def form_list(request: ActorRequest) -> HttpResponseBase:
    require(policies.can_look(request.actor))
    return list_page(request, table=FORMS, rows=InteractionForm.objects.all())


@require_safe
def interaction_show(request: ActorRequest, pk: int) -> HttpResponse:
    row = visible_fact(request, pk)
    side = policies.side_of(request.actor, row)
    source = services.source_of(row.source)
    return render(
        request,
        "interactions/interaction_show.html",
        {
            "row": row,
            "status": status_of(row),
            "facts": _facts(row),
            "sides": row.sides.all(),
            "own_side": side,
            "source": source,
            "source_url": source.url_of(row.key) if source and source.url_of else "",
            "can_answer": policies.can_answer(request.actor, row),
            "can_change": policies.can_change(request.actor, row),
            "can_withdraw": policies.can_withdraw(request.actor, row),
            "history": history_of(row, limit=30) if row.is_by_hand else None,
        },
    )


@require_safe
def interaction_file(request: ActorRequest, pk: int) -> HttpResponseBase:
    row = visible_fact(request, pk)
    if row.file is None:
        raise Http404
    return file_response(row.file)


@page_or_form
def interaction_add(request: ActorRequest) -> HttpResponse:
    require(policies.can_enter(request.actor))
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        try:
            row = services.enter_fact(
                form.entered(),
                key=form.cleaned_data["key"],
                by=request.actor,
                at=timezone.now(),
                received=form.received,
            )
        except InteractionError as error:
            form.show(error)
        else:
            messages.success(request, _("Факт внесён. Партнёры из сети получили просьбу подтвердить его."))
            return redirect(row)
    return _form_page(request, form)


@page_or_form
def interaction_change(request: ActorRequest, pk: int) -> HttpResponse:
    row = visible_fact(request, pk)
    require(policies.can_change(request.actor, row))
    form = _form(request, row)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_fact(
                row,
                form.entered(),
                why=form.cleaned_data["why"],
                by=request.actor,
                at=timezone.now(),
                received=form.received,
            )
        except InteractionError as error:
            form.show(error)
        else:
            messages.success(request, _("Факт исправлен."))
            return redirect(row)
    return _form_page(request, form, row)


@page_or_form
def interaction_withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    row = visible_fact(request, pk)
    require(policies.can_withdraw(request.actor, row))
    return _with_reason(
        request,
        row,
        lambda why: services.withdraw_fact(row, why=why, by=request.actor, at=timezone.now()),
        act=_("Отозвать факт"),
        lead=_("Он останется в реестре с вашей причиной и не войдёт ни в один счёт."),
        done=_("Факт отозван."),
    )


@require_POST
def interaction_confirm(request: ActorRequest, pk: int) -> HttpResponse:
    row = visible_fact(request, pk)
    services.confirm_fact(row, by=request.actor, at=timezone.now())
    messages.success(request, _("Спасибо! Ваша организация подтвердила факт."))
    return redirect(row)


@page_or_form
def interaction_dispute(request: ActorRequest, pk: int) -> HttpResponse:
    row = visible_fact(request, pk)
    require(policies.can_answer(request.actor, row))
    return _with_reason(
        request,
        row,
        lambda why: services.dispute_fact(row, objection=why, by=request.actor, at=timezone.now()),
        act=_("Было не так"),
        lead=_("Напишите, что неверно: организация, которая внесла факт, исправит или отзовёт его."),
        done=_("Возражение записано, автор факта получил уведомление."),
    )


def visible_fact(request: ActorRequest, pk: int) -> Interaction:
    """A stranger does not learn that it exists."""
    row: Interaction = get_object_or_404(
        queries.visible_facts(request.actor).select_related("file", "document", "entered_by"), pk=pk
    )
    return row


def _with_reason(
    request: HttpRequest,
    row: Interaction,
    deed: Callable[[str], Interaction],
    *,
    act: str,
    lead: str,
    done: str,
) -> HttpResponse:
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            deed(form.cleaned_data["why"])
        except InteractionError as error:
            form.add_error("why", str(error))
        else:
            messages.success(request, done)
            return redirect(row)
    return render(
        request,
        "interactions/interaction_reason.html",
        {"row": row, "form": form, "act": act, "lead": lead},
        status=422 if form.errors else 200,
    )


def _form(request: ActorRequest, row: Interaction | None = None) -> FactForm:
    own = request.actor.organisation
    others = Organisation.objects.visible_to(request.actor).active()
    offered = InteractionForm.objects.in_force(timezone.localdate())
    if row:
        offered |= InteractionForm.objects.filter(pk=row.form_id)
    chosen = request.GET.get("partner", "")
    return FactForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        organisations=others.exclude(pk=own.pk) if own else others,
        offered=offered,
        interaction=row,
        initial={"partners": [chosen]} if row is None and chosen.isdecimal() else None,
    )


def _form_page(request: ActorRequest, form: FactForm, row: Interaction | None = None) -> HttpResponse:
    return render(
        request,
        "interactions/interaction_edit.html",
        {
            "form": form,
            "row": row,
            "back_url": row.get_absolute_url() if row else reverse("interactions:interaction_list"),
        },
        status=422 if form.errors else 200,
    )


def _facts(row: Interaction) -> list[Fact]:
    if row.ends_on is None:
        when = _("с %(day)s, продолжается") % {"day": written_date(row.starts_on)}
    elif row.ends_on == row.starts_on:
        when = written_date(row.starts_on)
    else:
        when = f"{written_date(row.starts_on)} – {written_date(row.ends_on)}"
    counted = [(title, getattr(row, name)) for name, title in PEOPLE.items()]
    return [
        Fact(_("Форма"), row.form.name),
        Fact(_("Группа форм"), row.form.get_group_display()),
        Fact(_("Кто"), row.initiator.short_name, url=row.initiator.get_absolute_url()),
        Fact(_("Когда"), when),
        Fact(_("Участников"), _("нет данных") if row.people is None else written(row.people)),
        *(Fact(str(title).capitalize(), written(value)) for title, value in counted if value is not None),
        Fact(_("Чем подтверждается"), row.evidence),
        *([Fact(_("Документ"), str(row.document))] if row.document else []),
        *([_file(row.pk, row.file)] if row.file else []),
        *([Fact(_("Кто внёс"), row.entered_by.get_full_name())] if row.entered_by else []),
    ]


def _file(number: int, stored: StoredFile) -> Fact:
    return Fact(_("Файл"), stored.name, url=reverse("interactions:interaction_file", args=[number]))
