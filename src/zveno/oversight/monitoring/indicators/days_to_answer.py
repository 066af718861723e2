"""How long one waits for an answer."""

from django.utils.translation import gettext_lazy as _

from zveno.oversight.monitoring.ground import Ground
from zveno.oversight.monitoring.passport import Collected, Fact, Indicator


def collect(ground: Ground) -> Collected:
    return Collected(
        organisations=sorted({question.organisation for question in ground.questions}),
        facts=[
            Fact(question.pk, question.organisation, question.days_taken, question.on)
            for question in ground.questions
            if question.days_taken is not None
        ],
    )


INDICATOR = Indicator(
    code="days-to-answer",
    position=90,
    title=_("Дней до ответа"),
    formula=_("Медиана рабочих дней от вопроса до первого ответа: половина ответов дана не позже."),
    unit=_("рабочих дней"),
    source=_("Окно «Спросить»"),
    measure="median",
    records="questions",
    collect=collect,
)
