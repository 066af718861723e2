"""How much happened."""

from django.utils.translation import gettext_lazy as _

from zveno.oversight.monitoring.ground import Ground
from zveno.oversight.monitoring.passport import Collected, Fact, Indicator
from zveno.processes.events.states import EventState


def collect(ground: Ground) -> Collected:
    return Collected(
        organisations=[member.pk for member in ground.members],
        facts=[
            Fact(event.pk, event.organisation, on=event.on)
            for event in ground.events
            if event.state == EventState.HELD
        ],
    )


INDICATOR = Indicator(
    code="events-held",
    position=10,
    title=_("Мероприятий проведено"),
    formula=_("Число мероприятий, которые начались в периоде и отмечены состоявшимися."),
    unit=_("мероприятий"),
    source=_("Календарь района: отметка организатора после мероприятия"),
    measure="count",
    records="events",
    collect=collect,
)
