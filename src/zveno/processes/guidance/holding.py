"""What the desk of questions holds about a person: what he asked while signed in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.ui.numbers import written_date
from zveno.network.people.models import Person
from zveno.network.people.queries.held import Erased, Holder, Section, register
from zveno.processes.guidance.models import Question
from zveno.processes.guidance.services import erase_question


def questions(person: Person) -> Iterator[Section]:
    if person.user_id is None:
        return
    rows = Question.objects.filter(asker=person.user_id, erased_at=None).select_related("receiver", "theme")
    yield Section(
        _("Вопросы в ресурсный центр"),
        [
            {
                _("Задан"): written_date(question.asked_at),
                _("Тема"): question.theme.name,
                _("Вопрос"): question.text,
                _("Ответы и уточнения"): "\n".join(message.text for message in question.messages.all()),
                _("Кто отвечает"): question.receiver.full_name,
            }
            for question in rows.prefetch_related("messages").order_by("asked_at", "pk")
        ],
        received_by=_("Организация, которая отвечает"),
    )


def erase(person: Person, at: datetime) -> Erased:
    """Texts go, numbers and dates stay for the count."""
    if person.user is None:
        return Erased()
    rows = list(Question.objects.filter(asker=person.user, erased_at=None))
    for question in rows:
        erase_question(question, by=person.user, at=at)
    return Erased(gone=len(rows))


register(Holder("guidance.questions", gettext_lazy("Вопросы в ресурсный центр"), questions, erase=erase))
