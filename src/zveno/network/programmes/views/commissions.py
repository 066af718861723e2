"""Commissions and topics of diplomas."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zveno.base.core.verdict import require
from zveno.base.ui.components import Empty, Fact
from zveno.base.ui.lists import list_page
from zveno.base.ui.numbers import written_date
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.requests import ActorRequest
from zveno.network.people.models import StudyGroup
from zveno.network.programmes import policies, queries, services
from zveno.network.programmes.filters import CommissionFilters, TopicFilters
from zveno.network.programmes.forms import tried
from zveno.network.programmes.forms.partnership import CommissionForm, MemberForm, TopicForm
from zveno.network.programmes.models import Commission, CommissionMember, DiplomaTopic
from zveno.network.programmes.tables.partnership import COMMISSIONS, TOPICS
from zveno.network.programmes.views.pages import Up, dropped, form_page, page_or_form, posted


def _up() -> Up:
    return (_("Экзаменационные комиссии и ГЭК"), reverse("programmes:commission_list"))


def own_programmes(request: ActorRequest) -> Any:
    return queries.visible_programmes(request.actor).filter(college=request.actor.organisation)


@require_safe
def commission_list(request: ActorRequest) -> HttpResponseBase:
    require(policies.can_see_partnership(request.actor))
    return list_page(
        request,
        table=COMMISSIONS,
        rows=queries.visible_commissions(request.actor),
        filterset=CommissionFilters,
        template="programmes/partnership_list.html",
        empty=Empty(
            _("Комиссий пока нет"), _("Здесь видно, кто от предприятий принимает экзамены и сидит в ГЭК.")
        ),
        context={
            "may_add": policies.can_add(request.actor),
            "add_url": reverse("programmes:commission_add"),
            "add_title": _("Внести комиссию"),
        },
    )


@page_or_form
def commission_add(request: ActorRequest) -> HttpResponse:
    require(policies.can_add(request.actor))
    form = CommissionForm(posted(request), programmes=own_programmes(request))
    commission = tried(
        form, lambda: services.add_commission(**form.details(), by=request.actor, at=timezone.now())
    )
    if commission:
        messages.success(request, _("Комиссия внесена. Теперь назовите её членов."))
        return redirect(commission)
    return form_page(request, form, title=_("Новая комиссия"), action=_("Сохранить"), back=_up()[1], up=_up())


@require_safe
def commission_show(request: ActorRequest, pk: int) -> HttpResponse:
    commission = _commission(request, pk)
    may_change = policies.can_change_commission(request.actor, commission)
    return render(
        request,
        "programmes/commission_show.html",
        {
            "commission": commission,
            "facts": [
                Fact(_("Вид"), commission.get_kind_display()),
                Fact(_("Техникум"), commission.college.short_name, url=commission.college.get_absolute_url()),
                Fact(
                    _("Программа"),
                    str(commission.programme or ""),
                    url=commission.programme.get_absolute_url() if commission.programme else "",
                ),
                Fact(_("Модуль"), str(commission.part or "")),
                Fact(_("День"), written_date(commission.held_on)),
                Fact(_("Приказ"), commission.order),
            ],
            "members": list(commission.members.all()),
            "may_change": may_change,
            "up": _up(),
        },
    )


def _commission(request: ActorRequest, pk: int) -> Commission:
    found: Commission = get_object_or_404(queries.visible_commissions(request.actor), pk=pk)
    return found


@page_or_form
def commission_edit(request: ActorRequest, pk: int) -> HttpResponse:
    commission = _commission(request, pk)
    require(policies.can_change_commission(request.actor, commission))
    form = CommissionForm(posted(request), instance=commission, programmes=own_programmes(request))
    if tried(
        form,
        lambda: services.change_commission(commission, **form.details(), by=request.actor, at=timezone.now()),
    ):
        messages.success(request, _("Сохранено."))
        return redirect("programmes:commission_show", pk)
    return form_page(
        request,
        form,
        title=_("Сведения о комиссии"),
        action=_("Сохранить"),
        back=reverse("programmes:commission_show", args=[pk]),
        up=_up(),
    )


@page_or_form
def member_add(request: ActorRequest, pk: int) -> HttpResponse:
    commission = _commission(request, pk)
    require(policies.can_change_commission(request.actor, commission))
    form = MemberForm(posted(request), organisations=Organisation.objects.visible_to(request.actor).active())
    if tried(
        form,
        lambda: services.seat_member(commission, **form.cleaned_data, by=request.actor, at=timezone.now()),
    ):
        messages.success(request, _("Записано."))
        return redirect(commission)
    return form_page(
        request,
        form,
        title=_("Включить в комиссию"),
        lead=str(commission),
        action=_("Включить"),
        back=commission.get_absolute_url(),
        up=_up(),
        thing=(str(commission), commission.get_absolute_url()),
    )


@page_or_form
def member_drop(request: ActorRequest, pk: int) -> HttpResponse:
    members = CommissionMember.objects.filter(
        commission__in=queries.visible_commissions(request.actor).values("pk")
    ).select_related(
        "commission__college__kind", "commission__college__territory", "commission__programme__profession"
    )
    member: CommissionMember = get_object_or_404(members, pk=pk)
    commission = member.commission
    require(policies.can_change_commission(request.actor, commission))
    return dropped(
        request,
        lambda: services.unseat_member(member, by=request.actor, at=timezone.now()),
        title=_("Вывести из комиссии?"),
        text=str(member),
        back=commission.get_absolute_url(),
        then=commission.get_absolute_url(),
        action=_("Вывести"),
    )


def _topics_up() -> Up:
    return (_("Темы дипломов от предприятий"), reverse("programmes:topic_list"))


@require_safe
def topic_list(request: ActorRequest) -> HttpResponseBase:
    require(policies.can_see_partnership(request.actor))
    return list_page(
        request,
        table=TOPICS,
        rows=queries.visible_topics(request.actor),
        filterset=TopicFilters,
        template="programmes/partnership_list.html",
        empty=Empty(_("Тем пока нет"), _("Здесь темы дипломов, которые дали предприятия, и их рецензенты.")),
        context={
            "may_add": policies.can_add(request.actor),
            "add_url": reverse("programmes:topic_add"),
            "add_title": _("Внести тему"),
        },
    )


@page_or_form
def topic_add(request: ActorRequest) -> HttpResponse:
    require(policies.can_add(request.actor))
    return _topic_page(request, None)


@page_or_form
def topic_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Who may not change it reads it."""
    topic: DiplomaTopic = get_object_or_404(queries.visible_topics(request.actor), pk=pk)
    if not policies.can_change_topic(request.actor, topic):
        if request.method == "POST":
            require(policies.can_change_topic(request.actor, topic))
        return render(
            request,
            "programmes/topic_show.html",
            {"topic": topic, "facts": _topic_facts(topic), "up": _topics_up()},
        )
    return _topic_page(request, topic)


def _topic_facts(topic: DiplomaTopic) -> list[Fact]:
    return [
        Fact(_("Предприятие"), topic.enterprise.short_name, url=topic.enterprise.get_absolute_url()),
        Fact(_("Техникум"), topic.college.short_name),
        Fact(_("Программа"), str(topic.programme), url=topic.programme.get_absolute_url()),
        Fact(_("Год защиты"), str(topic.year)),
        Fact(_("Группа"), str(topic.group or "")),
        Fact(_("Руководитель"), topic.supervisor),
        Fact(_("Рецензент"), ", ".join(part for part in (topic.reviewer, topic.reviewer_post) if part)),
    ]


def _topic_page(request: ActorRequest, topic: DiplomaTopic | None) -> HttpResponse:
    form = TopicForm(
        posted(request),
        instance=topic,
        enterprises=queries.employers_for(request.actor),
        programmes=own_programmes(request),
        groups=StudyGroup.objects.filter(organisation=request.actor.organisation),
    )
    if tried(form, lambda: services.put_topic(topic, **form.details(), by=request.actor, at=timezone.now())):
        messages.success(request, _("Сохранено."))
        return redirect("programmes:topic_list")
    return form_page(
        request,
        form,
        title=_("Тема диплома"),
        action=_("Сохранить"),
        back=_topics_up()[1],
        up=_topics_up(),
        drop_url=reverse("programmes:topic_drop", args=[topic.pk]) if topic else "",
    )


@page_or_form
def topic_drop(request: ActorRequest, pk: int) -> HttpResponse:
    topic: DiplomaTopic = get_object_or_404(queries.visible_topics(request.actor), pk=pk)
    require(policies.can_change_topic(request.actor, topic))
    return dropped(
        request,
        lambda: services.drop_topic(topic, by=request.actor, at=timezone.now()),
        title=_("Снять тему?"),
        text=str(topic),
        back=reverse("programmes:topic_edit", args=[pk]),
        then=_topics_up()[1],
        action=_("Снять"),
    )
