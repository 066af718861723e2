"""Who can answer."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from zveno.base.accounts.models import User
from zveno.network.organisations.models import Membership, Organisation
from zveno.processes.guidance.staff import ANSWERERS


def answerers_of(organisation: Organisation, *, on: date) -> list[User]:
    """Those who sit there that day and answer questions."""
    seats = Membership.objects.in_force(on).filter(organisation=organisation, role__in=ANSWERERS)
    return list(User.objects.filter(is_active=True, pk__in=seats.values("user")))


def may_receive(territory_path: str, *, on: date) -> QuerySet[Organisation]:
    """Organisations of a district where somebody can answer: a question may be passed to them."""
    seats = Membership.objects.in_force(on).filter(role__in=ANSWERERS, user__is_active=True)
    return (
        Organisation.objects.active()
        .filter(Q(territory__path__startswith=territory_path), pk__in=seats.values("organisation"))
        .order_by("sort_key", "pk")
    )
