"""Who takes no part."""

from django.utils.translation import gettext_lazy as _

from zveno.oversight.monitoring.ground import Ground
from zveno.oversight.monitoring.passport import Collected, Fact, Indicator
from zveno.processes.events.states import EventState


def collect(ground: Ground) -> Collected:
    active = {event.organisation for event in ground.events if event.state != EventState.CANCELLED}
    return Collected(
        organisations=[member.pk for member in ground.members],
        facts=[Fact(member.pk, member.pk, int(member.pk not in active)) for member in ground.members],
    )


INDICATOR = Indicator(
    code="silent",
    position=40,
    title=_("Молчащие организации"),
    formula=_("Доля организаций, которые не объявили в периоде ни одного мероприятия."),
    unit="%",
    source=_("Реестр организаций и календарь района"),
    measure="share",
    records="organisations",
    collect=collect,
)
