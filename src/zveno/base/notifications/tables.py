"""How the outbox is listed."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from zveno.base.notifications.models import Letter
from zveno.base.notifications.states import LetterState
from zveno.base.ui.components import Status, Tone
from zveno.base.ui.filters import ChoiceFilter, FilterSet
from zveno.base.ui.tables import Table, moment, number, status, text

TONES: dict[str, Tone] = {
    LetterState.WAITING: "waits",
    LetterState.SENDING: "waits",
    LetterState.SENT: "good",
    LetterState.FAILED: "late",
}


class LetterFilters(FilterSet):
    to = django_filters.CharFilter(label=_("Кому"), lookup_expr="icontains")
    state = ChoiceFilter(label=_("Состояние"), choices=LetterState.choices)


def letter_status(letter: Letter) -> Status:
    return Status(LetterState(letter.state).label, TONES[letter.state])


LETTERS: Table[Letter] = Table(
    caption=_("Исходящая почта"),
    columns=(
        text("subject", _("Тема"), lambda letter: letter.subject, order="subject"),
        text("to", _("Кому"), lambda letter: letter.to, order="to"),
        status("state", _("Состояние"), letter_status, order="state"),
        moment("created", _("Написано"), lambda letter: letter.created_at, order="created_at"),
        moment("sent", _("Отправлено"), lambda letter: letter.sent_at, order="sent_at"),
        number("attempts", _("Попыток"), lambda letter: letter.attempts, order="attempts"),
        text("error", _("Почему не ушло"), lambda letter: letter.error),
    ),
    order="-created",
    row_url=Letter.get_absolute_url,
)
