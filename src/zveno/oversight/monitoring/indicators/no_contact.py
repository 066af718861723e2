"""Whom to call?"""

from django.utils.translation import gettext_lazy as _

from zveno.oversight.monitoring.ground import Ground
from zveno.oversight.monitoring.passport import Collected, Fact, Indicator


def collect(ground: Ground) -> Collected:
    """Contacts are known as they stand today: of a past period nothing can be said."""
    return Collected(
        organisations=[member.pk for member in ground.members],
        facts=[
            Fact(member.pk, member.pk, None if ground.is_past else int(not member.contact))
            for member in ground.members
        ],
    )


INDICATOR = Indicator(
    code="no-contact",
    position=60,
    title=_("Без контактного лица"),
    formula=_("Число организаций, у которых не указано контактное лицо, на сегодня."),
    unit=_("организаций"),
    source=_("Реестр организаций"),
    measure="count",
    records="organisations",
    collect=collect,
)
