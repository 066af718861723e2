"""How many came."""

from django.utils.translation import gettext_lazy as _

from zveno.oversight.monitoring.ground import Ground
from zveno.oversight.monitoring.passport import Collected, Fact, Indicator
from zveno.processes.events.states import EventState


def collect(ground: Ground) -> Collected:
    """What is over and not counted yet is unknown, and never 0."""
    return Collected(
        organisations=[member.pk for member in ground.members],
        facts=[
            Fact(event.pk, event.organisation, event.came, event.on)
            for event in ground.events
            if event.state == EventState.HELD or (event.state == EventState.PUBLISHED and event.ended)
        ],
    )


INDICATOR = Indicator(
    code="participants",
    position=20,
    title=_("Участников"),
    formula=_("Сумма пришедших по прошедшим мероприятиям. Кто пришёл дважды, посчитан дважды."),
    unit=_("человек"),
    source=_("Календарь района: отметка организатора после мероприятия"),
    measure="sum",
    records="events",
    collect=collect,
)
