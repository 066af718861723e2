"""What the pages of this package share: a form with its way back, a question before something is dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zveno.network.organisations.requests import ActorRequest
from zveno.network.programmes.services import ProgrammeError

page_or_form = require_http_methods(["GET", "HEAD", "POST"])
Up = tuple[str, str]
"""A page above this one: its title and address."""


def posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def form_page(
    request: ActorRequest,
    form: BaseForm,
    *,
    title: str,
    action: str,
    back: str,
    up: Up,
    lead: str = "",
    thing: Up | None = None,
    kind: str = "main",
    template: str = "programmes/form.html",
    **context: Any,
) -> HttpResponse:
    """The form, again with its faults when something was sent that is not in order."""
    return render(
        request,
        template,
        {
            "form": form,
            "title": title,
            "lead": lead,
            "action": action,
            "back": back,
            "up": up,
            "thing": thing,
            "kind": kind,
            **context,
        },
        status=422 if form.errors else 200,
    )


def dropped(
    request: ActorRequest,
    drop: Callable[[], None],
    *,
    title: str,
    text: str,
    back: str,
    then: str,
    action: str = "",
) -> HttpResponse:
    """Asks first; a refusal of the service is said where the person was."""
    if request.method == "POST":
        try:
            drop()
        except ProgrammeError as error:
            messages.error(request, str(error))
            return redirect(back)
        messages.success(request, _("Готово."))
        return redirect(then)
    return render(
        request,
        "programmes/confirm.html",
        {"title": title, "text": text, "back": back, "action": action or _("Убрать")},
    )


def moved(request: ActorRequest, move: Callable[[], object], *, done: str, to: str) -> HttpResponse:
    """A move of one press."""
    try:
        move()
    except ProgrammeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect(to)
