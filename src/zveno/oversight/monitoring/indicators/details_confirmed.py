"""Are the details of organisations fresh?"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from zveno.oversight.monitoring.ground import Ground, Member
from zveno.oversight.monitoring.passport import Collected, Fact, Indicator

FRESH = timedelta(days=365)


def collect(ground: Ground) -> Collected:
    return Collected(
        organisations=[member.pk for member in ground.members],
        facts=[Fact(member.pk, member.pk, _is_fresh(member, ground)) for member in ground.members],
    )


def _is_fresh(member: Member, ground: Ground) -> int | None:
    """Only the last confirmation is kept: of the time before it nothing is known."""
    if member.confirmed_on is None:
        return 0
    if member.confirmed_on > ground.as_of:
        return None
    return int(member.confirmed_on > ground.as_of - FRESH)


INDICATOR = Indicator(
    code="details-confirmed",
    position=50,
    title=_("Сведения подтверждены"),
    formula=_(
        "Организации, подтвердившие сведения о себе за последний год, делённые на все организации сети."
    ),
    unit="%",
    source=_("Реестр организаций: подтверждение самой организации"),
    measure="share",
    records="organisations",
    collect=collect,
)
