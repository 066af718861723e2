"""People who can sign in: what an administrator sees of them and does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from zveno.base.accounts.models import User
from zveno.base.audit.queries import history_of
from zveno.base.audit.services import record_look
from zveno.base.core.verdict import require
from zveno.base.ui.components import Empty, Fact
from zveno.base.ui.lists import list_page
from zveno.base.ui.mistakes import show_errors
from zveno.network.organisations import policies, queries
from zveno.network.organisations.filters import AccountFilters
from zveno.network.organisations.forms import ReasonForm
from zveno.network.organisations.requests import ActorRequest
from zveno.network.organisations.services import OrganisationError, accounts
from zveno.network.organisations.tables import ACCOUNTS
from zveno.network.organisations.views.organisations import page_or_form, posted


@require_safe
def account_list(request: ActorRequest) -> HttpResponseBase:
    require(policies.can_keep_accounts(request.actor))
    return list_page(
        request,
        table=ACCOUNTS,
        rows=queries.all_accounts(on=timezone.localdate()),
        filterset=AccountFilters,
        empty=Empty(_("Учётных записей ещё нет"), _("Они появляются по приглашениям организаций.")),
    )


def _person(request: ActorRequest, pk: int) -> User:
    require(policies.can_keep_accounts(request.actor))
    return get_object_or_404(User, pk=pk)


@require_safe
def account_show(request: ActorRequest, pk: int) -> HttpResponse:
    person, now = _person(request, pk), timezone.now()
    record_look(person, by=request.actor.user, at=now)
    page = queries.account_page(person, request.actor, on=timezone.localdate(now))
    return render(
        request,
        "organisations/account_show.html",
        {
            "page": page,
            "person": person,
            "facts": [
                Fact(_("Электронная почта"), person.email, url=f"mailto:{person.email}"),
                Fact(_("Заведена"), f"{timezone.localtime(person.created_at):%d.%m.%Y}"),
                Fact(
                    _("Последний вход"),
                    f"{timezone.localtime(person.last_login):%d.%m.%Y %H:%M}" if person.last_login else None,
                ),
                Fact(_("Открытых сеансов"), page.sessions),
                Fact(_("Второй фактор"), _now("есть") if page.has_factor else _now("нет")),
            ],
            "history": history_of(person, limit=20),
        },
    )


@dataclass(frozen=True)
class _Move:
    """An act that asks for its reason on a page of its own."""

    act: Callable[..., object]
    title: Promise
    lead: Promise
    button: Promise
    done: Promise
    danger: bool = True


CLOSE = _Move(
    accounts.close_account,
    _("Закрыть учётную запись?"),
    _("Человек больше не войдёт, сеансы завершатся, ключи API не сработают. Сделанное им останется."),
    _("Закрыть учётную запись"),
    _("Учётная запись закрыта."),
)
REOPEN = _Move(
    accounts.reopen_account,
    _("Открыть учётную запись снова?"),
    _("Человек снова войдёт со своим паролем на свои места. Отозванные ключи API останутся отозванными."),
    _("Открыть учётную запись"),
    _("Учётная запись открыта снова."),
    danger=False,
)
RESET_FACTORS = _Move(
    accounts.reset_factors,
    _("Снять второй фактор входа?"),
    _("Убедитесь, что просит сам владелец: до нового фактора хватит пароля. Ему придёт письмо об этом."),
    _("Снять второй фактор"),
    _("Второй фактор снят, владельцу отправлено письмо."),
)


@page_or_form
def account_close(request: ActorRequest, pk: int) -> HttpResponse:
    return _moved(request, pk, CLOSE)


@page_or_form
def account_reopen(request: ActorRequest, pk: int) -> HttpResponse:
    return _moved(request, pk, REOPEN)


@page_or_form
def account_reset_factors(request: ActorRequest, pk: int) -> HttpResponse:
    return _moved(request, pk, RESET_FACTORS)


def _moved(request: ActorRequest, pk: int, move: _Move) -> HttpResponse:
    person = _person(request, pk)
    require(policies.can_change_account(request.actor, person))
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            move.act(person, why=form.cleaned_data["why"], by=request.actor, at=timezone.now())
        except OrganisationError as error:
            show_errors(form, error)
        else:
            messages.success(request, str(move.done))
            return redirect("organisations:account_show", person.pk)
    return render(
        request,
        "organisations/account_move.html",
        {"form": form, "person": person, "move": move},
        status=422 if form.errors else 200,
    )


@require_POST
def account_end_sessions(request: ActorRequest, pk: int) -> HttpResponse:
    person = _person(request, pk)
    ended = accounts.end_sessions(person, by=request.actor, at=timezone.now())
    messages.success(request, _now("Завершено сеансов: %(count)s.") % {"count": ended})
    return redirect("organisations:account_show", person.pk)


@require_POST
def account_send_reset(request: ActorRequest, pk: int) -> HttpResponse:
    person = _person(request, pk)
    try:
        accounts.send_password_reset(person, by=request.actor, at=timezone.now())
    except OrganisationError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _now("Письмо для нового пароля отправлено на %(email)s.") % {"email": person.email}
        )
    return redirect("organisations:account_show", person.pk)
