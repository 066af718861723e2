"""The tree of territories."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.network.organisations.actors import Actor, Installation
from zveno.network.organisations.models import Territory
from zveno.network.organisations.policies import can_change_territories
from zveno.network.organisations.services.errors import OrganisationError

_ABOVE = {
    Territory.Level.REGION: (),
    Territory.Level.MUNICIPALITY: (Territory.Level.REGION,),
    Territory.Level.SETTLEMENT: (Territory.Level.MUNICIPALITY,),
}


@transaction.atomic
def add_territory(
    name: str,
    *,
    level: Territory.Level,
    parent: Territory | None = None,
    oktmo: str = "",
    by: Actor | Installation,
    at: datetime,
) -> Territory:
    """Put a territory under its parent: a municipality into a region, a settlement into a municipality."""
    if isinstance(by, Actor):
        require(can_change_territories(by))
    if (parent.level if parent else None) not in (_ABOVE[level] or (None,)):
        raise OrganisationError(
            _("Муниципальное образование входит в регион, населённый пункт – в муниципальное образование.")
        )
    # The path holds the row's own number, which is known only when there is a row.
    territory = Territory(
        name=name, level=level, parent=parent, oktmo=oktmo, path=f"new {level} {name}"[:100]
    )
    territory.save()
    territory.path = f"{parent.path if parent else '/'}{territory.pk}/"
    territory.save(update_fields=["path"])
    record("territory.add", territory, by=by.user if isinstance(by, Actor) else None, at=at)
    return territory
