"""Did the answer help?"""

from django.utils.translation import gettext_lazy as _

from zveno.oversight.monitoring.ground import Ground
from zveno.oversight.monitoring.passport import Collected, Fact, Indicator


def collect(ground: Ground) -> Collected:
    """Whoever did not say is unknown."""
    return Collected(
        organisations=sorted({question.organisation for question in ground.questions}),
        facts=[
            Fact(
                question.pk,
                question.organisation,
                None if question.helped is None else int(question.helped),
                question.on,
            )
            for question in ground.questions
            if question.answered_on is not None
        ],
    )


INDICATOR = Indicator(
    code="helped",
    position=100,
    title=_("Ответ помог"),
    formula=_("Ответы с отметкой «помогло», делённые на все оценённые ответы."),
    unit="%",
    source=_("Окно «Спросить»: оценка спросившего"),
    measure="share",
    records="questions",
    collect=collect,
)
