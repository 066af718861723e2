"""Switches of the look, and the page that shows every component."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zveno.base.core.requests import ZvenoRequest, local_address
from zveno.base.ui import preferences, samples
from zveno.base.ui.lists import list_page


@login_not_required
@require_POST
def theme_set(request: HttpRequest) -> HttpResponse:
    """Theme and letter spacing, each if it was posted and is known."""
    response = redirect(local_address(request))
    theme = request.POST.get("theme", "")
    if theme in preferences.THEMES:
        preferences.remember_theme(request, response, theme)
    spacing = request.POST.get("spacing", "")
    if spacing in preferences.SPACINGS:
        preferences.remember_spacing(response, spacing)
    return response


@login_not_required
@require_POST
def language_set(request: HttpRequest) -> HttpResponse:
    response = redirect(local_address(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        preferences.remember_language(request, response, language)
    return response


@login_not_required
@require_safe
def styleguide(request: ZvenoRequest) -> HttpResponseBase:
    """Every component in every state; its table is a real list page with sorting, filters and pages."""
    return list_page(
        request,
        table=samples.TABLE,
        rows=samples.partners(),
        template="ui/styleguide.html",
        context=samples.everything(),
    )


@login_not_required
@require_safe
def styleguide_frame(request: HttpRequest, frame: str) -> HttpResponse:
    """The three frames with example menus."""
    if frame not in samples.FRAMES:
        raise Http404
    if frame == "work":
        messages.success(request, _("Так выглядит сообщение после действия."))
    return render(
        request, f"ui/styleguide_{frame}.html", {"frame": samples.FRAMES[frame](), **samples.everything()}
    )


@login_not_required
@require_safe
def styleguide_confirm(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/styleguide_confirm.html")
