"""What the doctor and `/metrics` ask of letters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.core.health import Finding, check, fault, gauge, warning
from zveno.base.notifications.models import Letter
from zveno.base.notifications.states import TO_SEND, LetterState

LATE = timedelta(minutes=30)
RECENT = timedelta(days=7)


@check("notifications.letters", gettext_lazy("Письма уходят"))
def leaving() -> Iterator[Finding]:
    now = timezone.now()
    stuck = Letter.objects.filter(state__in=TO_SEND, next_at__lt=now - LATE).count()
    if stuck:
        yield fault(
            _("Писем, которые должны были уйти больше получаса назад: %(count)d.") % {"count": stuck},
            todo=_("Проверьте, что работает «zveno worker», и почтовый сервер из ZVENO_EMAIL_URL."),
        )
    failed = Letter.objects.filter(state=LetterState.FAILED, created_at__gt=now - RECENT).count()
    if failed:
        yield warning(
            _("За неделю не удалось отправить писем: %(count)d.") % {"count": failed},
            todo=_("Откройте «Исходящую почту»: там причины и кнопка «Отправить ещё раз»."),
        )


@gauge("letters_waiting", "Letters in the outbox that have not left yet.")
def waiting() -> float:
    return Letter.objects.filter(state__in=TO_SEND).count()
