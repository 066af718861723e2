"""Pages of notifications, preferences, and the outbox."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from zveno.base.accounts.models import User
from zveno.base.core.requests import ZvenoRequest
from zveno.base.core.verdict import require
from zveno.base.notifications import queries, services
from zveno.base.notifications.forms import PreferencesForm
from zveno.base.notifications.models import Letter
from zveno.base.notifications.policies import can_resend_letter, can_view_letters
from zveno.base.notifications.states import LetterState
from zveno.base.notifications.tables import LETTERS, LetterFilters, letter_status
from zveno.base.ui.components import Empty, Fact, Tab
from zveno.base.ui.lists import list_page
from zveno.base.ui.numbers import written_date

PAGE_SIZE = 30


def reader(request: ZvenoRequest) -> User:
    """LoginRequiredMiddleware lets nobody else through."""
    return cast("User", request.user)


@require_safe
@never_cache
def notification_list(request: ZvenoRequest) -> HttpResponse:
    user = reader(request)
    only_unread = request.GET.get("show") != "all"
    mine = queries.notifications_of(user)
    unread = queries.unread_count(user)
    page = Paginator(mine.unread() if only_unread else mine, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "notifications/list.html",
        {
            "page": page,
            "only_unread": only_unread,
            "unread": unread,
            "tabs": [
                Tab(_("Новые"), "?", current=only_unread, amount=unread),
                Tab(_("Все"), "?show=all", current=not only_unread),
            ],
            "nothing": Empty(
                title=_("Новых уведомлений нет") if only_unread else _("Уведомлений пока нет"),
                text=_("Здесь появится то, что касается вас: приглашения, ответы, документы на подпись."),
                icon="bell",
            ),
        },
    )


@require_safe
@never_cache
def notification_open(request: ZvenoRequest, pk: UUID) -> HttpResponse:
    """On the way to its page it is marked read."""
    notification = get_object_or_404(queries.notifications_of(reader(request)), pk=pk)
    services.mark_read(notification, at=timezone.now())
    return redirect(notification.url or "notifications:notification_list")


@require_POST
def notification_read(request: ZvenoRequest, pk: UUID) -> HttpResponse:
    notification = get_object_or_404(queries.notifications_of(reader(request)), pk=pk)
    services.mark_read(notification, at=timezone.now())
    return redirect("notifications:notification_list")


@require_POST
def notification_read_all(request: ZvenoRequest) -> HttpResponse:
    services.mark_all_read(reader(request), at=timezone.now())
    messages.success(request, _("Все уведомления отмечены прочитанными."))
    return redirect("notifications:notification_list")


@never_cache
def preferences_edit(request: ZvenoRequest) -> HttpResponse:
    user = reader(request)
    form = PreferencesForm(queries.preferences_of(user), request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.set_preferences(user, form.wishes)
        messages.success(request, _("Запомнили, как присылать вам письма."))
        return redirect("notifications:preferences_edit")
    return render(request, "notifications/preferences.html", {"form": form, "email": user.email})


@require_safe
def letter_list(request: ZvenoRequest) -> HttpResponseBase:
    require(can_view_letters(request.actor))
    return list_page(
        request,
        table=LETTERS,
        rows=queries.letters(),
        filterset=LetterFilters,
        empty=Empty(
            title=_("Писем пока не было"),
            text=_("Здесь видно, какие письма отправила система и какие не дошли до почтового сервера."),
            icon="mail",
        ),
    )


@require_safe
def letter_detail(request: ZvenoRequest, pk: int) -> HttpResponse:
    require(can_view_letters(request.actor))
    letter = get_object_or_404(queries.letters(), pk=pk)
    return render(
        request,
        "notifications/letter.html",
        {
            "letter": letter,
            "status": letter_status(letter),
            "facts": _facts(letter),
            "has_failed": letter.state == LetterState.FAILED,
            "resending": can_resend_letter(request.actor, letter),
        },
    )


@require_POST
def letter_resend(request: ZvenoRequest, pk: int) -> HttpResponse:
    require(can_view_letters(request.actor))
    letter = get_object_or_404(queries.letters(), pk=pk)
    services.resend_letter(letter, by=request.actor, at=timezone.now())
    messages.success(request, _("Письмо поставлено в очередь на отправку."))
    return redirect("notifications:letter_detail", pk)


def _facts(letter: Letter) -> list[Fact]:
    waits = letter.state == LetterState.WAITING
    moments = [
        (_("Написано"), letter.created_at),
        (_("Отправлено"), letter.sent_at),
        *([(_("Следующая попытка"), letter.next_at)] if waits else []),
    ]
    return [
        Fact(_("Кому"), letter.to),
        *(Fact(name, written_date(at) if at else "") for name, at in moments),
        Fact(_("Попыток"), letter.attempts),
        Fact(_("Номер сообщения (Message-ID)"), letter.message_id),
    ]
