"""The passport of participation of an organisation for a year."""

from __future__ import annotations

from django.db import transaction

from zveno.base.core.verdict import require
from zveno.network.interactions.models import Passport
from zveno.network.interactions.policies import can_make_passport
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation


@transaction.atomic
def open_passport(organisation: Organisation, year: int, *, by: Actor) -> Passport:
    """What the paper is about; the paper itself is issued and journalled by the documents."""
    require(can_make_passport(by, organisation))
    passport, _made = Passport.objects.get_or_create(organisation=organisation, year=year)
    return passport
