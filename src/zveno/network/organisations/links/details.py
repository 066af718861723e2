"""«Уточнить сведения»: the contact person checks and corrects in two minutes, from a phone."""

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
from zveno.base.ui.mistakes import show_errors
from zveno.network.organisations.forms import ContactsForm
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.policies import can_change
from zveno.network.organisations.services import OrganisationError, confirm_by_link
from zveno.network.organisations.services.organisations import DETAILS_LINK


def details_page(request: ZvenoRequest, opened: OpenLink, rest: str) -> HttpResponse:
    """One form with everything filled in: correct what has changed, press once."""
    organisation = Organisation.objects.select_related("kind", "territory").get(pk=opened.link.thing_id)
    if rest == "done/":
        return render(
            request,
            "organisations/details_done.html",
            {"organisation": organisation, "url": opened.url()},
        )
    form = ContactsForm(request.POST if request.method == "POST" else None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        try:
            confirm_by_link(organisation, evidence=opened.evidence(), at=timezone.now(), **form.contacts())
        except OrganisationError as error:
            show_errors(form, error)
        else:
            return redirect(opened.url("done/"))
    return render(
        request,
        "organisations/details_link.html",
        {"organisation": organisation, "form": form, "link": opened.link},
        status=422 if form.errors else 200,
    )


def may_manage(actor: Any, link: Link) -> Verdict | None:
    organisation = (
        Organisation.objects.visible_to(actor)
        .select_related("kind", "territory")
        .filter(pk=link.thing_id)
        .first()
    )
    return can_change(actor, organisation) if organisation else None


def version_of(thing_id: str) -> str | None:
    """The page shows the present details whatever they were when the letter was sent."""
    return "" if Organisation.objects.active().filter(pk=thing_id).exists() else None


DETAILS = LinkPurpose(
    code=DETAILS_LINK,
    title=gettext_lazy("Уточнить сведения организации"),
    lifetime=timedelta(days=30),
    open_view=details_page,
    may_manage=may_manage,
    version_of=version_of,
    letter="organisations/letters/details.txt",
)
