"""Work of people that comes round by itself."""

from __future__ import annotations

from datetime import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zveno.base.tasks.registry import long_job
from zveno.base.tasks.schedule import daily
from zveno.base.tasks.work import Work
from zveno.network.people.models import RetentionRule
from zveno.network.people.services.retention import AT_ONCE, apply_rule


@daily(at=time(4, 10))
@long_job("people.retain", title=_("Удаление данных, срок хранения которых истёк"))
def retain(work: Work) -> None:
    """Each rule in pieces, so that a long night of destroying holds no lock for long."""
    gone = 0
    for rule in RetentionRule.objects.filter(is_active=True):
        amount = AT_ONCE
        while amount == AT_ONCE:
            with work.step(note=rule.title):
                amount = apply_rule(rule, at=timezone.now())
            gone += amount
    with work.finish() as result:
        result.update(count=gone)
