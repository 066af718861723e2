"""Is the answer in time?"""

from django.utils.translation import gettext_lazy as _

from zveno.oversight.monitoring.ground import Ground, QuestionRow
from zveno.oversight.monitoring.passport import Collected, Fact, Indicator


def collect(ground: Ground) -> Collected:
    """What still has time says nothing yet; what was closed without an answer is none."""
    judged = [(question, _was_in_time(question, ground)) for question in ground.questions]
    return Collected(
        organisations=sorted({question.organisation for question in ground.questions}),
        facts=[
            Fact(question.pk, question.organisation, int(in_time), question.on)
            for question, in_time in judged
            if in_time is not None
        ],
    )


def _was_in_time(question: QuestionRow, ground: Ground) -> bool | None:
    if question.was_in_time is not None:
        return question.was_in_time
    return False if question.due_on < ground.today and not question.is_closed else None


INDICATOR = Indicator(
    code="answered-in-time",
    position=80,
    title=_("Отвечено в срок"),
    formula=_("Вопросы с ответом в срок, делённые на все отвеченные и просроченные вопросы периода."),
    unit="%",
    source=_("Окно «Спросить»: срок в рабочих днях по производственному календарю"),
    measure="share",
    records="questions",
    collect=collect,
)
