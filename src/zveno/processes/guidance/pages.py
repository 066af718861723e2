"""What the pages of a question show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from zveno.base.audit.queries import history_of
from zveno.base.core.verdict import Verdict
from zveno.base.ui.components import Fact, HistoryEntry, Status, Step
from zveno.base.ui.numbers import written_date
from zveno.network.organisations.actors import Actor
from zveno.processes.guidance import policies
from zveno.processes.guidance.models import Message, Passing, Question
from zveno.processes.guidance.states import LIFE, QuestionState
from zveno.processes.guidance.tables import status_of


@dataclass(frozen=True)
class Acts:
    """Who may do what now: the buttons."""

    take: Verdict
    answer: Verdict
    pass_on: Verdict
    close: Verdict
    publish: Verdict


@dataclass(frozen=True)
class StaffPage:
    """`messages` and the text are shown only to whoever may read them."""

    question: Question
    status: Status
    facts: Sequence[Fact]
    life: Sequence[Step]
    reads: Verdict
    messages: Sequence[Message]
    passings: Sequence[Passing]
    acts: Acts
    history: Sequence[HistoryEntry]


@dataclass(frozen=True)
class AskerPage:
    """What the asker sees, by his link or signed in."""

    question: Question
    status: Status
    life: Sequence[Step]
    messages: Sequence[Message]
    passings: Sequence[Passing]
    is_unconfirmed: bool
    may_follow_up: bool
    may_rate: bool
    may_erase: bool
    contact: Sequence[Fact]


def staff_page(question: Question, actor: Actor, *, on: date) -> StaffPage:
    reads = policies.can_read(actor, question)
    return StaffPage(
        question=question,
        status=status_of(question, on=on),
        facts=_facts(question),
        life=_life(question),
        reads=reads,
        messages=list(question.messages.all()) if reads else (),
        passings=list(question.passings.select_related("source", "target")),
        acts=Acts(
            take=policies.can_take(actor, question),
            answer=policies.can_answer(actor, question),
            pass_on=policies.can_pass(actor, question),
            close=policies.can_close(actor, question),
            publish=policies.can_publish_answer(actor, question),
        ),
        history=[HistoryEntry(line.at, line.who, line.what, line.why) for line in history_of(question)],
    )


def asker_page(question: Question, *, on: date) -> AskerPage:
    receiver = question.receiver
    return AskerPage(
        question=question,
        status=status_of(question, on=on),
        life=_life(question),
        messages=list(question.messages.all()),
        passings=list(question.passings.select_related("source", "target")),
        is_unconfirmed=question.state == QuestionState.UNCONFIRMED,
        may_follow_up=bool(LIFE.can(question.state, "follow_up")),
        may_rate=question.answered_at is not None and question.erased_at is None,
        may_erase=question.erased_at is None,
        contact=[
            Fact(_("Кто отвечает"), receiver.short_name),
            *([Fact(_("Телефон"), receiver.phone)] if receiver.phone else []),
        ],
    )


def _facts(question: Question) -> list[Fact]:
    helped = {True: _("помогло"), False: _("не помогло"), None: None}
    return [
        Fact(_("Тема"), question.theme.name),
        Fact(_("Кого касается"), question.get_about_display()),
        Fact(_("Задан"), written_date(question.asked_at)),
        Fact(_("Ответить до"), written_date(question.due_on) if question.due_on else None),
        Fact(_("Кто отвечает"), question.receiver.short_name),
        Fact(_("Кто ведёт"), question.owner.get_short_name() if question.owner else None),
        Fact(_("Рабочих дней до ответа"), question.days_taken),
        Fact(_("Оценка спросившего"), helped[question.helped]),
    ]


def _life(question: Question) -> list[Step]:
    """From the question to its answer; where it stands, whose move is next."""
    order = (QuestionState.NEW, QuestionState.IN_WORK, QuestionState.ANSWERED)
    titles = {state: state.label.capitalize() for state in QuestionState}
    moments = {QuestionState.NEW: question.confirmed_at, QuestionState.ANSWERED: question.answered_at}
    asked = Step(_("Задан"), "done", at=question.asked_at)
    if question.state == QuestionState.UNCONFIRMED:
        now = Step(
            titles[QuestionState.UNCONFIRMED], "now", next_move=_("Спросивший откроет ссылку из письма")
        )
        return [asked, now, *(Step(titles[state], "ahead") for state in order)]
    if question.is_closed:
        return [asked, *_ending(question)]
    place = order.index(QuestionState(question.state))
    until = written_date(question.due_on) if question.due_on else ""
    moves = {
        QuestionState.NEW: _("Центр возьмёт его в работу"),
        QuestionState.IN_WORK: _("Центр ответит до %(day)s") % {"day": until},
        QuestionState.ANSWERED: _("Спросивший прочитает и отметит, помогло ли"),
    }
    return [
        asked,
        *(Step(titles[state], "done", at=moments.get(state)) for state in order[:place]),
        Step(titles[order[place]], "now", at=moments.get(order[place]), next_move=moves[order[place]]),
        *(Step(titles[state], "ahead") for state in order[place + 1 :]),
    ]


def _ending(question: Question) -> list[Step]:
    title = QuestionState.CLOSED.label.capitalize()
    if question.answered_at is None:
        return [Step(title, "failed", at=question.closed_at, next_move=question.close_reason)]
    answered = Step(QuestionState.ANSWERED.label.capitalize(), "done", at=question.answered_at)
    return [answered, Step(title, "done", at=question.closed_at, next_move=question.close_reason)]
