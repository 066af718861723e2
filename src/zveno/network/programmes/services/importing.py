"""What was loaded from a table is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.base.imports.traces import Trace, take_back
from zveno.network.organisations.actors import Actor
from zveno.network.programmes.models import Programme
from zveno.network.programmes.policies import can_change


@transaction.atomic
def take_back_programmes(traces: Sequence[Trace], *, by: Actor, at: datetime) -> None:
    """New programmes on which nothing stands yet go; changed ones get their details back."""
    numbers = {trace.number for trace in traces if trace.model == Programme._meta.label_lower}
    for programme in Programme.objects.select_related("college__kind", "profession").filter(pk__in=numbers):
        require(can_change(by, programme))
        record("programme.import_undo", programme, by=by.user, at=at)
    take_back(traces)
