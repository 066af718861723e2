"""What has outlived its term is destroyed every night, by rules that the auditor sets."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.audit.changes import differences, snapshot
from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.network.organisations.actors import Actor
from zveno.network.people.models import RetentionRule
from zveno.network.people.policies.subject_requests import can_set_retention
from zveno.network.people.queries.retention import due, keeping_of

AT_ONCE = 500


class RetentionError(Exception):
    """A sentence for whoever sets the rule; `field` is where it belongs in his form."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@transaction.atomic
def change_rule(
    rule: RetentionRule, *, days: int, is_active: bool, basis: str, why: str, by: Actor, at: datetime
) -> RetentionRule:
    rule = RetentionRule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
    require(can_set_retention(by))
    if not why.strip():
        raise RetentionError(_("Напишите, почему срок меняется: это останется в журнале."), field="why")
    before = snapshot(rule, "days", "is_active", "basis")
    rule.days, rule.is_active, rule.basis = days, is_active, basis.strip()
    try:
        rule.full_clean()
    except ValidationError as error:
        raise RetentionError(" ".join(error.messages), field="days") from error
    changes = differences(before, rule)
    if changes:
        rule.save()
        record("retention.change", rule, by=by.user, at=at, why=why.strip(), changes=changes)
    return rule


@transaction.atomic
def apply_rule(rule: RetentionRule, *, at: datetime) -> int:
    """Destroy a piece of what is due; how many. The journal gets a number, never what was destroyed."""
    rule = RetentionRule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
    keeping, found = keeping_of(rule), due(rule, timezone.localdate(at))
    if keeping is None or found is None or not rule.is_active:
        return 0
    rows = list(found[:AT_ONCE])
    if rows:
        keeping.destroy(rows)
        record("retention.run", rule, by=None, at=at, changes={"count": len(rows), "days": rule.days})
    rule.ran_at, rule.last_count = at, len(rows)
    rule.save(update_fields=["ran_at", "last_count"])
    return len(rows)
