"""A change of a programme: its draft, its expertise, its decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zveno.base.audit.queries import history_of
from zveno.base.core.verdict import Verdict, require
from zveno.base.documents.queries import offers
from zveno.base.links.queries import links_of
from zveno.base.ui.components import Empty, Status, Step, Tone
from zveno.base.ui.lists import list_page
from zveno.network.organisations.requests import ActorRequest
from zveno.network.programmes import policies, queries, services
from zveno.network.programmes.filters import ChangeFilters
from zveno.network.programmes.forms import tried
from zveno.network.programmes.forms.changes import (
    AnswerForm,
    ChangeForm,
    DecisionForm,
    OpinionForm,
    RemarkForm,
)
from zveno.network.programmes.models import ChangeRequest, Expertise, Opinion, Programme, Remark
from zveno.network.programmes.states import ChangeState, RemarkState
from zveno.network.programmes.tables.programmes import CHANGES, change_status
from zveno.network.programmes.views.pages import Up, form_page, moved, page_or_form, posted
from zveno.network.programmes.views.programmes import seen_programme

OPINION_TONES: dict[str, Tone] = {
    "": "waits",
    Opinion.FOR: "good",
    Opinion.WITH_REMARKS: "plain",
    Opinion.AGAINST: "late",
}
REMARK_TONES: dict[str, Tone] = {
    RemarkState.OPEN: "waits",
    RemarkState.ACCEPTED: "good",
    RemarkState.DECLINED: "plain",
}


def _up() -> Up:
    return (_("Изменения программ"), reverse("programmes:change_list"))


def _change(request: ActorRequest, pk: int) -> ChangeRequest:
    found: ChangeRequest = get_object_or_404(queries.visible_changes(request.actor), pk=pk)
    return found


@require_safe
def change_list(request: ActorRequest) -> HttpResponseBase:
    require(policies.can_see_needs(request.actor))
    return list_page(
        request,
        table=CHANGES,
        rows=queries.visible_changes(request.actor),
        filterset=ChangeFilters,
        empty=Empty(
            _("Изменений пока нет"),
            _("Запрос начинают со страницы программы, с вкладки «Требования и разрыв»."),
        ),
    )


@page_or_form
def change_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Begun from the gap: what is missing stands ticked, its employers are the first experts."""
    programme = seen_programme(request, pk)
    require(policies.can_draft_change(request.actor, programme))
    gap = queries.gap_of(programme, request.actor)
    open_lines = [line for line in gap.lines if line.standing in {"missing", "short"}]
    form = _form(
        request,
        programme,
        initial={
            "requirements": [line.requirement.pk for line in open_lines],
            "experts": sorted({line.enterprise.pk for line in open_lines}),
            "why": "\n".join(
                f"{line.enterprise.short_name}: {line.requirement.text} – {line.needed_words}"
                for line in open_lines
            )[:5000],
        },
    )
    change = tried(
        form,
        lambda: services.draft_change(programme, **form.details(), by=request.actor, at=timezone.now()),
    )
    if change:
        messages.success(request, _("Черновик сохранён. Проверьте его и отправьте на экспертизу."))
        return redirect(change)
    return form_page(
        request,
        form,
        title=_("Изменить программу"),
        lead=str(programme),
        action=_("Сохранить черновик"),
        back=reverse("programmes:gap_show", args=[pk]),
        up=_up(),
        wide=True,
    )


def _form(
    request: ActorRequest,
    programme: Programme,
    *,
    instance: ChangeRequest | None = None,
    initial: dict[str, Any] | None = None,
) -> ChangeForm:
    return ChangeForm(
        posted(request),
        instance=instance,
        initial=initial,
        requirements=queries.requirements_for(programme).select_related("profile__enterprise"),
        experts=queries.employers_for(request.actor),
    )


@require_safe
def change_show(request: ActorRequest, pk: int) -> HttpResponse:
    change = _change(request, pk)
    actor, now = request.actor, timezone.now()
    expertises = list(change.expertises.select_related("organisation__kind", "organisation__territory"))
    manages = bool(policies.can_manage_expertise(actor, _of(change, expertises[0]))) if expertises else False
    remarks = (
        Remark.objects.filter(expertise__change=change)
        .select_related("expertise__organisation")
        .order_by("made_at", "pk")
    )
    return render(
        request,
        "programmes/change_show.html",
        {
            "change": change,
            "status": change_status(change),
            "life": _life(change),
            "requirements": list(change.requirements.select_related("profile__enterprise")),
            "expertises": [_expertise_line(_of(change, expertise), actor) for expertise in expertises],
            "remarks": [_remark_line(change, remark, actor) for remark in remarks],
            "acts": {
                "edit": policies.can_edit_change(actor, change),
                "send": policies.can_send(actor, change),
                "approve": policies.can_approve(actor, change),
                "reject": policies.can_reject(actor, change),
                "withdraw": policies.can_withdraw(actor, change),
            },
            "links": [line for expertise in expertises for line in links_of(expertise, at=now)]
            if manages
            else (),
            "offers": offers(change, actor),
            "history": history_of(change, limit=12),
            "up": _up(),
        },
    )


def _of(change: ChangeRequest, expertise: Expertise) -> Expertise:
    """With the change at hand: policies ask it and not the database."""
    expertise.change = change
    return expertise


def _expertise_line(expertise: Expertise, actor: Any) -> dict[str, Any]:
    opinion = expertise.get_opinion_display() if expertise.opinion else _("ждём мнения")
    return {
        "expertise": expertise,
        "status": Status(opinion, OPINION_TONES[expertise.opinion]),
        "can_remark": policies.can_remark(actor, expertise),
        "can_give_opinion": policies.can_give_opinion(actor, expertise),
    }


def _remark_line(change: ChangeRequest, remark: Remark, actor: Any) -> dict[str, Any]:
    remark.expertise.change = change
    return {
        "remark": remark,
        "status": Status(remark.get_state_display(), REMARK_TONES[remark.state]),
        "can_answer": policies.can_answer(actor, remark),
    }


def _life(change: ChangeRequest) -> list[Step]:
    college = change.programme.college.short_name
    drafted = Step(
        _("Черновик"),
        "now" if change.state == ChangeState.DRAFT else "done",
        change.author.get_full_name(),
        change.created_at,
        _("%(college)s отправит на экспертизу") % {"college": college}
        if change.state == ChangeState.DRAFT
        else "",
    )
    waits = change.is_under_expertise
    expertise = Step(
        _("Экспертиза"),
        "now" if waits else "done" if change.sent_at else "ahead",
        change.sent_by,
        change.sent_at,
        _("Эксперты пишут замечания, техникум отвечает на каждое") if waits else "",
    )
    if change.state in {ChangeState.DRAFT, ChangeState.EXPERTISE}:
        return [drafted, expertise, Step(_("Решение"), "ahead")]
    good = change.state == ChangeState.APPROVED
    decided = Step(
        change.get_state_display().capitalize(),
        "done" if good else "failed",
        change.closed_by,
        change.closed_at,
        change.decision,
    )
    return [drafted, *([expertise] if change.sent_at else []), decided]


@page_or_form
def change_edit(request: ActorRequest, pk: int) -> HttpResponse:
    change = _change(request, pk)
    require(policies.can_edit_change(request.actor, change))
    form = _form(request, change.programme, instance=change)
    if tried(
        form,
        lambda: services.edit_change(change, **form.details(), by=request.actor, at=timezone.now()),
    ):
        messages.success(request, _("Сохранено."))
        return redirect("programmes:change_show", pk)
    return form_page(
        request,
        form,
        title=_("Изменить программу"),
        lead=str(change.programme),
        action=_("Сохранить черновик"),
        back=reverse("programmes:change_show", args=[pk]),
        up=_up(),
        wide=True,
    )


@require_POST
def change_send(request: ActorRequest, pk: int) -> HttpResponse:
    change = _change(request, pk)
    return moved(
        request,
        lambda: services.send_change(change, by=request.actor, at=timezone.now()),
        done=_("Отправлено: эксперты получили письма со ссылками и уведомления."),
        to=change.get_absolute_url(),
    )


@page_or_form
def change_approve(request: ActorRequest, pk: int) -> HttpResponse:
    return _decided(
        request,
        pk,
        services.approve_change,
        policies.can_approve,
        title=_("Утвердить изменение"),
        lead=_("У программы появится следующая редакция."),
        kind="main",
    )


@page_or_form
def change_reject(request: ActorRequest, pk: int) -> HttpResponse:
    return _decided(
        request,
        pk,
        services.reject_change,
        policies.can_reject,
        title=_("Отклонить изменение"),
        lead=_("Причину прочтут эксперты."),
        kind="danger",
    )


@page_or_form
def change_withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    return _decided(
        request,
        pk,
        services.withdraw_change,
        policies.can_withdraw,
        title=_("Отозвать запрос"),
        lead=_("Причину прочтут эксперты."),
        kind="danger",
    )


def _decided(
    request: ActorRequest,
    pk: int,
    decide: Callable[..., ChangeRequest],
    can: Callable[..., Verdict],
    *,
    title: str,
    lead: str,
    kind: str,
) -> HttpResponse:
    change = _change(request, pk)
    require(can(request.actor, change))
    form = DecisionForm(posted(request))
    if tried(form, lambda: decide(change, **form.cleaned_data, by=request.actor, at=timezone.now())):
        messages.success(request, _("Решение записано, эксперты о нём узнают."))
        return redirect("programmes:change_show", pk)
    return form_page(
        request,
        form,
        title=title,
        lead=lead,
        action=title,
        back=change.get_absolute_url(),
        up=_up(),
        thing=(str(change), change.get_absolute_url()),
        kind=kind,
    )


def _expertise(request: ActorRequest, pk: int) -> Expertise:
    seen = queries.visible_changes(request.actor).values("pk")
    rows = Expertise.objects.filter(change__in=seen).select_related(
        "organisation__kind",
        "organisation__territory",
        "change__programme__college__kind",
        "change__programme__college__territory",
    )
    found: Expertise = get_object_or_404(rows, pk=pk)
    return found


@require_safe
def expertise_show(request: ActorRequest, pk: int) -> HttpResponse:
    """The register of interaction leads here: an expertise stands on the page of its change."""
    return redirect(_expertise(request, pk).change)


@page_or_form
def remark_add(request: ActorRequest, pk: int) -> HttpResponse:
    expertise = _expertise(request, pk)
    require(policies.can_remark(request.actor, expertise))
    form = RemarkForm(posted(request))
    if tried(
        form,
        lambda: services.make_remark(expertise, **form.cleaned_data, by=request.actor, at=timezone.now()),
    ):
        messages.success(request, _("Замечание записано: техникум ответит на него."))
        return redirect(expertise.change)
    return _about_change(request, form, expertise.change, title=_("Замечание"), action=_("Записать"))


@page_or_form
def opinion_give(request: ActorRequest, pk: int) -> HttpResponse:
    expertise = _expertise(request, pk)
    require(policies.can_give_opinion(request.actor, expertise))
    form = OpinionForm(posted(request), initial={"opinion": expertise.opinion, "comment": expertise.comment})
    if tried(
        form,
        lambda: services.give_opinion(expertise, **form.cleaned_data, by=request.actor, at=timezone.now()),
    ):
        messages.success(request, _("Спасибо, мнение записано."))
        return redirect(expertise.change)
    return _about_change(request, form, expertise.change, title=_("Мнение предприятия"), action=_("Записать"))


@page_or_form
def remark_answer(request: ActorRequest, pk: int) -> HttpResponse:
    """Two buttons: «учтено», «отклонено»."""
    seen = queries.visible_changes(request.actor).values("pk")
    rows = Remark.objects.filter(expertise__change__in=seen).select_related(
        "expertise__organisation",
        "expertise__change__programme__college__kind",
        "expertise__change__programme__college__territory",
    )
    remark: Remark = get_object_or_404(rows, pk=pk)
    require(policies.can_answer(request.actor, remark))
    form = AnswerForm(posted(request))
    if tried(
        form,
        lambda: services.answer_remark(
            remark,
            accepted="decline" not in request.POST,
            answer=form.cleaned_data["answer"],
            by=request.actor,
            at=timezone.now(),
        ),
    ):
        messages.success(request, _("Ответ записан."))
        return redirect(remark.expertise.change)
    return _about_change(
        request,
        form,
        remark.expertise.change,
        title=_("Ответ на замечание"),
        action=_("Учтено"),
        lead=f"{remark.expertise.organisation.short_name}: {remark.text}",
        second=("decline", _("Отклонено")),
    )


def _about_change(
    request: ActorRequest,
    form: Any,
    change: ChangeRequest,
    *,
    title: str,
    action: str,
    lead: str = "",
    **more: Any,
) -> HttpResponse:
    return form_page(
        request,
        form,
        title=title,
        lead=lead or str(change),
        action=action,
        back=change.get_absolute_url(),
        up=_up(),
        thing=(str(change), change.get_absolute_url()),
        **more,
    )
