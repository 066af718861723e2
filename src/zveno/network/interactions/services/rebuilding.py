"""The register computed again from its sources, and what differed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.network.interactions.models import Interaction
from zveno.network.interactions.services.facts import Fact, facts_of
from zveno.network.interactions.services.recording import record_interactions, withdraw_interaction
from zveno.network.interactions.services.sources import Source, source_of, sources


@dataclass(frozen=True)
class Difference:
    """Between what a source tells and what is kept; facts entered by hand are nobody's to compute."""

    source: str
    told: int
    missing: Sequence[Fact]
    """Told and not kept."""
    changed: Sequence[Fact]
    """Kept otherwise than told; here as they are told."""
    superfluous: Sequence[str]
    """Keys that are kept and not told."""

    def __bool__(self) -> bool:
        return bool(self.missing or self.changed or self.superfluous)


def differences(code: str = "") -> list[Difference]:
    """Of each source, or of one."""
    return [_difference(source) for source in _chosen(code)]


@transaction.atomic
def rebuild(*, at: datetime, code: str = "") -> list[Difference]:
    """Make what is kept equal to what the sources tell; the differences that were there."""
    found = differences(code)
    for difference in found:
        record_interactions([*difference.missing, *difference.changed], by=None, at=at)
        for key in difference.superfluous:
            withdraw_interaction(
                difference.source, key, why=_("Источник больше не называет этот факт"), at=at
            )
        if difference:
            record(
                "interaction.rebuild",
                None,
                by=None,
                at=at,
                changes={
                    "source": difference.source,
                    "missing": len(difference.missing),
                    "changed": len(difference.changed),
                    "superfluous": len(difference.superfluous),
                },
            )
    return found


def _chosen(code: str) -> list[Source]:
    if not code:
        return sources()
    chosen = source_of(code)
    return [chosen] if chosen else []


def _difference(source: Source) -> Difference:
    """What is kept is read first: an act in between then counts as missing, never as too much."""
    rows = (
        Interaction.objects.kept().filter(source=source.code).select_related("form").prefetch_related("sides")
    )
    kept = {row.key: fact for row, fact in facts_of(rows) if fact.partners}
    told = {fact.key: fact for each in source.facts() if (fact := each.written_plainly()).partners}
    return Difference(
        source=source.code,
        told=len(told),
        missing=[fact for key, fact in told.items() if key not in kept],
        changed=[fact for key, fact in told.items() if key in kept and kept[key] != fact],
        superfluous=[key for key in kept if key not in told],
    )
