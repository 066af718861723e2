"""The gap between what is needed and what is taught; every figure opens."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zveno.base.core.verdict import require
from zveno.base.ui.components import Empty, Figure, Tone
from zveno.base.ui.lists import list_page
from zveno.network.organisations.requests import ActorRequest
from zveno.network.programmes import policies, queries, services
from zveno.network.programmes.forms import tried
from zveno.network.programmes.forms.needs import CoverageForm
from zveno.network.programmes.models import Coverage, Programme, Requirement
from zveno.network.programmes.queries.gap import STANDINGS, TONES, Gap, Standing, title_of
from zveno.network.programmes.tables.needs import GAP
from zveno.network.programmes.views.pages import form_page, page_or_form, posted
from zveno.network.programmes.views.programmes import seen_programme, tabs, to, up


def _programme(request: ActorRequest, pk: int) -> Programme:
    programme = seen_programme(request, pk)
    require(policies.can_see_gap(request.actor, programme))
    return programme


@require_safe
def gap_show(request: ActorRequest, pk: int) -> HttpResponse:
    programme = _programme(request, pk)
    gap = queries.gap_of(programme, request.actor)
    return render(
        request,
        "programmes/gap_show.html",
        {
            "programme": programme,
            "tabs": tabs(programme, request.actor, "gap"),
            "gap": gap,
            "figures": _figures(gap),
            "heat": gap.heat(),
            "picture": gap.picture(),
            "may_judge": policies.can_judge(request.actor, programme),
            "may_change": policies.can_draft_change(request.actor, programme),
            "may_ask": policies.can_ask(request.actor),
        },
    )


def _figures(gap: Gap) -> list[Figure]:
    def figure(standing: Standing, amount: int, tone: Tone) -> Figure:
        return Figure(
            title_of(standing),
            str(amount),
            gap.url(standing=standing),
            tone=tone if amount else "plain",
        )

    return [
        Figure(_("требований предприятий"), str(len(gap.lines)), gap.url()),
        *(figure(standing, len(gap.of(standing)), TONES[standing]) for standing in STANDINGS),
    ]


@require_safe
def gap_records(request: ActorRequest, pk: int) -> HttpResponseBase:
    """What a figure or a cell counts: the requirements themselves."""
    programme = _programme(request, pk)
    gap = queries.gap_of(programme, request.actor)
    asked = request.GET
    lines = queries.narrowed(
        gap,
        standing=asked.get("standing", ""),
        enterprise=asked.get("enterprise", ""),
        competence=asked.get("competence", ""),
    )
    judges = bool(policies.can_judge(request.actor, programme))
    return list_page(
        request,
        table=replace(
            GAP,
            row_url=lambda line: (
                reverse("programmes:coverage_edit", args=[pk, line.requirement.pk])
                if judges
                else line.requirement.profile.get_absolute_url()
            ),
        ),
        rows=lines,
        template="programmes/gap_records.html",
        empty=Empty(_("Таких требований нет"), _("Здесь стоят требования, из которых сложилась цифра.")),
        context={
            "programme": programme,
            "standing": title_of(asked["standing"]) if asked.get("standing") in STANDINGS else "",
            "amount": len(lines),
        },
    )


@page_or_form
def coverage_edit(request: ActorRequest, pk: int, requirement: int) -> HttpResponse:
    """What the programme gives for this requirement."""
    programme = _programme(request, pk)
    require(policies.can_judge(request.actor, programme))
    rows = queries.requirements_for(programme).select_related("profile__enterprise", "profile__profession")
    needed: Requirement = get_object_or_404(rows, pk=requirement)
    known = Coverage.objects.filter(requirement=needed, programme=programme).first()
    form = CoverageForm(
        programme,
        posted(request),
        initial={
            "given": known.given,
            "competences": list(known.competences.values_list("pk", flat=True)),
            "parts": list(known.parts.values_list("pk", flat=True)),
            "note": known.note,
        }
        if known
        else {
            # A wording taken from the programme itself answers for itself until somebody says otherwise.
            "competences": list(programme.competences.filter(name=needed.text).values_list("pk", flat=True))
        },
    )
    judged = tried(
        form,
        lambda: services.judge(needed, programme, **form.cleaned_data, by=request.actor, at=timezone.now()),
    )
    if judged:
        rest = queries.gap_of(programme, request.actor).of("unjudged")
        messages.success(request, _("Сопоставлено. Осталось: %(count)s.") % {"count": len(rest)})
        if rest and "next" in request.POST:
            return redirect("programmes:coverage_edit", pk, rest[0].requirement.pk)
        return redirect("programmes:gap_show", pk)
    return form_page(
        request,
        form,
        title=needed.text,
        lead=_("%(enterprise)s: %(level)s, %(importance)s")
        % {
            "enterprise": needed.profile.enterprise.short_name,
            "level": needed.get_level_display(),
            "importance": needed.get_importance_display(),
        },
        action=_("Сохранить"),
        back=reverse("programmes:gap_show", args=[pk]),
        up=up(),
        thing=to(programme),
        second=("next", _("Сохранить и к следующему")),
    )
