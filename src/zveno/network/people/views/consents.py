"""«Мои дети и согласия»: whoever signs reads, gives, refuses, withdraws, and sees who looked."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zveno.base.accounts.confirming import confirm_again
from zveno.base.audit.models import Entry
from zveno.base.audit.queries import history_of, line_of
from zveno.base.audit.services import record_look
from zveno.base.core.verdict import require
from zveno.base.files.models import StoredFile
from zveno.base.files.serving import file_response
from zveno.base.ui.components import Fact
from zveno.base.ui.numbers import written_date
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.requests import ActorRequest
from zveno.network.people.forms.consents import AgreeForm, StatementForm, WithdrawForm, show_error
from zveno.network.people.models import Consent, ConsentPurpose, Person, Way
from zveno.network.people.policies.consents import can_sign, can_withdraw, is_party
from zveno.network.people.queries import consents as queries
from zveno.network.people.services.consents import (
    ConsentError,
    Signature,
    give_consent,
    refuse_consent,
    withdraw_consent,
)
from zveno.network.people.states import ConsentState

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
def consent_own(request: ActorRequest) -> HttpResponse:
    """Himself and his children: what waits for his decision, what he has given."""
    on = timezone.localdate()
    places = queries.own_places(request.actor.user, on=on)
    return render(
        request,
        "people/consent_own.html",
        {"places": places, "waiting": sum(len(place.waiting) for place in places)},
    )


@page_or_form
@never_cache
def consent_give(request: ActorRequest, person: int, operator: int, purpose: str) -> HttpResponse:
    """Read, tick, sign: whoever signed in long ago confirms himself by his password."""
    whose, house, signer = _place(request, person, operator)
    rule = get_object_or_404(queries.used_purposes(), code=purpose)
    now = timezone.now()
    on = timezone.localdate(now)
    require(can_sign(signer, whose, rule, on))
    text = queries.text_of(rule, on)
    if text is None:
        raise Http404
    form = AgreeForm(request.POST if request.method == "POST" else None, initial={"version": text.version})
    if request.POST.get("act") == "refuse":
        return _refused(request, whose, house, rule, signer)
    if request.method == "POST" and form.is_valid():
        confirm_again(request)
        try:
            consent = give_consent(
                whose,
                rule,
                operator=house,
                signer=signer,
                version=form.cleaned_data["version"],
                signature=Signature(Way.CABINET, evidence=_evidence(request)),
                by=request.actor.user,
                at=now,
            )
        except ConsentError as error:
            form = AgreeForm(initial={"version": text.version})
            messages.error(request, str(error))
        else:
            messages.success(request, _("Спасибо. Согласие дано, отозвать его можно в любое время."))
            return redirect(consent)
    filled = queries.particulars(text, person=whose, signer=signer, operator=house)
    return render(
        request,
        "people/consent_give.html",
        {
            "form": form,
            "purpose": rule,
            "person": whose,
            "operator": house,
            "text": text.filled(filled),
            "version": text.version,
            "is_asked": queries.open_asks(whose, rule, house).filter(refused_at__isnull=True).exists(),
            "frame_template": "ui/frames/work.html",
        },
        status=422 if form.errors else 200,
    )


@require_safe
@never_cache
def consent_show(request: ActorRequest, pk: int) -> HttpResponse:
    """The text as it was signed, and what proves it."""
    consent = _visible(request, pk)
    return render(
        request,
        "people/consent_show.html",
        {
            "consent": consent,
            "facts": _facts(consent),
            "may_withdraw": can_withdraw(request.actor, consent),
            "stands": consent.state == ConsentState.GIVEN,
            "is_own": is_party(request.actor, consent),
            "history": history_of(consent),
        },
    )


@require_safe
def consent_scan(request: ActorRequest, pk: int) -> HttpResponseBase:
    consent = _visible(request, pk)
    if consent.scan_id is None:
        raise Http404
    record_look(consent, by=request.actor.user, at=timezone.now(), why=_("Открыт скан подписанного согласия"))
    return file_response(cast("StoredFile", consent.scan))


@page_or_form
@never_cache
def consent_withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    """What stops is said before the button."""
    consent = _visible(request, pk)
    require(can_withdraw(request.actor, consent))
    own = is_party(request.actor, consent)
    form = (WithdrawForm if own else StatementForm)(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            done = withdraw_consent(
                consent, why=form.cleaned_data["why"], by=request.actor, at=timezone.now()
            )
        except ConsentError as error:
            show_error(form, error)
        else:
            messages.success(request, _("Согласие отозвано."))
            return redirect(done)
    return render(
        request,
        "people/consent_withdraw.html",
        {
            "consent": consent,
            "form": form,
            "is_own": own,
            "frame_template": "ui/frames/work.html",
            "back": consent.get_absolute_url(),
        },
        status=422 if form.errors else 200,
    )


@require_safe
@never_cache
def look_list(request: ActorRequest, pk: int) -> HttpResponse:
    """«Кто смотрел»: for the person himself and his representatives."""
    whose = get_object_or_404(Person.objects.all(), pk=pk)
    if whose not in queries.signs_for(request.actor.user):
        raise Http404
    looks = Entry.objects.about_thing(whose).looks()[:200]
    return render(
        request, "people/look_list.html", {"person": whose, "lines": [line_of(look) for look in looks]}
    )


def _visible(request: ActorRequest, pk: int) -> Consent:
    found = Consent.objects.visible_to(request.actor).select_related(
        "person", "signer", "purpose", "text", "operator__territory", "operator__kind", "scan", "taken_by"
    )
    return get_object_or_404(found, pk=pk)


def _place(request: ActorRequest, person: int, operator: int) -> tuple[Person, Organisation, Person]:
    """Whose consent, to whom, and who signs; to a stranger there is no such page."""
    signer = queries.person_of(request.actor.user)
    whose = next((one for one in queries.signs_for(request.actor.user) if one.pk == person), None)
    if signer is None or whose is None:
        raise Http404
    houses = queries.operators_of([whose]).get(whose.pk, [])
    house = next((one for one in houses if one.pk == operator), None)
    if house is None:
        raise Http404
    return whose, house, signer


def _refused(
    request: ActorRequest, person: Person, operator: Organisation, purpose: ConsentPurpose, signer: Person
) -> HttpResponse:
    now = timezone.now()
    for ask in queries.open_asks(person, purpose, operator).select_related("person"):
        refuse_consent(ask, signer=signer, by=request.actor.user, at=now)
    messages.success(
        request, _("Ваш отказ записан. На обучение он не влияет, передумать можно в любое время.")
    )
    return redirect("people:consent_own")


def _evidence(request: ActorRequest) -> dict[str, Any]:
    user = request.actor.user
    return {
        "account": user.pk,
        "email": user.email,
        "person": user.get_full_name(),
        "address": request.META.get("REMOTE_ADDR"),
    }


def _facts(consent: Consent) -> list[Fact]:
    return [
        Fact(_("Чьи данные"), consent.person.full_name),
        Fact(_("Кому"), consent.operator.full_name),
        Fact(_("Кто подписал"), f"{consent.signer.full_name} ({consent.get_signed_as_display()})"),
        Fact(_("Документ представителя"), consent.authority)
        if consent.authority
        else Fact(_("В качестве кого"), consent.get_signed_as_display()),
        Fact(_("Как дано"), consent.get_way_display()),
        Fact(_("Дано"), written_date(consent.given_on)),
        Fact(
            _("Действует по"),
            written_date(consent.valid_until) if consent.valid_until else _("пока не отозвано"),
        ),
        Fact(_("Кто принял"), consent.taken_by.get_full_name() if consent.taken_by else None),
        Fact(_("Редакция"), consent.text.version),
        Fact(_("Отпечаток текста"), consent.sha256[:16]),
    ]
