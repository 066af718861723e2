"""What an asker without an account does by his link: confirm, read, go on, rate, withdraw."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from zveno.base.core.verdict import Verdict
from zveno.base.links.models import Link
from zveno.base.links.purposes import LinkPurpose, register
from zveno.network.organisations.actors import Actor
from zveno.processes.guidance import policies
from zveno.processes.guidance.models import Question
from zveno.processes.guidance.notices import CONFIRM, READ
from zveno.processes.guidance.states import QuestionState
from zveno.processes.guidance.views.by_link import question_by_link

LIFETIME = timedelta(days=90)


def exists(thing_id: str) -> str | None:
    return "" if Question.objects.filter(pk=thing_id).exists() else None


def is_unconfirmed(thing_id: str) -> bool:
    """To press «Подтвердить» the letter is enough: the button does nothing but prove the address."""
    return Question.objects.filter(pk=thing_id, state=QuestionState.UNCONFIRMED).exists()


def may_manage(actor: Any, link: Link) -> Verdict | None:
    question = Question.objects.select_related("receiver").filter(pk=link.thing_id).first()
    if question is None or not isinstance(actor, Actor) or not policies.can_view(actor, question):
        return None
    return policies.can_read(actor, question)


register(
    LinkPurpose(
        code=CONFIRM,
        title=_("Вопрос в ресурсный центр"),
        lifetime=LIFETIME,
        open_view=question_by_link,
        may_manage=may_manage,
        version_of=exists,
        letter_suffices=is_unconfirmed,
        letter="guidance/letters/confirm.txt",
    )
)
register(
    LinkPurpose(
        code=READ,
        title=_("Ответ на ваш вопрос"),
        lifetime=LIFETIME,
        open_view=question_by_link,
        may_manage=may_manage,
        version_of=exists,
        letter="guidance/letters/answer.txt",
    )
)
