"""Pages under /l/<secret>/, and the two acts of whoever sent a link."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from zveno.base.core.requests import ZvenoRequest, local_address
from zveno.base.links import confirmations, queries, services
from zveno.base.links.forms import CodeForm
from zveno.base.links.models import Link
from zveno.base.links.policies import can_manage
from zveno.base.links.purposes import OpenLink, named
from zveno.base.links.queries import Found
from zveno.base.links.seals import masked
from zveno.base.links.states import RENEWABLE, State

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
View = Callable[..., HttpResponse]


def by_link(view: View) -> View:
    """For everybody, never cached, never indexed, and the address leaves with no Referer.

    `strict-origin` and not `no-referrer`: with the latter browsers send `Origin: null` with our own
    forms, and the protection against forged requests must refuse them.
    """

    @wraps(view)
    def guarded(request: ZvenoRequest, secret: str, **parts: Any) -> HttpResponse:
        response = view(request, secret, **parts)
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return cast("View", login_not_required(never_cache(guarded)))


@by_link
def link_open(request: ZvenoRequest, secret: str, rest: str = "") -> HttpResponse:
    """The page of the task, or of what stands before it."""
    now = timezone.now()
    found = queries.found_by(secret, at=now)
    if found.link is None or found.state is not State.OPEN:
        return _closed(request, secret, found)
    confirmed_at = confirmations.confirmed_at(request, found.link, at=now)
    kind = named(found.link.purpose)
    lacks_code = found.link.needs_code and confirmed_at is None
    if lacks_code and not kind.letter_suffices(found.link.thing_id):
        return _code_page(request, secret, found.link) if rest == "" else redirect("links:link_open", secret)
    opened = OpenLink(found.link, secret, confirmed_at, request.META.get("REMOTE_ADDR"))
    response = kind.open_view(request, opened, rest)
    if request.method not in SAFE_METHODS:
        services.note_use(found.link, at=now)
        if lacks_code:  # whoever has made the first step here goes on here
            confirmations.confirm(request, found.link, at=now)
    return response


@by_link
def code_send(request: ZvenoRequest, secret: str) -> HttpResponse:
    now = timezone.now()
    found = queries.found_by(secret, at=now)
    if found.link is None or found.state is not State.OPEN:
        return _closed(request, secret, found)
    if request.method == "POST":
        try:
            services.send_code(found.link, at=now)
        except services.LinkError as error:
            messages.warning(request, str(error))
    return redirect("links:link_open", secret)


@by_link
def code_confirm(request: ZvenoRequest, secret: str) -> HttpResponse:
    now = timezone.now()
    found = queries.found_by(secret, at=now)
    if found.link is None or found.state is not State.OPEN:
        return _closed(request, secret, found)
    if request.method != "POST":
        return redirect("links:link_open", secret)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _code_page(request, secret, found.link, form)
    try:
        services.confirm_code(found.link, form.cleaned_data["code"], at=now)
    except services.LinkError as error:
        form.add_error("code", str(error))
        return _code_page(request, secret, found.link, form)
    confirmations.confirm(request, found.link, at=now)
    return redirect("links:link_open", secret)


@by_link
def link_renew(request: ZvenoRequest, secret: str) -> HttpResponse:
    """One button on the page of a link that no longer opens."""
    now = timezone.now()
    found = queries.found_by(secret, at=now)
    if found.link is None:
        return _closed(request, secret, found)
    if request.method == "POST" and found.state in RENEWABLE:
        try:
            services.renew_link(found.link, at=now)
            messages.success(
                request,
                _("Новая ссылка отправлена на %(email)s. Обычно письмо приходит за минуту.")
                % {"email": masked(found.link.email)},
            )
        except services.LinkError as error:
            messages.warning(request, str(error))
    return redirect("links:link_open", secret)


@require_POST
def link_remind(request: ZvenoRequest, pk: int) -> HttpResponse:
    link = _managed(request, pk)
    try:
        services.remind_link(link, by=request.actor, at=timezone.now())
        messages.success(request, _("Напоминание отправлено: %(person)s.") % {"person": link.person_name})
    except services.LinkError as error:
        messages.warning(request, str(error))
    return redirect(local_address(request))


@require_POST
def link_revoke(request: ZvenoRequest, pk: int) -> HttpResponse:
    link = _managed(request, pk)
    services.revoke_link(link, by=request.actor, at=timezone.now())
    messages.success(request, _("Ссылка отозвана: %(person)s.") % {"person": link.person_name})
    return redirect(local_address(request))


def _managed(request: ZvenoRequest, pk: int) -> Link:
    """The link; a stranger does not learn that it exists."""
    link = get_object_or_404(Link, pk=pk)
    if can_manage(request.actor, link) is None:
        raise Http404
    return link


def _closed(request: ZvenoRequest, secret: str, found: Found) -> HttpResponse:
    """Unknown addresses are all alike (404); what was sent once says what became of it (410)."""
    if found.link is None:
        return render(request, "links/unknown.html", status=404)
    next_at = queries.next_renewal_at(found.link)
    return render(
        request,
        "links/closed.html",
        {
            "link": found.link,
            "state": found.state.value,
            "secret": secret,
            "email": masked(found.link.email) if found.link.email else "",
            "renewable": found.state in RENEWABLE and found.link.email != "",
            "next_at": next_at if next_at and next_at > timezone.now() else None,
            "title": named(found.link.purpose).title,
        },
        status=410,
    )


def _code_page(request: ZvenoRequest, secret: str, link: Link, form: CodeForm | None = None) -> HttpResponse:
    return render(
        request,
        "links/code.html",
        {
            "link": link,
            "title": named(link.purpose).title,
            "secret": secret,
            "email": masked(link.email),
            "desk": queries.code_desk(link, at=timezone.now()),
            "form": form or CodeForm(),
        },
    )
