"""The register, an organisation's page, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zveno.base.audit.queries import history_of
from zveno.base.classifiers.kinds import Classifier
from zveno.base.classifiers.queries import named
from zveno.base.core.verdict import require
from zveno.base.documents.queries import offers
from zveno.base.links.queries import links_of
from zveno.base.ui.components import Empty, Fact
from zveno.base.ui.lists import list_page
from zveno.base.ui.mistakes import show_errors
from zveno.network.organisations import policies, queries, services
from zveno.network.organisations.filters import OrganisationFilters
from zveno.network.organisations.forms import OrganisationForm, ReasonForm
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.requests import ActorRequest
from zveno.network.organisations.tables import ORGANISATIONS

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to; an empty form that was sent is sent all the same."""
    return request.POST if request.method == "POST" else None


def visible_organisation(request: ActorRequest, pk: int) -> Organisation:
    """The organisation, if the actor may see it; a stranger does not learn that it exists."""
    found = queries.visible_organisations(request.actor).standing().select_related("parent")
    organisation: Organisation = get_object_or_404(found, pk=pk)
    return organisation


@require_safe
def organisation_list(request: ActorRequest) -> HttpResponseBase:
    may_add = policies.can_add_somewhere(request.actor)
    return list_page(
        request,
        table=ORGANISATIONS,
        rows=queries.listed_organisations(request.actor),
        filterset=OrganisationFilters,
        template="organisations/organisation_list.html",
        empty=Empty(
            _("Организаций пока нет"),
            _("Здесь будут школы, техникумы, предприятия и ведомства вашего района."),
            **(
                {"action": _("Добавить первую"), "url": reverse("organisations:organisation_add")}
                if may_add
                else {}
            ),
        ),
        context={"may_add": may_add},
    )


@page_or_form
def organisation_add(request: ActorRequest) -> HttpResponse:
    require(policies.can_add_somewhere(request.actor))
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        try:
            organisation = services.add_organisation(by=request.actor, at=timezone.now(), **form.details())
        except services.OrganisationError as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Организация добавлена. Теперь пригласите того, кто её ведёт."))
            return redirect("organisations:people_list", organisation.pk)
    return render(
        request,
        "organisations/organisation_edit.html",
        {"form": form, "organisation": None},
        status=422 if form.errors else 200,
    )


@require_safe
def organisation_show(request: ActorRequest, pk: int) -> HttpResponse:
    try:
        organisation = visible_organisation(request, pk)
    except Http404:
        return redirect(visible_organisation(request, queries.kept_instead_of(pk)))
    page = queries.organisation_page(organisation, request.actor, at=timezone.now())
    return render(
        request,
        "organisations/organisation_show.html",
        {
            "page": page,
            "organisation": organisation,
            "requisites": _requisites(organisation),
            "contacts": _contacts(organisation),
            "history": history_of(organisation, limit=20) if page.can_change else None,
            "links": links_of(organisation, at=timezone.now()) if page.can_change else (),
            "offers": offers(organisation, request.actor),
            "can_merge": policies.can_merge(request.actor, organisation),
            "sections": queries.sections_of(organisation, request.actor, at=timezone.now()),
        },
    )


@page_or_form
def organisation_edit(request: ActorRequest, pk: int) -> HttpResponse:
    organisation = visible_organisation(request, pk)
    require(policies.can_change(request.actor, organisation))
    form = _form(request, organisation)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_organisation(organisation, by=request.actor, at=timezone.now(), **form.details())
        except services.OrganisationError as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Сведения сохранены."))
            return redirect(organisation)
    return render(
        request,
        "organisations/organisation_edit.html",
        {"form": form, "organisation": visible_organisation(request, pk)},
        status=422 if form.errors else 200,
    )


@page_or_form
def organisation_confirm(request: ActorRequest, pk: int) -> HttpResponse:
    """«Всё верно?» – the details at a glance, one button."""
    organisation = visible_organisation(request, pk)
    require(policies.can_change(request.actor, organisation))
    if request.method == "POST":
        services.confirm_details(organisation, by=request.actor, at=timezone.now())
        messages.success(request, _("Спасибо. Сведения подтверждены на год."))
        return redirect(organisation)
    return render(
        request,
        "organisations/organisation_confirm.html",
        {
            "organisation": organisation,
            "requisites": _requisites(organisation),
            "contacts": _contacts(organisation),
        },
    )


@page_or_form
def organisation_ask(request: ActorRequest, pk: int) -> HttpResponse:
    organisation = visible_organisation(request, pk)
    require(policies.can_change(request.actor, organisation))
    if request.method == "POST":
        try:
            link = services.ask_for_details(organisation, by=request.actor, at=timezone.now())
        except services.OrganisationError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Письмо со ссылкой отправлено на %(email)s.") % {"email": link.email})
        return redirect(organisation)
    return render(request, "organisations/organisation_ask.html", {"organisation": organisation})


@page_or_form
def organisation_leave(request: ActorRequest, pk: int) -> HttpResponse:
    return _moved(request, pk, services.take_out, _("Организация выведена из сети."))


@page_or_form
def organisation_return(request: ActorRequest, pk: int) -> HttpResponse:
    return _moved(request, pk, services.bring_back, _("Организация снова в сети."))


def _moved(request: ActorRequest, pk: int, move: Callable[..., Organisation], done: str) -> HttpResponse:
    organisation = visible_organisation(request, pk)
    require(policies.can_change_state(request.actor, organisation))
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        move(organisation, why=form.cleaned_data["why"], by=request.actor, at=timezone.now())
        messages.success(request, done)
        return redirect(organisation)
    return render(
        request,
        "organisations/organisation_move.html",
        {"form": form, "organisation": organisation, "leaving": move is services.take_out},
        status=422 if form.errors else 200,
    )


def _form(request: ActorRequest, organisation: Organisation | None = None) -> OrganisationForm:
    parents = Organisation.objects.visible_to(request.actor).active()
    return OrganisationForm(
        posted(request),
        instance=organisation,
        territories=queries.territories_for(request.actor),
        parents=parents.exclude(pk=organisation.pk) if organisation else parents,
    )


def _requisites(organisation: Organisation) -> list[Fact]:
    return [
        Fact(_("Полное наименование"), organisation.full_name),
        Fact(_("Вид"), organisation.kind.name),
        *(
            [Fact(_("Организационно-правовая форма"), organisation.legal_form)]
            if organisation.legal_form
            else []
        ),
        Fact(_("Территория"), organisation.territory.name),
        Fact(
            organisation.get_parent_is_display().capitalize() or _("Учредитель, головная организация"),
            organisation.parent.short_name if organisation.parent else None,
            url=organisation.parent.get_absolute_url() if organisation.parent else "",
        ),
        Fact(_("ИНН"), organisation.inn),
        Fact(_("КПП"), organisation.kpp),
        Fact(_("ОГРН"), organisation.ogrn),
        *(Fact(name, value) for name, value in _codes_and_bank(organisation) if value),
    ]


def _codes_and_bank(organisation: Organisation) -> list[tuple[str, str]]:
    """Shown when they are said: few organisations need all of them."""
    today = timezone.localdate()
    coded = (
        (_("ОКВЭД2"), Classifier.OKVED2, organisation.okved2),
        (_("ОКТМО"), Classifier.OKTMO, organisation.oktmo),
    )
    codes = [
        (name, f"{code} {named(classifier, code, today)}".strip() if code else "")
        for name, classifier, code in coded
    ]
    return [
        *codes,
        (_("Юридический адрес"), organisation.legal_address),
        (_("Банк"), organisation.bank),
        (_("БИК"), organisation.bik),
        (_("Расчётный (казначейский) счёт"), organisation.account),
        (_("Корреспондентский (единый казначейский) счёт"), organisation.bank_account),
    ]


def _contacts(organisation: Organisation) -> list[Fact]:
    person = ", ".join(part for part in (organisation.contact_name, organisation.contact_post) if part)
    return [
        Fact(_("Контактное лицо"), person),
        Fact(_("Телефон"), organisation.phone, url=f"tel:{organisation.phone}" if organisation.phone else ""),
        Fact(
            _("Электронная почта"),
            organisation.email,
            url=f"mailto:{organisation.email}" if organisation.email else "",
        ),
        Fact(_("Сайт"), organisation.website, url=organisation.website),
        Fact(_("Адрес"), organisation.address),
        Fact(_("Чем занимается"), organisation.about),
    ]
