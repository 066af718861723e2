"""Who looked at health limits. What they say is given by a service, together with a record of the look."""

from __future__ import annotations

from collections.abc import Sequence

from zveno.base.audit.models import Entry
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Scope
from zveno.network.people.models import Enrolment, Person

LOOK = "special.look"
MOST = 2000


def special_looks(actor: Actor) -> Sequence[Entry]:
    """Looks at records of people who learn or learned in the actor's territory."""
    looks = Entry.objects.filter(action=LOOK, thing_type=Person._meta.label_lower).order_by("-at", "-pk")
    if actor.scope is Scope.SYSTEM:
        return list(looks[:MOST])
    people = set(
        Enrolment.objects.filter(
            organisation__territory__path__startswith=actor.territory_path,
            person__in=[int(number) for number in looks.values_list("thing_id", flat=True)[:MOST]],
        ).values_list("person", flat=True)
    )
    return [look for look in looks[:MOST] if int(look.thing_id) in people]
