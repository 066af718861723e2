"""Pages of one's own account, beside those of django-allauth."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.signals import user_logged_in
from allauth.account.views import LoginView
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from zveno.base.accounts import queries, services
from zveno.base.accounts.confirming import knows_a_password
from zveno.base.accounts.forms import FilterForm, SettingsForm, TokenForm
from zveno.base.accounts.models import User
from zveno.base.accounts.seats import seats_of
from zveno.base.accounts.services import AccountError
from zveno.base.core.requests import ZvenoRequest, local_address
from zveno.base.ui.preferences import remember_language, remember_theme


class SignInView(LoginView):  # type: ignore[misc]
    """allauth's page, with the organisation's provider and the people of the demonstration beside it."""

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**options),
            "provider": settings.OIDC,
            "next": self.request.GET.get("next", ""),
            "demo_people": queries.demo_people() if settings.DEMO else (),
        }


sign_in = SignInView.as_view()


def person(request: ZvenoRequest) -> User:
    """LoginRequiredMiddleware lets nobody else through."""
    return cast("User", request.user)


@never_cache
def settings_edit(request: ZvenoRequest) -> HttpResponse:
    user = person(request)
    form = SettingsForm(
        request.POST or None,
        initial={
            "last_name": user.last_name,
            "first_name": user.first_name,
            "patronymic": user.patronymic,
            "language": user.language,
            "theme": user.theme,
        },
    )
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data
        services.rename(
            user,
            last_name=kept["last_name"],
            first_name=kept["first_name"],
            patronymic=kept["patronymic"],
            by=user,
            at=timezone.now(),
        )
        response = redirect("accounts:settings_edit")
        remember_language(request, response, kept["language"])
        remember_theme(request, response, kept["theme"])
        messages.success(request, _("Настройки сохранены."))
        return response
    return render(
        request,
        "accounts/settings.html",
        {
            "form": form,
            "provider": settings.OIDC,
            "is_demo": settings.DEMO and queries.is_demo_person(user),
        },
    )


@require_GET
@never_cache
def session_list(request: ZvenoRequest) -> HttpResponse:
    sessions = UserSession.objects.purge_and_list(person(request))
    lines = queries.session_lines(sessions, current_key=request.session.session_key)
    return render(request, "accounts/sessions.html", {"lines": lines})


@require_POST
def session_end(request: ZvenoRequest, pk: int) -> HttpResponse:
    user = person(request)
    session = get_object_or_404(queries.sessions_of(user), pk=pk)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    services.end_session(session, by=user, at=timezone.now())
    messages.success(request, _("Сеанс завершён: на том устройстве придётся войти заново."))
    return redirect("accounts:session_list")


@require_POST
def session_end_others(request: ZvenoRequest) -> HttpResponse:
    user = person(request)
    for session in queries.sessions_of(user).exclude(session_key=request.session.session_key):
        services.end_session(session, by=user, at=timezone.now())
    messages.success(request, _("Все остальные сеансы завершены."))
    return redirect("accounts:session_list")


@never_cache
@reauthentication_required(allow_get=True, enabled=knows_a_password)  # type: ignore[untyped-decorator]
def token_list(request: ZvenoRequest) -> HttpResponse:
    """The keys, and the form of a new one. Its secret is in the answer to the POST and nowhere else."""
    user, now = person(request), timezone.now()
    form = TokenForm(seats_of(user, on=timezone.localdate()), request.POST or None)
    issued = None
    if request.method == "POST" and form.is_valid():
        issued = services.issue_token(
            user, title=form.cleaned_data["title"], seat=form.chosen_seat, lifetime=form.lifetime, at=now
        )
        form = TokenForm(seats_of(user, on=timezone.localdate()))
    return render(
        request,
        "accounts/tokens.html",
        {"form": form, "tokens": queries.tokens_of(user), "issued": issued, "now": now},
    )


@require_POST
def token_revoke(request: ZvenoRequest, pk: int) -> HttpResponse:
    user = person(request)
    token = get_object_or_404(queries.tokens_of(user), pk=pk)
    services.revoke_token(token, by=user, at=timezone.now())
    messages.success(request, _("Ключ «%(title)s» отозван.") % {"title": token.title})
    return redirect("accounts:token_list")


@require_POST
def filter_save(request: ZvenoRequest) -> HttpResponse:
    """The list is left as it was; a mistake is said above it."""
    form = FilterForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect(local_address(request))
    try:
        saved = services.save_filter(person(request), **form.cleaned_data, at=timezone.now())
    except AccountError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Отбор «%(name)s» сохранён.") % {"name": saved})
        return redirect(saved)
    return redirect(local_address(request))


@require_POST
def filter_drop(request: ZvenoRequest, pk: int) -> HttpResponse:
    user = person(request)
    saved = get_object_or_404(queries.saved_filters_of(user), pk=pk)
    services.drop_filter(saved, by=user, at=timezone.now())
    messages.success(request, _("Отбор «%(name)s» удалён.") % {"name": saved})
    return redirect(local_address(request))


@login_not_required
@require_POST
def demo_enter(request: ZvenoRequest, code: str) -> HttpResponse:
    """Become a person of the demonstration: no password, no second factor, only where DEMO is on."""
    if not settings.DEMO:
        raise Http404
    card = get_object_or_404(queries.demo_people(), code=code)
    if request.user.is_authenticated:
        get_adapter().logout(request)
    get_adapter().login(request, card.user)
    user_logged_in.send(sender=User, request=request, user=card.user)
    return redirect(settings.LOGIN_REDIRECT_URL)
