"""«Каким нужен выпускник»: two minutes from a telephone, without an account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from zveno.base.core.requests import ZvenoRequest
from zveno.base.core.verdict import Verdict
from zveno.base.links.models import Link
from zveno.base.links.purposes import LinkPurpose, OpenLink
from zveno.network.programmes.forms.needs import NeedsPage
from zveno.network.programmes.models import Profile
from zveno.network.programmes.policies import can_ask_again
from zveno.network.programmes.queries import suggestions
from zveno.network.programmes.services import ProgrammeError, state_by_link
from zveno.network.programmes.services.needs import NEEDS_LINK


def needs_page(request: ZvenoRequest, opened: OpenLink, rest: str) -> HttpResponse:
    """The same form as in the product, with what was said before filled in."""
    profile = Profile.objects.select_related(
        "enterprise__kind", "enterprise__territory", "profession", "asked_by"
    ).get(pk=opened.link.thing_id)
    if rest == "done/":
        return render(request, "programmes/needs_done.html", {"profile": profile, "url": opened.url()})
    page = NeedsPage(
        request.POST if request.method == "POST" else None,
        profile=profile,
        said=list(profile.requirements.all()),
        suggestions=suggestions(profile.profession, profile.enterprise),
    )
    fault = ""
    if request.method == "POST" and page.is_valid():
        try:
            state_by_link(
                profile,
                page.needs(),
                **page.about.cleaned_data,
                evidence=opened.evidence(),
                at=timezone.now(),
            )
        except ProgrammeError as error:
            fault = str(error)
        else:
            return redirect(opened.url("done/"))
    return render(
        request,
        "programmes/needs_link.html",
        {"profile": profile, "page": page, "fault": fault, "link": opened.link},
        status=422 if fault or page.errors else 200,
    )


def may_manage(actor: Any, link: Link) -> Verdict | None:
    profile = (
        Profile.objects.visible_to(actor)
        .select_related("enterprise__kind", "enterprise__territory", "asked_by__kind")
        .filter(pk=link.thing_id)
        .first()
    )
    return can_ask_again(actor, profile) if profile else None


def version_of(thing_id: str) -> str | None:
    """The page shows what is said at present."""
    return "" if Profile.objects.filter(pk=thing_id, enterprise__state="active").exists() else None


NEEDS = LinkPurpose(
    code=NEEDS_LINK,
    title=gettext_lazy("Каким нужен выпускник"),
    lifetime=timedelta(days=30),
    open_view=needs_page,
    may_manage=may_manage,
    version_of=version_of,
    letter="programmes/letters/needs.txt",
)
