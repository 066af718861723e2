"""How long data are kept: rules are data, what falls under them is said by the package that keeps it.

register(Keeping("special_records", rows=…, destroy=…, named=…))   # in its apps.py, with a rule of that code
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from zveno.network.people.models import RetentionRule

MOST_SHOWN = 50


@dataclass(frozen=True)
class Keeping:
    """`rows` gives what will go one day, annotated with `counted_on`, the day its term is counted from."""

    code: str
    rows: Callable[[date], QuerySet[Any]]
    destroy: Callable[[Sequence[Any]], None]
    named: Callable[[Any], str]


_keepings: dict[str, Keeping] = {}


def register(keeping: Keeping) -> Keeping:
    if _keepings.setdefault(keeping.code, keeping) != keeping:
        raise ValueError(f"two keepings are called {keeping.code}")
    return keeping


def keeping_of(rule: RetentionRule) -> Keeping | None:
    """None for a rule of a package that this release no longer has."""
    return _keepings.get(rule.code)


def due(rule: RetentionRule, on: date) -> QuerySet[Any] | None:
    """What goes on that day."""
    keeping = keeping_of(rule)
    if keeping is None:
        return None
    return (
        keeping.rows(on).filter(counted_on__lte=on - timedelta(days=rule.days)).order_by("counted_on", "pk")
    )


@dataclass(frozen=True)
class Going:
    """One thing with its day."""

    name: str
    on: date


@dataclass(frozen=True)
class RulePage:
    """A rule with what goes at the next run and what comes after it."""

    rule: RetentionRule
    now: int
    later: Sequence[Going]


def rule_pages(on: date) -> list[RulePage]:
    """Each rule asks twice."""
    pages = []
    for rule in RetentionRule.objects.all():
        keeping = keeping_of(rule)
        if keeping is None:
            continue
        found = due(rule, on)
        term = timedelta(days=rule.days)
        rows = keeping.rows(on).order_by("counted_on", "pk")[:MOST_SHOWN]
        pages.append(
            RulePage(
                rule=rule,
                now=found.count() if found is not None and rule.is_active else 0,
                later=[Going(keeping.named(row), row.counted_on + term) for row in rows],
            )
        )
    return pages
