"""The front door: the home page of each role, the search, the public site."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from zveno.base.core.requests import ZvenoRequest
from zveno.base.ui.components import Empty, Figure
from zveno.base.ui.lists import list_page
from zveno.network.organisations.queries import network_size, public_organisations
from zveno.network.organisations.requests import ActorRequest
from zveno.network.organisations.roles import Family
from zveno.processes.events.queries import public_calendar
from zveno.web.portal import queries
from zveno.web.portal.filters import EMPLOYERS, PLACES, EnterpriseFilters, StudyFilters
from zveno.web.portal.first_steps import first_steps
from zveno.web.portal.tables import ENTERPRISES, PLACES_OF_STUDY

COMING_SHOWN = 4

ROBOTS = """User-agent: *
Disallow: /l/
Disallow: /account/
Disallow: /api/
Disallow: /journal/
Disallow: /organisations/
Allow: /
"""


@login_not_required
@never_cache
@require_safe
def home(request: ZvenoRequest) -> HttpResponse:
    """«Сегодня» of whoever is signed in; for others the front page of the district."""
    now = timezone.now()
    actor = request.actor
    if actor is None:
        coming = public_calendar().filter(starts_at__gte=now).order_by("starts_at")[:COMING_SHOWN]
        return render(request, "portal/front.html", {"size": _size(), "coming": list(coming)})
    home = queries.home_of(actor, at=now)
    template = "portal/home.html" if actor.membership else "portal/no_seat.html"
    return render(
        request,
        template,
        {
            "home": home,
            "actor": actor,
            "steps": first_steps(actor),
            "today": _in_a_sentence(date_format(timezone.localdate(now), "j E, l")),
        },
    )


def _in_a_sentence(day: str) -> str:
    """Days of the week are small in Russian, and Django gives them capital."""
    return day.lower() if get_language() == "ru" else day


def _size() -> list[Figure]:
    """The network in figures; each opens as a list."""
    size = network_size()
    study, enterprises = reverse("portal:study_list"), reverse("portal:enterprise_list")
    return [
        Figure(gettext("Школы"), str(size.schools), f"{study}?family={Family.SCHOOL}"),
        Figure(gettext("Техникумы и колледжи"), str(size.colleges), f"{study}?family={Family.COLLEGE}"),
        Figure(gettext("Работодатели"), str(size.employers), enterprises),
    ]


@require_safe
def search(request: ActorRequest) -> HttpResponse:
    typed = request.GET.get("q", "")[:200]
    return render(
        request,
        "portal/search.html",
        {
            "typed": typed,
            "groups": queries.found_by(request.actor, typed),
            "shortest": queries.SHORTEST_SEARCH,
        },
    )


@login_not_required
@require_safe
def enterprise_list(request: ZvenoRequest) -> HttpResponseBase:
    return list_page(
        request,
        table=ENTERPRISES,
        rows=public_organisations(*EMPLOYERS),
        filterset=EnterpriseFilters,
        template="portal/public_list.html",
        empty=Empty(_("Предприятий пока нет"), _("Здесь будут работодатели района, которые ждут молодых.")),
        context={"lead": _("Кто в районе работает с молодёжью: экскурсии, практика, первая работа.")},
    )


@login_not_required
@require_safe
def study_list(request: ZvenoRequest) -> HttpResponseBase:
    return list_page(
        request,
        table=PLACES_OF_STUDY,
        rows=public_organisations(*PLACES),
        filterset=StudyFilters,
        template="portal/public_list.html",
        empty=Empty(_("Учебных заведений пока нет"), _("Здесь будут техникумы, колледжи и школы района.")),
        context={"lead": _("Техникумы, колледжи, школы и кружки района: адреса, телефоны, сайты.")},
    )


@login_not_required
@cache_control(max_age=86_400)
@require_safe
def robots(request: ZvenoRequest) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")
