"""Acts between a technikum and an enterprise: both see them, and the authority of the territory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from zveno.network.organisations.roles import LEARNERS, Scope

if TYPE_CHECKING:
    from zveno.network.organisations.actors import Actor


def sides_of(actor: Actor) -> Q | None:
    """Rows with a `college` and an `enterprise` the actor may see; None is all of them."""
    if actor.scope is Scope.SYSTEM:
        return None
    if actor.organisation is None or actor.role in LEARNERS:
        return Q(pk__in=())
    own = Q(college=actor.organisation) | Q(enterprise=actor.organisation)
    if actor.scope is Scope.TERRITORY:
        own |= Q(college__territory__path__startswith=actor.territory_path)
    return own
