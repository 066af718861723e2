"""Internships of teachers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zveno.base.audit.queries import history_of
from zveno.base.core.verdict import require
from zveno.base.files.serving import file_response
from zveno.base.ui.components import Empty, Fact, Step
from zveno.base.ui.lists import list_page
from zveno.base.ui.numbers import written_date
from zveno.network.organisations.models import Membership
from zveno.network.organisations.requests import ActorRequest
from zveno.network.organisations.roles import LEARNERS
from zveno.network.programmes import policies, queries, services
from zveno.network.programmes.filters import InternshipFilters
from zveno.network.programmes.forms import received, tried
from zveno.network.programmes.forms.partnership import FinishForm, InternshipForm, WhyForm
from zveno.network.programmes.models import Internship
from zveno.network.programmes.states import InternshipState
from zveno.network.programmes.tables.partnership import INTERNSHIPS, internship_status
from zveno.network.programmes.views.pages import Up, form_page, moved, page_or_form, posted


def _up() -> Up:
    return (_("Стажировки преподавателей"), reverse("programmes:internship_list"))


def _internship(request: ActorRequest, pk: int) -> Internship:
    found: Internship = get_object_or_404(queries.visible_internships(request.actor), pk=pk)
    return found


@require_safe
def internship_list(request: ActorRequest) -> HttpResponseBase:
    require(policies.can_see_partnership(request.actor))
    may_add = policies.can_request_internship(request.actor)
    return list_page(
        request,
        table=INTERNSHIPS,
        rows=queries.visible_internships(request.actor),
        filterset=InternshipFilters,
        template="programmes/partnership_list.html",
        empty=Empty(
            _("Стажировок пока нет"),
            _("Преподаватель проходит стажировку на предприятии, а мы напомним, когда следующая."),
        ),
        context={
            "may_add": may_add,
            "add_url": reverse("programmes:internship_add"),
            "add_title": _("Запросить стажировку"),
        },
    )


@page_or_form
def internship_add(request: ActorRequest) -> HttpResponse:
    require(policies.can_request_internship(request.actor))
    for_others = bool(policies.can_request_for_others(request.actor))
    form = InternshipForm(
        posted(request),
        enterprises=queries.employers_for(request.actor),
        seats=_colleagues(request) if for_others else None,
        initial=_after(request),
    )
    internship = tried(form, lambda: _requested(request, form))
    if internship:
        messages.success(request, _("Запрос отправлен предприятию."))
        return redirect(internship)
    return form_page(
        request,
        form,
        title=_("Запросить стажировку"),
        action=_("Отправить предприятию"),
        back=_up()[1],
        up=_up(),
    )


def _colleagues(request: ActorRequest) -> Any:
    return (
        Membership.objects.filter(organisation=request.actor.organisation)
        .in_force(timezone.localdate())
        .exclude(role__in=LEARNERS)
        .select_related("user")
        .order_by("user__sort_key")
    )


def _after(request: ActorRequest) -> dict[str, Any]:
    """The next one begins with what is known of the last."""
    number = request.GET.get("after", "")
    last = (
        queries.visible_internships(request.actor)
        .filter(college=request.actor.organisation, pk=number)
        .first()
        if number.isdecimal()
        else None
    )
    if last is None:
        return {}
    return {"teacher": last.teacher, "teacher_post": last.teacher_post, "enterprise": last.enterprise_id}


def _requested(request: ActorRequest, form: InternshipForm) -> Internship:
    said = form.cleaned_data
    seat = said.get("seat")
    if "seat" in form.fields:
        user = seat.user if seat else None
        teacher = user.get_full_name() if user else said["teacher"]
    else:
        user = request.actor.user
        teacher = user.get_full_name()
    return services.request_internship(
        said["enterprise"],
        teacher=teacher,
        teacher_post=said["teacher_post"],
        user=user,
        goal=said["goal"],
        programme_text=said["programme_text"],
        starts_on=said["starts_on"],
        ends_on=said["ends_on"],
        hours=said["hours"],
        by=request.actor,
        at=timezone.now(),
    )


@require_safe
def internship_show(request: ActorRequest, pk: int) -> HttpResponse:
    internship = _internship(request, pk)
    actor = request.actor
    return render(
        request,
        "programmes/internship_show.html",
        {
            "internship": internship,
            "status": internship_status(internship),
            "facts": _facts(internship),
            "life": _life(internship),
            "can_agree": policies.can_agree_internship(actor, internship),
            "can_finish": policies.can_finish_internship(actor, internship),
            "can_cancel": policies.can_cancel_internship(actor, internship),
            "history": history_of(internship),
            "up": _up(),
        },
    )


def _facts(internship: Internship) -> list[Fact]:
    return [
        Fact(_("Кто"), internship.teacher),
        Fact(_("Должность, предмет"), internship.teacher_post),
        Fact(_("Техникум"), internship.college.short_name, url=internship.college.get_absolute_url()),
        Fact(
            _("Предприятие"), internship.enterprise.short_name, url=internship.enterprise.get_absolute_url()
        ),
        Fact(_("Чему научится"), internship.goal),
        Fact(_("Когда"), f"{written_date(internship.starts_on)} – {written_date(internship.ends_on)}"),
        Fact(_("Часов"), internship.hours),
        Fact(_("Документ о стажировке"), internship.certificate),
        Fact(
            _("Следующая не позже"),
            written_date(internship.next_due_on) if internship.next_due_on else "",
        ),
    ]


def _life(internship: Internship) -> list[Step]:
    state = internship.state
    asked = Step(
        _("Запрошена"),
        "now" if state == InternshipState.REQUESTED else "done",
        internship.requested_by,
        internship.requested_at,
        _("Ответит предприятие") if state == InternshipState.REQUESTED else "",
    )
    agreed = Step(
        _("Согласована"),
        "now" if state == InternshipState.AGREED else "done" if internship.agreed_at else "ahead",
        internship.agreed_by,
        internship.agreed_at,
        _("Техникум внесёт документ") if state == InternshipState.AGREED else "",
    )
    if state == InternshipState.CANCELLED:
        cancelled = Step(
            _("Не состоится"), "failed", internship.closed_by, internship.closed_at, internship.reason
        )
        return [asked, *([agreed] if internship.agreed_at else []), cancelled]
    done = state == InternshipState.DONE
    return [
        asked,
        agreed,
        Step(_("Пройдена"), "done" if done else "ahead", internship.closed_by, internship.closed_at),
    ]


@require_POST
def internship_agree(request: ActorRequest, pk: int) -> HttpResponse:
    internship = _internship(request, pk)
    return moved(
        request,
        lambda: services.agree_internship(internship, by=request.actor, at=timezone.now()),
        done=_("Стажировка согласована."),
        to=internship.get_absolute_url(),
    )


@page_or_form
def internship_finish(request: ActorRequest, pk: int) -> HttpResponse:
    internship = _internship(request, pk)
    require(policies.can_finish_internship(request.actor, internship))
    files = request.FILES if request.method == "POST" else None
    form = FinishForm(posted(request), files, initial={"hours": internship.hours})
    if tried(
        form,
        lambda: services.finish_internship(
            internship,
            hours=form.cleaned_data["hours"],
            report=form.cleaned_data["report"],
            certificate=form.cleaned_data["certificate"],
            report_file=received(form, "report_file"),
            certificate_file=received(form, "certificate_file"),
            next_due_on=form.cleaned_data["next_due_on"],
            by=request.actor,
            at=timezone.now(),
        ),
    ):
        messages.success(request, _("Записано. Когда подойдёт следующая, мы напомним."))
        return redirect(internship)
    return form_page(
        request,
        form,
        title=_("Стажировка пройдена"),
        lead=str(internship),
        action=_("Записать"),
        back=internship.get_absolute_url(),
        up=_up(),
        thing=(str(internship), internship.get_absolute_url()),
    )


@page_or_form
def internship_cancel(request: ActorRequest, pk: int) -> HttpResponse:
    internship = _internship(request, pk)
    require(policies.can_cancel_internship(request.actor, internship))
    form = WhyForm(posted(request))
    if tried(
        form,
        lambda: services.cancel_internship(
            internship, why=form.cleaned_data["why"], by=request.actor, at=timezone.now()
        ),
    ):
        messages.success(request, _("Стажировка отменена, другая сторона об этом узнает."))
        return redirect(internship)
    return form_page(
        request,
        form,
        title=_("Отменить стажировку"),
        lead=str(internship),
        action=_("Отменить стажировку"),
        back=internship.get_absolute_url(),
        up=_up(),
        thing=(str(internship), internship.get_absolute_url()),
        kind="danger",
    )


@require_safe
def internship_file(request: ActorRequest, pk: int, which: str) -> HttpResponseBase:
    internship = _internship(request, pk)
    stored = {"report": internship.report_file, "certificate": internship.certificate_file}.get(which)
    if stored is None:
        raise Http404
    return file_response(stored)
