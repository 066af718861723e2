"""Partners of an organisation, what is between two, who is silent, and the passport of a year."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zveno.base.core.verdict import require
from zveno.base.documents.queries import offers
from zveno.base.ui.components import Empty, Fact, Tab
from zveno.base.ui.lists import list_page
from zveno.base.ui.numbers import written, written_date
from zveno.network.interactions import policies, queries, services
from zveno.network.interactions.models import Passport, school_year
from zveno.network.interactions.services import InteractionError
from zveno.network.interactions.tables import INTERACTIONS, PARTNERS, SILENT, silence_of
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.queries import visible_organisations
from zveno.network.organisations.requests import ActorRequest
from zveno.network.organisations.roles import Scope

TERMS = (3, 6, 12)
"""Months of silence a reader may ask for."""


@require_safe
def partner_list(request: ActorRequest, organisation: int) -> HttpResponseBase:
    own = _organisation(request, organisation)
    lines = queries.partners_of(own, on=timezone.localdate(), months=_months(request))
    return list_page(
        request,
        table=PARTNERS,
        rows=lines,
        template="interactions/partner_list.html",
        empty=Empty(
            _("Партнёров пока нет"),
            _("Здесь появятся все, с кем организация что-то делала: из мероприятий, договоров, практики."),
            icon="handshake",
        ),
        context={
            "organisation": own,
            "sentences": queries.partner_sentences(lines),
            "year": queries.school_year_of(timezone.localdate()),
        },
    )


@require_safe
def silent_list(request: ActorRequest) -> HttpResponseBase:
    """Of one's own organisation; an authority sees its whole territory."""
    require(policies.can_look(request.actor))
    months = _months(request)
    oversees = request.actor.scope in {Scope.TERRITORY, Scope.SYSTEM}
    lines = queries.silent_pairs(
        request.actor,
        on=timezone.localdate(),
        months=months,
        organisation=None if oversees else request.actor.organisation,
    )
    return list_page(
        request,
        table=SILENT,
        rows=lines,
        template="interactions/silent_list.html",
        empty=Empty(
            _("Все партнёры в работе"),
            _("За это время со всеми, с кем есть договор или был контакт, что-то происходило."),
            icon="circle-check",
        ),
        context={
            "tabs": [
                Tab(_("%(count)s мес.") % {"count": term}, f"{request.path}?months={term}", term == months)
                for term in TERMS
            ]
        },
    )


@require_safe
def pair_show(request: ActorRequest, organisation: int, partner: int) -> HttpResponseBase:
    """Everything between two; whoever of them asks, it is the same."""
    first, second = _pair(request, organisation, partner)
    return _between(request, first, second, second.short_name)


@require_safe
def outsider_show(request: ActorRequest, organisation: int) -> HttpResponseBase:
    """The same with a partner outside of the network, who is known by name only."""
    own = _organisation(request, organisation)
    name = request.GET.get("name", "")
    if not name:
        raise Http404
    return _between(request, own, None, name)


@require_POST
def partner_remind(request: ActorRequest, organisation: int, partner: int) -> HttpResponse:
    first, second = _pair(request, organisation, partner)
    line = _line(first, second, second.short_name)
    try:
        services.remind_partner(
            first, second, last=line.last if line else None, by=request.actor, at=timezone.now()
        )
    except InteractionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Письмо отправлено: %(name)s.") % {"name": second.short_name})
    return redirect("interactions:pair_show", first.pk, second.pk)


@require_safe
def passport_show(request: ActorRequest, organisation: int, year: int) -> HttpResponse:
    own = _organisation(request, organisation)
    years = queries.years_of(own, on=timezone.localdate())
    if year not in years:
        raise Http404
    passport = Passport.objects.filter(organisation=own, year=year).first()
    return render(
        request,
        "interactions/passport_show.html",
        {
            "organisation": own,
            "found": queries.participation(own, year),
            "tabs": [
                Tab(school_year(one), reverse("interactions:passport_show", args=[own.pk, one]), one == year)
                for one in years
            ],
            "offers": offers(passport, request.actor) if passport else (),
            "passport": passport,
            "can_make": policies.can_make_passport(request.actor, own),
        },
    )


@require_POST
def passport_open(request: ActorRequest, organisation: int, year: int) -> HttpResponse:
    """The paper's own page issues it."""
    own = _organisation(request, organisation)
    if year not in queries.years_of(own, on=timezone.localdate()):
        raise Http404
    passport = services.open_passport(own, year, by=request.actor)
    return redirect("documents:paper_show", "participation-passport", passport.pk)


def _organisation(request: ActorRequest, pk: int) -> Organisation:
    """One whose partners the actor may see; a stranger does not learn that it exists."""
    organisation: Organisation = get_object_or_404(visible_organisations(request.actor), pk=pk)
    require(policies.can_see_partners(request.actor, organisation))
    return organisation


def _pair(request: ActorRequest, organisation: int, partner: int) -> tuple[Organisation, Organisation]:
    """One of them is the actor's, or lies in the territory he looks after; his own stands first."""
    found = Organisation.objects.select_related("kind", "territory").in_bulk([organisation, partner])
    if len(found) != len({organisation, partner}) or organisation == partner:
        raise Http404
    first, second = found[organisation], found[partner]
    if request.actor.belongs_to(second):
        first, second = second, first
    verdicts = [policies.can_see_partners(request.actor, one) for one in (first, second)]
    if not any(verdicts):
        if not visible_organisations(request.actor).filter(pk__in=found).exists():
            raise Http404
        require(verdicts[0])
    return first, second


def _between(
    request: ActorRequest, own: Organisation, partner: Organisation | None, name: str
) -> HttpResponseBase:
    line = _line(own, partner, name)
    remind_url = reverse("interactions:partner_remind", args=[own.pk, partner.pk]) if partner else ""
    return list_page(
        request,
        table=INTERACTIONS,
        rows=queries.pair_facts(request.actor, own, partner=partner, name=name),
        template="interactions/pair_show.html",
        empty=Empty(_("Фактов между ними нет"), icon="handshake"),
        context={
            "organisation": own,
            "partner": partner,
            "name": name,
            "line": line,
            "status": silence_of(line) if line else None,
            "facts": _summary(line) if line else (),
            "remind_url": remind_url,
            "can_remind": policies.can_remind(request.actor, own),
            "can_enter": policies.can_remind(request.actor, own),
        },
    )


def _line(own: Organisation, partner: Organisation | None, name: str) -> queries.PartnerLine | None:
    lines = queries.partners_of(own, on=timezone.localdate())
    return next((line for line in lines if (line.partner == partner if partner else line.name == name)), None)


def _summary(line: queries.PartnerLine) -> list[Fact]:
    return [
        Fact(_("Формы взаимодействия"), line.written_forms),
        Fact(_("Фактов"), written(line.facts)),
        Fact(_("Последний контакт"), written_date(line.last) if line.last else None),
        Fact(_("Договор или соглашение"), _("действует") if line.agreed else _("нет")),
    ]


def _months(request: ActorRequest) -> int:
    """Nonsense in the address is the usual term."""
    asked = request.GET.get("months", "")
    return int(asked) if asked in {str(term) for term in TERMS} else queries.SILENT_MONTHS
