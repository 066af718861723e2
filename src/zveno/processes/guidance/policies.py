"""Who may do what with a question."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zveno.base.accounts.models import User
from zveno.base.core.verdict import YES, Verdict, all_of, any_of, no
from zveno.network.organisations.actors import Actor
from zveno.processes.guidance.models import PublicAnswer, Question, ReadyAnswer
from zveno.processes.guidance.staff import ANSWERERS, OVERSEERS
from zveno.processes.guidance.states import LIFE, QuestionState


def can_list(actor: Actor) -> Verdict:
    if actor.organisation is not None and actor.role in ANSWERERS | OVERSEERS:
        return YES
    return _not_staff()


def can_view(actor: Actor, question: Question) -> Verdict:
    """The card: number, theme, term. Not the text."""
    if question.state == QuestionState.UNCONFIRMED:
        return no(_("Вопрос ещё не подтверждён."))
    return any_of(_answers(actor, question), _oversees(actor, question))


def can_read(actor: Actor, question: Question) -> Verdict:
    """The text is for the answer, and for nothing else."""
    return _answers(actor, question)


def can_take(actor: Actor, question: Question) -> Verdict:
    if question.owner_id == actor.user.pk and question.state == QuestionState.IN_WORK:
        return no(_("Этот вопрос уже ведёте вы."))
    return all_of(_answers(actor, question), LIFE.can(question.state, "take"))


def can_answer(actor: Actor, question: Question) -> Verdict:
    return all_of(_answers(actor, question), LIFE.can(question.state, "answer"), _owns(actor, question))


def can_pass(actor: Actor, question: Question) -> Verdict:
    return all_of(_answers(actor, question), LIFE.can(question.state, "pass"))


def can_close(actor: Actor, question: Question) -> Verdict:
    return all_of(_answers(actor, question), LIFE.can(question.state, "close"))


def can_publish_answer(actor: Actor, question: Question) -> Verdict:
    if question.answered_at is None or question.erased_at is not None:
        return no(_("Опубликовать можно только то, на что уже есть ответ."))
    return _answers(actor, question)


def can_withdraw_answer(actor: Actor, answer: PublicAnswer) -> Verdict:
    if actor.belongs_to(answer.organisation) and actor.role in ANSWERERS:
        return YES
    return _not_staff()


def can_keep_ready_answers(actor: Actor) -> Verdict:
    if actor.organisation is not None and actor.role in ANSWERERS:
        return YES
    return _not_staff()


def can_use_ready_answer(actor: Actor, answer: ReadyAnswer) -> Verdict:
    return all_of(
        can_keep_ready_answers(actor), YES if actor.belongs_to(answer.organisation) else _not_staff()
    )


def can_appoint_centre(actor: Actor) -> Verdict:
    if actor.role in OVERSEERS:
        return YES
    return no(
        _("Кто принимает вопросы района, решает муниципальный координатор."),
        who_can=_("Муниципальный координатор."),
    )


def can_go_on(user: User | None, question: Question) -> Verdict:
    """The asker himself: signed in, or (None) by the link that was sent to his address."""
    if question.erased_at is not None:
        return no(_("Текст вопроса стёрт. Можно задать новый."))
    if (question.asker_id is None) == (user is None) and (user is None or question.asker_id == user.pk):
        return YES
    return no(_("Это делает тот, кто задал вопрос."))


def _answers(actor: Actor, question: Question) -> Verdict:
    if actor.role in ANSWERERS and actor.belongs_to(question.receiver):
        return YES
    return no(
        _("Текст вопроса видят только те, кто на него отвечает."),
        who_can=_("Методисты и консультанты организации «%(receiver)s».") % {"receiver": question.receiver},
    )


def _owns(actor: Actor, question: Question) -> Verdict:
    if question.owner_id == actor.user.pk:
        return YES
    return no(_("Отвечает тот, кто взял вопрос в работу. Возьмите его себе."))


def _oversees(actor: Actor, question: Question) -> Verdict:
    if actor.role in OVERSEERS and actor.oversees(question.receiver):
        return YES
    return _not_staff()


def _not_staff() -> Verdict:
    return no(
        _("Вопросы ведут сотрудники ресурсного центра."),
        who_can=_("Методист или консультант ресурсного центра."),
    )
