"""What the home page and the search are made of: one line for each package (`base/ui/home.py` says how)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from zveno.base.audit import home as audit
from zveno.base.ui.components import Figure
from zveno.base.ui.home import Found, TodayItem
from zveno.network.interactions import queries as interactions
from zveno.network.organisations import queries as organisations
from zveno.network.organisations.actors import Actor
from zveno.network.people.queries import persons as people
from zveno.network.people.queries import today as privacy
from zveno.network.programmes import queries as programmes
from zveno.oversight.monitoring import queries as monitoring
from zveno.processes.events import queries as events
from zveno.processes.guidance import queries as guidance

Today = Callable[..., list[TodayItem]]
Figures = Callable[..., list[Figure]]


class Search(Protocol):
    def __call__(self, actor: Actor, typed: str, *, limit: int) -> list[Found]: ...


TODAY: Sequence[Today] = (
    audit.today,
    organisations.today,
    privacy.today,
    interactions.today,
    programmes.today,
    guidance.today,
    events.today,
)
FIGURES: Sequence[Figures] = (
    audit.figures,
    monitoring.figures,
    organisations.figures,
    programmes.figures,
)
SEARCHERS: Sequence[Search] = (
    people.found,
    organisations.found,
    interactions.found,
    programmes.found,
    events.found,
    guidance.found,
)
