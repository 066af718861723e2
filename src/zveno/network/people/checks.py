"""What the doctor asks about people's data."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.core.health import Finding, check, fault, warning
from zveno.network.people.models import Consent, ConsentPurpose, SubjectRequest
from zveno.network.people.queries.consents import text_of


@check("people.consents", gettext_lazy("Подписанные тексты согласий не изменены"))
def whole() -> Iterator[Finding]:
    """Each text is filled anew and compared with the fingerprint of what was signed."""
    for consent in Consent.objects.select_related("text").order_by("pk").iterator(chunk_size=500):
        if not consent.is_whole:
            yield fault(
                _("Текст согласия № %(number)s не тот, что был подписан.") % {"number": consent.pk},
                todo=_("Сравните с резервной копией и выясните по журналу, кто имел доступ к серверу."),
            )


@check("people.purposes", gettext_lazy("У каждой цели есть текст согласия"))
def worded() -> Iterator[Finding]:
    """Without a wording in force nobody can sign."""
    today = timezone.localdate()
    for purpose in ConsentPurpose.objects.filter(is_used=True):
        if text_of(purpose, today) is None:
            yield warning(
                _("Для цели «%(purpose)s» нет действующего текста согласия.") % {"purpose": purpose},
                todo=_("Пусть ответственный за персональные данные добавит редакцию."),
            )


@check("people.requests", gettext_lazy("На обращения о личных данных отвечают в срок"))
def answered() -> Iterator[Finding]:
    late = SubjectRequest.objects.overdue(timezone.localdate()).count()
    if late:
        yield warning(
            _("Обращений без ответа в срок: %(count)d.") % {"count": late},
            todo=_("Срок ответа установлен законом: напомните руководителям организаций."),
        )
