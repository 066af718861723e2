"""«Спросить»: for everybody, with an account or without."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zveno.base.accounts.models import User
from zveno.base.core.requests import ZvenoRequest
from zveno.base.core.text import search_key
from zveno.processes.guidance import queries, services
from zveno.processes.guidance.forms import AskForm, ConsentForm
from zveno.processes.guidance.models import About, Centre, GivenAs, Theme
from zveno.processes.guidance.services import Asked, ConsentGiven
from zveno.processes.guidance.throttle import may_ask

SALT = "guidance.ask"
READING_TIME = 2 * 3600


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question_ask(request: ZvenoRequest) -> HttpResponse:
    """The first page. Nothing is kept of it until the second page is agreed to."""
    person, centre = _person(request), _own_centre(request)
    if (centre is None and not queries.centres().exists()) or queries.consent_text(
        timezone.localdate()
    ) is None:
        return render(request, "guidance/nobody.html")
    form = AskForm(request.POST or None, centre=centre, signed_in=person is not None)
    if request.method == "POST" and form.is_bound:
        if form.is_caught:
            return redirect("guidance:question_sent")
        if form.is_valid():
            return _consent_page(request, signing.dumps(form.plain(), salt=SALT, compress=True))
    return render(request, "guidance/ask.html", {"form": form, "person": person})


@login_not_required
@never_cache
@require_POST
def question_consent(request: ZvenoRequest) -> HttpResponse:
    """The second page: a document by itself, agreed to by itself."""
    form = ConsentForm(request.POST)
    carried = _carried(request.POST.get("asked", ""))
    if carried is None:
        messages.warning(request, _("Страница была открыта слишком долго. Напишите вопрос ещё раз."))
        return redirect("guidance:question_ask")
    if not form.is_valid():
        return _consent_page(request, request.POST["asked"], form)
    person = _person(request)
    asked, consent = _question_of(carried, signed_in=person is not None), _consent_of(request, carried, form)
    if asked is None or consent is None:
        return redirect("guidance:question_ask")
    if not may_ask(request, asked.email or f"user {person.pk if person else ''}"):
        return render(request, "429.html", status=429)
    question = services.ask_question(asked, consent, by=person, at=timezone.now())
    if person:
        messages.success(request, _("Вопрос передан в центр. Ответ появится здесь и придёт уведомлением."))
        return redirect("guidance:question_asked", question.pk)
    return redirect("guidance:question_sent")


@login_not_required
@require_safe
def question_sent(request: ZvenoRequest) -> HttpResponse:
    return render(request, "guidance/sent.html")


@login_not_required
@require_safe
def answer_list(request: ZvenoRequest) -> HttpResponse:
    """Answers for everybody, by theme."""
    answers = queries.public_answers()
    typed = request.GET.get("q", "")[:200]
    for word in search_key(typed).split():
        answers = answers.filter(search_key__contains=word)
    theme = request.GET.get("theme", "")
    if theme.isdecimal():
        answers = answers.filter(theme_id=int(theme))
    return render(
        request,
        "guidance/answers.html",
        {"answers": list(answers[:200]), "themes": list(Theme.objects.all()), "typed": typed, "theme": theme},
    )


def _consent_page(request: ZvenoRequest, asked: str, form: ConsentForm | None = None) -> HttpResponse:
    carried = signing.loads(asked, salt=SALT)
    centre = get_object_or_404(queries.centres(), pk=carried["centre"])
    wording = queries.consent_text(timezone.localdate())
    return render(
        request,
        "guidance/consent.html",
        {
            "form": form or ConsentForm(initial={"asked": asked}),
            "text": wording.for_centre(centre.organisation) if wording else "",
            "version": wording.version if wording else "",
            "centre": centre.organisation,
        },
    )


def _carried(asked: str) -> dict[str, Any] | None:
    try:
        carried: dict[str, Any] = signing.loads(asked, salt=SALT, max_age=READING_TIME)
    except signing.BadSignature:
        return None
    return carried


def _question_of(carried: dict[str, Any], *, signed_in: bool) -> Asked | None:
    """None when something of it has vanished, or the person signed in or out between the pages."""
    centre = queries.centres().filter(pk=carried["centre"]).first()
    theme = Theme.objects.filter(pk=carried["theme"]).first()
    if centre is None or theme is None or bool(carried["email"]) == signed_in:
        return None
    return Asked(centre, theme, About(carried["about"]), carried["text"], carried["email"])


def _consent_of(request: ZvenoRequest, carried: dict[str, Any], form: ConsentForm) -> ConsentGiven | None:
    """The wording in force is the one on the page: a new one begins at midnight, with a page of its own."""
    wording = queries.consent_text(timezone.localdate())
    centre = queries.centres().filter(pk=carried["centre"]).first()
    if wording is None or centre is None:
        return None
    return ConsentGiven(
        wording=wording,
        text=wording.for_centre(centre.organisation),
        given_as=GivenAs(form.cleaned_data["given_as"]),
        address=request.META.get("REMOTE_ADDR", ""),
    )


def _person(request: ZvenoRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _own_centre(request: ZvenoRequest) -> Centre | None:
    """Of the person's own district; of the only district there is."""
    organisation = request.actor.organisation if request.actor else None
    own = queries.centre_of(organisation) if organisation else None
    if own:
        return own
    known = list(queries.centres()[:2])
    return known[0] if len(known) == 1 else None
