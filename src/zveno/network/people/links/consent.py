"""«Дать согласие»: a parent on a bus reads, signs or refuses; by the same letter he withdraws."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.core.requests import ZvenoRequest
from zveno.base.core.verdict import Verdict
from zveno.base.links.models import Link
from zveno.base.links.purposes import LinkPurpose, OpenLink
from zveno.network.people.forms.consents import AgreeForm, WithdrawForm
from zveno.network.people.models import Consent, ConsentAsk, ConsentText, Person, Way
from zveno.network.people.policies.consents import can_collect, can_sign
from zveno.network.people.queries.consents import CONSENT_LINK, particulars, text_of
from zveno.network.people.services.consents import (
    ConsentError,
    Signature,
    give_consent,
    refuse_consent,
    withdraw_consent,
)

WITHDRAW = "withdraw/"


def consent_page(request: ZvenoRequest, opened: OpenLink, rest: str) -> HttpResponse:
    """One decision on one page."""
    ask = (
        ConsentAsk.objects.select_related(
            "person", "request__purpose", "request__operator__territory", "request__operator__kind"
        )
        .filter(pk=opened.link.thing_id)
        .first()
    )
    signer = Person.objects.filter(pk=opened.link.key).first() if opened.link.key.isdigit() else None
    if ask is None or signer is None or rest not in {"", WITHDRAW}:
        raise Http404
    on = timezone.localdate()
    standing = (
        Consent.objects.in_force(on)
        .standing()
        .select_related("purpose", "person", "signer", "text", "operator")
        .filter(person=ask.person, purpose=ask.request.purpose, operator=ask.request.operator, signer=signer)
        .first()
    )
    if rest == WITHDRAW:
        return _withdraw(request, opened, standing, signer)
    if standing:
        return render(
            request,
            "people/consent_link_given.html",
            {"consent": standing, "withdraw_url": opened.url(WITHDRAW), "link": opened.link},
        )
    verdict = can_sign(signer, ask.person, ask.request.purpose, on)
    text = text_of(ask.request.purpose, on)
    if not verdict or text is None:
        return render(request, "people/consent_link_closed.html", {"verdict": verdict, "link": opened.link})
    return _decide(request, opened, ask, signer, text)


def _decide(
    request: ZvenoRequest, opened: OpenLink, ask: ConsentAsk, signer: Person, text: ConsentText
) -> HttpResponse:
    now = timezone.now()
    form = AgreeForm(request.POST if request.method == "POST" else None, initial={"version": text.version})
    if request.method == "POST":
        if request.POST.get("act") == "refuse":
            try:
                refuse_consent(ask, signer=signer, by=None, at=now, evidence=opened.evidence())
            except ConsentError as error:
                messages.error(request, str(error))
            else:
                messages.success(request, _("Ваш отказ записан. На обучение он не влияет."))
            return redirect(opened.url())
        if form.is_valid():
            try:
                give_consent(
                    ask.person,
                    ask.request.purpose,
                    operator=ask.request.operator,
                    signer=signer,
                    version=form.cleaned_data["version"],
                    signature=Signature(Way.CODE, evidence=opened.evidence()),
                    by=None,
                    at=now,
                )
            except ConsentError as error:
                messages.error(request, str(error))
            return redirect(opened.url())
    filled = particulars(text, person=ask.person, signer=signer, operator=ask.request.operator)
    return render(
        request,
        "people/consent_give.html",
        {
            "form": form,
            "purpose": ask.request.purpose,
            "person": ask.person,
            "operator": ask.request.operator,
            "text": text.filled(filled),
            "version": text.version,
            "is_asked": ask.refused_at is None,
            "frame_template": "ui/frames/link.html",
        },
        status=422 if form.errors else 200,
    )


def _withdraw(
    request: ZvenoRequest, opened: OpenLink, consent: Consent | None, signer: Person
) -> HttpResponse:
    if consent is None:
        return redirect(opened.url())
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_consent(
                consent,
                why=form.cleaned_data["why"],
                by=None,
                signer=signer,
                evidence=opened.evidence(),
                at=timezone.now(),
            )
        except ConsentError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Согласие отозвано."))
            return redirect(opened.url())
    return render(
        request,
        "people/consent_withdraw.html",
        {
            "consent": consent,
            "form": form,
            "is_own": True,
            "frame_template": "ui/frames/link.html",
            "back": opened.url(),
        },
        status=422 if form.errors else 200,
    )


def may_manage(actor: Any, link: Link) -> Verdict | None:
    """Whoever collects consents of that person; to others there is no such link."""
    ask = (
        ConsentAsk.objects.visible_to(actor)
        .select_related("person", "request__operator")
        .filter(pk=link.thing_id)
        .first()
    )
    return can_collect(actor, ask.person, ask.request.operator) if ask else None


def version_of(thing_id: str) -> str | None:
    """The wording in force: a letter never leads to the signature of another text than it spoke of."""
    ask = ConsentAsk.objects.select_related("request__purpose").filter(pk=thing_id).first()
    if ask is None or not ask.request.is_open:
        return None
    text = text_of(ask.request.purpose, timezone.localdate())
    return text.version if text else None


CONSENT = LinkPurpose(
    code=CONSENT_LINK,
    title=gettext_lazy("Согласие на обработку персональных данных"),
    lifetime=timedelta(days=30),
    open_view=consent_page,
    may_manage=may_manage,
    version_of=version_of,
    letter="people/letters/consent.txt",
)
