"""Staff ask a class for consents, take papers, see who gave."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zveno.base.core.verdict import require
from zveno.base.documents.queries import offers
from zveno.base.files.intake import receive
from zveno.base.files.kinds import SCANS
from zveno.base.files.refusal import FileRefused
from zveno.base.ui.components import Empty, Fact, Figure
from zveno.base.ui.lists import list_page
from zveno.base.ui.numbers import written
from zveno.network.organisations.requests import ActorRequest
from zveno.network.people.forms.consents import (
    AskForm,
    AskPersonForm,
    PaperForm,
    PapersForm,
    WordingForm,
    show_error,
)
from zveno.network.people.models import (
    ConsentAsk,
    ConsentPurpose,
    ConsentRequest,
    Person,
    SignedAs,
    StudyGroup,
)
from zveno.network.people.policies import consents as policies
from zveno.network.people.queries import consents as queries
from zveno.network.people.services import consent_requests as services
from zveno.network.people.services.consents import ConsentError, take_paper, take_papers
from zveno.network.people.tables.consents import ASKED, CONSENT_REQUESTS, PURPOSES, STANDINGS
from zveno.network.people.years import school_year

page_or_form = require_http_methods(["GET", "HEAD", "POST"])
TWO_WEEKS = timedelta(days=14)


@require_safe
def consent_request_list(request: ActorRequest) -> HttpResponseBase:
    require(policies.can_list_requests(request.actor))
    may_ask = policies.can_ask_anybody(request.actor)
    rows = (
        ConsentRequest.objects.visible_to(request.actor)
        .select_related("purpose", "group", "operator")
        .order_by("-asked_at", "-pk")
    )
    return list_page(
        request,
        table=CONSENT_REQUESTS,
        rows=queries.counted(list(rows[:500]), on=timezone.localdate()),
        template="people/consent_request_list.html",
        empty=Empty(
            _("Согласий ещё не запрашивали"),
            _("Запросите у класса или группы: родители получат ссылки, остальным напечатаете бланки."),
            **({"action": _("Запросить"), "url": reverse("people:consent_request_add")} if may_ask else {}),
            icon="file-pen-line",
        ),
        context={"may_ask": may_ask},
    )


@page_or_form
def consent_request_add(request: ActorRequest) -> HttpResponse:
    require(policies.can_ask_anybody(request.actor))
    today = timezone.localdate()
    groups = (
        StudyGroup.objects.visible_to(request.actor)
        .filter(organisation=request.actor.organisation)
        .of_year(school_year(today))
        .order_by("level", "sort_key", "pk")
    )
    form = AskForm(
        request.POST if request.method == "POST" else None,
        groups=groups,
        initial={"due_on": today + TWO_WEEKS, "group": request.GET.get("group")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.ask_group(**form.cleaned_data, by=request.actor, at=timezone.now())
        except ConsentError as error:
            show_error(form, error)
        else:
            messages.success(request, _("Запрос создан. Отправьте ссылки и напечатайте бланки остальным."))
            return redirect(made)
    return render(
        request, "people/consent_request_add.html", {"form": form}, status=422 if form.errors else 200
    )


@require_safe
@never_cache
def consent_request_show(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Who gave, who refused, whom we wait for."""
    asked = _request(request, pk)
    on = timezone.localdate()
    page = queries.request_page(asked, ConsentAsk.objects.visible_to(request.actor), on=on)
    return list_page(
        request,
        table=ASKED,
        rows=list(page.lines),
        template="people/consent_request_show.html",
        context={
            "asked": asked,
            "figures": [
                Figure(_("Дали"), written(page.whole), tone="good"),
                Figure(_("Ждём"), written(page.waiting), tone="waits" if page.waiting else "plain"),
                Figure(_("Отказались"), written(page.refused)),
            ],
            "may_run": policies.can_run_request(request.actor, asked),
            "offers": offers(asked, request.actor),
        },
    )


@require_POST
def consent_request_send(request: ActorRequest, pk: int) -> HttpResponse:
    asked = _request(request, pk)
    try:
        sent = services.send_links(asked, by=request.actor, at=timezone.now())
    except ConsentError as error:
        messages.error(request, str(error))
        return redirect(asked)
    messages.success(request, _("Писем отправлено: %(count)d.") % {"count": sent.letters})
    if sent.without_address:
        messages.warning(
            request,
            _("Нет адреса электронной почты, нужен бланк: %(names)s.")
            % {"names": ", ".join(person.short_name for person in sent.without_address)},
        )
    return redirect(asked)


@page_or_form
def consent_request_close(request: ActorRequest, pk: int) -> HttpResponse:
    asked = _request(request, pk)
    require(policies.can_run_request(request.actor, asked))
    if request.method == "POST":
        services.close_request(asked, by=request.actor, at=timezone.now())
        messages.success(request, _("Запрос закрыт. Данные согласия действуют."))
        return redirect(asked)
    return render(request, "people/consent_request_close.html", {"asked": asked})


@page_or_form
def consent_paper(request: ActorRequest, pk: int) -> HttpResponse:
    """A signed paper comes in: its scan, its date, whose signature."""
    asks = ConsentAsk.objects.visible_to(request.actor).select_related(
        "person",
        "request__purpose",
        "request__operator__territory",
        "request__operator__kind",
        "request__group",
    )
    ask = get_object_or_404(asks, pk=pk)
    require(policies.can_collect(request.actor, ask.person, ask.request.operator))
    now = timezone.now()
    signers = queries.signers_of(ask.person, SignedAs)
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        signers=signers,
        initial={"given_on": timezone.localdate(now)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            received = receive(form.cleaned_data["scan"], accepts=SCANS)
            take_paper(
                ask.person,
                ask.request.purpose,
                signer=next(one for one in signers if one.pk == form.cleaned_data["signer"]),
                given_on=form.cleaned_data["given_on"],
                scan=received,
                by=request.actor,
                at=now,
            )
        except FileRefused as refusal:
            form.add_error("scan", str(refusal))
        except ConsentError as error:
            show_error(form, error)
        else:
            messages.success(request, _("Согласие на бумаге внесено: %(person)s.") % {"person": ask.person})
            return redirect(ask.request)
    return render(
        request, "people/consent_paper.html", {"ask": ask, "form": form}, status=422 if form.errors else 200
    )


@page_or_form
def consent_papers(request: ActorRequest, pk: int) -> HttpResponse:
    """The papers of the whole class at once: one scan, a tick for each."""
    asked = _request(request, pk)
    require(policies.can_run_request(request.actor, asked))
    now = timezone.now()
    on = timezone.localdate(now)
    page = queries.request_page(asked, ConsentAsk.objects.visible_to(request.actor), on=on)
    pairs = {
        f"{line.ask.person_id}-{signer.pk}": (line.ask.person, signer)
        for line in page.lines
        for signer in line.signers
    }
    form = PapersForm(
        request.POST or None,
        request.FILES or None,
        signed=[(key, _pair(child, signer)) for key, (child, signer) in pairs.items()],
        initial={"given_on": on},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = take_papers(
                asked,
                [pairs[key] for key in form.cleaned_data["signed"]],
                given_on=form.cleaned_data["given_on"],
                scan=receive(form.cleaned_data["scan"], accepts=SCANS),
                by=request.actor,
                at=now,
            )
        except FileRefused as refusal:
            form.add_error("scan", str(refusal))
        except ConsentError as error:
            show_error(form, error)
        else:
            messages.success(request, _("Внесено согласий: %(count)d.") % {"count": len(made)})
            return redirect(asked)
    return render(
        request,
        "people/consent_papers.html",
        {"asked": asked, "form": form, "nobody": not pairs},
        status=422 if form.errors else 200,
    )


def _pair(child: Person, signer: Person) -> str:
    if child.pk == signer.pk:
        return _("%(child)s – подписал(а) сам(а)") % {"child": child.short_name}
    return _("%(child)s – подписал(а) %(signer)s") % {
        "child": child.short_name,
        "signer": signer.short_name,
    }


@page_or_form
@never_cache
def consent_person(request: ActorRequest, pk: int) -> HttpResponse:
    """All consents of one person, for those who work with him; one more may be asked for."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    now = timezone.now()
    on = timezone.localdate(now)
    may_ask = policies.can_collect(request.actor, person)
    form = AskPersonForm(
        request.POST if request.method == "POST" else None, initial={"due_on": on + TWO_WEEKS}
    )
    if request.method == "POST":
        require(may_ask)
        if form.is_valid():
            try:
                made = services.ask_person(person, **form.cleaned_data, by=request.actor, at=now)
            except ConsentError as error:
                show_error(form, error)
            else:
                messages.success(request, _("Запрос создан. Отправьте ссылку или напечатайте бланк."))
                return redirect(made)
    found = queries.standings([person], list(queries.used_purposes()), queries.operators_of([person]), on=on)
    return render(
        request,
        "people/consent_person.html",
        {
            "person": person,
            "table": STANDINGS.page(found, request.GET, request.path),
            "may_ask": may_ask,
            "form": form,
        },
        status=422 if form.errors else 200,
    )


@require_safe
def purpose_list(request: ActorRequest) -> HttpResponseBase:
    """What is asked for, and in which words: open to whoever works here."""
    require(policies.can_read_purposes(request.actor))
    return list_page(request, table=PURPOSES, rows=ConsentPurpose.objects.all())


@require_safe
def purpose_show(request: ActorRequest, pk: int) -> HttpResponse:
    require(policies.can_read_purposes(request.actor))
    purpose = get_object_or_404(ConsentPurpose, pk=pk)
    return render(
        request,
        "people/purpose_show.html",
        {
            "purpose": purpose,
            "facts": [
                Fact(_("Какие данные и зачем"), purpose.covers),
                Fact(_("Кому передаются"), purpose.recipients),
                Fact(_("Срок"), purpose.retention),
                Fact(_("Что прекращается после отзыва"), purpose.stops),
            ],
            "texts": list(purpose.texts.order_by("-valid_from", "-pk")),
            "may_word": policies.can_word(request.actor),
        },
    )


@page_or_form
def purpose_word(request: ActorRequest, pk: int) -> HttpResponse:
    require(policies.can_word(request.actor))
    purpose = get_object_or_404(ConsentPurpose, pk=pk)
    last = purpose.texts.order_by("-valid_from", "-pk").first()
    today = timezone.localdate()
    form = WordingForm(
        request.POST if request.method == "POST" else None,
        initial={"text": last.text if last else "", "valid_from": today, "version": f"{today:%Y-%m}"},
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.add_wording(purpose, **form.cleaned_data, by=request.actor, at=timezone.now())
        except ConsentError as error:
            show_error(form, error)
        else:
            messages.success(request, _("Новая редакция сохранена."))
            return redirect("people:purpose_show", pk)
    return render(
        request,
        "people/purpose_word.html",
        {"form": form, "purpose": purpose},
        status=422 if form.errors else 200,
    )


def _request(request: ActorRequest, pk: int) -> ConsentRequest:
    found = ConsentRequest.objects.visible_to(request.actor).select_related(
        "purpose", "group", "operator__territory", "operator__kind", "asked_by"
    )
    return get_object_or_404(found, pk=pk)
