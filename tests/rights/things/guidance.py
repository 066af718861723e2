"""Things of the questions desk: a question belongs to the centre that answers it, and to whoever asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.factories.guidance import EMAIL, FRIDAY, make_centre, make_question, make_theme
from tests.rights.world import Meeting, thing
from zveno.processes.guidance.models import About, PublicAnswer, Question, ReadyAnswer
from zveno.processes.guidance.states import QuestionState


def _received(meeting: Meeting, **fields: Any) -> Mapping[str, Any]:
    """At the organisation met: a question may be passed on to any.

    A row and no act: who may do what depends on nothing that asking leaves behind.
    """
    values = {"state": QuestionState.NEW, **fields}
    made = Question.objects.create(
        receiver=meeting.organisation,
        theme=make_theme(),
        about=About.PUPIL,
        text="Куда поступить после девятого?",
        email=EMAIL,
        asked_at=FRIDAY,
        confirmed_at=FRIDAY,
        due_on=FRIDAY.date(),
        **values,
    )
    return {"pk": made.pk}


@thing("question")
def question(meeting: Meeting) -> Mapping[str, Any]:
    """New, taken by nobody."""
    return _received(meeting)


@thing("question_in_work")
def question_in_work(meeting: Meeting) -> Mapping[str, Any]:
    """Taken by the person met."""
    return _received(meeting, state=QuestionState.IN_WORK, owner=meeting.person)


@thing("question_answered")
def question_answered(meeting: Meeting) -> Mapping[str, Any]:
    return _received(
        meeting,
        state=QuestionState.ANSWERED,
        owner=meeting.person,
        answered_at=FRIDAY,
        was_in_time=True,
        days_taken=0,
    )


@thing("question_of_person")
def question_of_person(meeting: Meeting) -> Mapping[str, Any]:
    """Asked by the person met, signed in."""
    return {"pk": make_question(make_centre(meeting.district.centre), by=meeting.person).pk}


@thing("ready_answer")
def ready_answer(meeting: Meeting) -> Mapping[str, Any]:
    made = ReadyAnswer.objects.create(
        organisation=meeting.organisation,
        theme=make_theme(),
        title="Где учиться",
        text="В двух техникумах округа.",
        changed_at=FRIDAY,
        changed_by="Тестова Анна",
    )
    return {"pk": made.pk}


@thing("public_answer")
def public_answer(meeting: Meeting) -> Mapping[str, Any]:
    made = PublicAnswer.objects.create(
        organisation=meeting.organisation,
        theme=make_theme(),
        question="Куда поступить?",
        answer="В два техникума округа.",
        published_at=FRIDAY,
        published_by="Тестова Анна",
    )
    return {"pk": made.pk}
