"""What can be done with thresholds."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.network.organisations.actors import Actor
from zveno.oversight.monitoring.indicators import INDICATORS
from zveno.oversight.monitoring.models import Better, Threshold
from zveno.oversight.monitoring.policies import can_set_threshold


class MonitoringError(Exception):
    """A sentence for whoever asked."""


@transaction.atomic
def set_threshold(
    indicator: str,
    *,
    since: date,
    better: Better,
    green: Decimal,
    yellow: Decimal,
    source: str,
    by: Actor,
    at: datetime,
) -> Threshold:
    """From that day on; figures of periods before keep the threshold of their time."""
    require(can_set_threshold(by))
    if indicator not in INDICATORS:
        raise MonitoringError(_("Такого показателя нет."))
    threshold, _created = Threshold.objects.update_or_create(
        indicator=indicator,
        since=since,
        defaults={"better": better, "green": green, "yellow": yellow, "source": source},
    )
    record(
        "threshold.set",
        threshold,
        by=by.user,
        at=at,
        changes={"green": green, "yellow": yellow, "better": better, "source": source},
    )
    return threshold
