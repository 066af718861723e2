"""Does what was announced take place?"""

from django.utils.translation import gettext_lazy as _

from zveno.oversight.monitoring.ground import Ground
from zveno.oversight.monitoring.passport import Collected, Fact, Indicator
from zveno.processes.events.states import EventState


def collect(ground: Ground) -> Collected:
    """An event that is still ahead says nothing yet; one that is over and not marked was not confirmed."""
    return Collected(
        organisations=[member.pk for member in ground.members],
        facts=[
            Fact(event.pk, event.organisation, int(event.state == EventState.HELD), event.on)
            for event in ground.events
            if event.ended
        ],
    )


INDICATOR = Indicator(
    code="held-share",
    position=30,
    title=_("Состоялось из объявленных"),
    formula=_("Состоявшиеся мероприятия, делённые на все объявленные, чьё время прошло (и отменённые тоже)."),
    unit="%",
    source=_("Календарь района"),
    measure="share",
    records="events",
    collect=collect,
)
