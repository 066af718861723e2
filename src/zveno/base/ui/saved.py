"""«Мои отборы»: addresses of a list that its reader keeps under names.

Accounts lie above this floor and provide them at start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from zveno.base.core.requests import ZvenoRequest

# What an address says beside the choices: a page of a list, a file of it.
PASSING = ("page", "export", "picture")


@dataclass(frozen=True)
class SavedLink:
    name: str
    url: str
    drop_url: str
    query: str


@dataclass(frozen=True)
class Saved:
    """Of one list and one person."""

    save_url: str
    links: Sequence[SavedLink]


Provider = Callable[[ZvenoRequest], Saved | None]
_providers: list[Provider] = []


def provide(provider: Provider) -> None:
    """Called from an `AppConfig.ready`."""
    _providers[:] = [provider]


def saved_of(request: ZvenoRequest) -> Saved | None:
    return next((provider(request) for provider in _providers), None)


def kept_of(query: QueryDict) -> str:
    """The choices in an address, without what passes and what was left empty."""
    kept = query.copy()
    for name in list(kept):
        chosen = [value for value in kept.getlist(name) if value]
        if name in PASSING or not chosen:
            del kept[name]
        else:
            kept.setlist(name, chosen)
    return kept.urlencode()
