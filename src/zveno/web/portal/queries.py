"""The home page and the search, composed from what packages tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from zveno.base.tasks.queries import JobLine, jobs_for
from zveno.base.ui.components import Figure, Task, Text, Tone
from zveno.base.ui.home import Found, TodayItem
from zveno.network.organisations.actors import Actor
from zveno.web.portal.sources import FIGURES, SEARCHERS, TODAY

ENOUGH_FIGURES, MOST_FIGURES = 3, 5
SHORTEST_SEARCH = 2
MOST_FOUND = 10
_TONES: dict[str, Tone] = {"waits": "waits", "late": "late", "soon": "plain"}


@dataclass(frozen=True)
class Home:
    """«Сегодня» of one person on one seat."""

    waits: Sequence[Task]
    late: Sequence[Task]
    soon: Sequence[Task]
    figures: Sequence[Figure]
    jobs: Sequence[JobLine]

    @property
    def nothing_waits(self) -> bool:
        return not self.waits and not self.late


def home_of(actor: Actor, *, at: datetime) -> Home:
    items = [item for today in TODAY for item in today(actor, at=at)]
    return Home(
        waits=_tasks(items, "waits"),
        late=_tasks(items, "late"),
        soon=_tasks(items, "soon"),
        figures=_figures(actor, at=at),
        jobs=jobs_for(actor.user, at=at),
    )


def _figures(actor: Actor, *, at: datetime) -> list[Figure]:
    """Packages are asked in their order until there are enough."""
    found: list[Figure] = []
    for figures in FIGURES:
        if len(found) < ENOUGH_FIGURES:
            found += figures(actor, at=at)
    return found[:MOST_FIGURES]


def _tasks(items: Iterable[TodayItem], when: str) -> list[Task]:
    """The nearest first, then what most people wait for."""
    chosen = sorted(
        (item for item in items if item.when == when),
        key=lambda item: (item.due or date.max, -item.weight),
    )
    return [
        Task(
            title=item.title,
            url=item.url,
            reason=item.reason,
            action=item.action,
            tone=_TONES[item.when],
            icon=item.icon,
        )
        for item in chosen
    ]


@dataclass(frozen=True)
class FoundGroup:
    kind: Text
    lines: Sequence[Found]


def found_by(actor: Actor, typed: str) -> list[FoundGroup]:
    """What the person may see and the words occur in, grouped by what it is."""
    if len(typed.strip()) < SHORTEST_SEARCH:
        return []
    lines = [line for search in SEARCHERS for line in search(actor, typed, limit=MOST_FOUND)]
    ordered = sorted(lines, key=lambda line: str(line.kind))
    return [FoundGroup(kind, list(group)) for kind, group in groupby(ordered, key=lambda line: line.kind)]
