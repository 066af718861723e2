"""Requests of subjects: to whom one may turn, and what waits."""

from __future__ import annotations

from django.db.models import Q

from zveno.network.organisations.models import Organisation
from zveno.network.people.models import Enrolment, Guardianship, Person


def asked_houses(person: Person) -> list[Organisation]:
    """Who holds something about him: where he or his child learns or learned."""
    wards = Guardianship.objects.filter(guardian=person).values("child")
    enrolments = (
        Enrolment.objects.filter(Q(person=person) | Q(person__in=wards))
        .select_related("organisation")
        .order_by("-since", "-pk")
    )
    return list({enrolment.organisation_id: enrolment.organisation for enrolment in enrolments}.values())
