"""What was loaded from a table is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.base.imports.traces import Trace, take_back
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.policies import can_add


@transaction.atomic
def take_back_imported(traces: Sequence[Trace], *, by: Actor, at: datetime) -> None:
    """Organisations that nothing stands on yet go without a trace; changed ones get their details back."""
    numbers = [trace.number for trace in traces]
    for organisation in Organisation.objects.select_related("territory").filter(pk__in=numbers):
        require(can_add(by, organisation.territory))
        record("organisation.import_undo", organisation, by=by.user, at=at)
    take_back(traces)
