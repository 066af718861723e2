"""Sites, contact persons, rights to sign: three nouns, kept in one way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from zveno.base.core.verdict import require
from zveno.base.ui.mistakes import show_errors
from zveno.network.organisations import policies, services
from zveno.network.organisations.forms import (
    ContactForm,
    DetailForm,
    SignatoryForm,
    SiteForm,
)
from zveno.network.organisations.models import Contact, Organisation, Signatory, Site
from zveno.network.organisations.requests import ActorRequest
from zveno.network.organisations.views.organisations import page_or_form, posted, visible_organisation


@dataclass(frozen=True)
class _Noun:
    model: type[Site | Contact | Signatory]
    form: type[DetailForm]
    new: Promise
    lead: Promise


NOUNS: Mapping[str, _Noun] = {
    "site": _Noun(Site, SiteForm, _("Новая площадка"), _("Корпус, цех, филиал: куда приходят люди.")),
    "contact": _Noun(
        Contact, ContactForm, _("Новое контактное лицо"), _("Кого спрашивать партнёрам и о чём.")
    ),
    "signatory": _Noun(
        Signatory,
        SignatoryForm,
        _("Новое право подписи"),
        _("Кто подписывает договоры и на каком основании: эти слова встанут в договор."),
    ),
}


def _noun(name: str) -> _Noun:
    if name not in NOUNS:
        raise Http404
    return NOUNS[name]


@page_or_form
def detail_add(request: ActorRequest, pk: int, noun: str) -> HttpResponse:
    kind, organisation = _noun(noun), visible_organisation(request, pk)
    require(policies.can_change(request.actor, organisation))
    form = kind.form(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.add_detail(kind.model, organisation, by=request.actor, at=timezone.now(), **form.said())
        except services.OrganisationError as error:
            show_errors(form, error)
        else:
            messages.success(request, _now("Сведения сохранены."))
            return redirect(organisation)
    return _page(request, kind, organisation, form)


@page_or_form
def detail_edit(request: ActorRequest, noun: str, pk: int) -> HttpResponse:
    kind = _noun(noun)
    detail = _detail(request, kind, pk)
    form = kind.form(posted(request), instance=kind.model._default_manager.get(pk=pk))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_detail(detail, by=request.actor, at=timezone.now(), **form.said())
        except services.OrganisationError as error:
            show_errors(form, error)
        else:
            messages.success(request, _now("Сведения сохранены."))
            return redirect(detail.organisation)
    return _page(request, kind, detail.organisation, form, detail)


@require_POST
def detail_remove(request: ActorRequest, noun: str, pk: int) -> HttpResponse:
    detail = _detail(request, _noun(noun), pk)
    try:
        services.remove_detail(detail, by=request.actor, at=timezone.now())
    except services.OrganisationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _now("Удалено: %(name)s.") % {"name": detail})
    return redirect(detail.organisation)


def _detail(request: ActorRequest, kind: _Noun, pk: int) -> Site | Contact | Signatory:
    """Of an organisation the actor may see; a stranger does not learn that it exists."""
    rows = kind.model._default_manager.select_related("organisation__kind", "organisation__territory")
    detail: Site | Contact | Signatory = get_object_or_404(
        rows.filter(organisation__in=Organisation.objects.visible_to(request.actor).standing()), pk=pk
    )
    require(policies.can_change(request.actor, detail.organisation))
    return detail


def _page(
    request: ActorRequest,
    kind: _Noun,
    organisation: Organisation,
    form: DetailForm,
    detail: Site | Contact | Signatory | None = None,
) -> HttpResponse:
    return render(
        request,
        "organisations/detail_edit.html",
        {
            "form": form,
            "kind": kind,
            "organisation": organisation,
            "detail": detail,
            "noun": kind.model._meta.model_name,
        },
        status=422 if form.errors else 200,
    )
