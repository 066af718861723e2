"""How much the resource centre is asked."""

from django.utils.translation import gettext_lazy as _

from zveno.oversight.monitoring.ground import Ground
from zveno.oversight.monitoring.passport import Collected, Fact, Indicator


def collect(ground: Ground) -> Collected:
    return Collected(
        organisations=sorted({question.organisation for question in ground.questions}),
        facts=[Fact(question.pk, question.organisation, on=question.on) for question in ground.questions],
    )


INDICATOR = Indicator(
    code="questions-asked",
    position=70,
    title=_("Вопросов в ресурсный центр"),
    formula=_("Число подтверждённых вопросов, заданных в периоде, – у того, кто на них отвечает."),
    unit=_("вопросов"),
    source=_("Окно «Спросить»"),
    measure="count",
    records="questions",
    collect=collect,
)
