"""Where facts come from. A package that records facts also tells them all again, for the rebuild:

    @source("events", title=_("Мероприятия"), url_of=lambda key: reverse("events:event_view", args=[key]))
    def facts() -> Iterator[Fact]: ...

The decorator stands in a module that the package's `apps.py` imports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from zveno.network.interactions.services.facts import Fact

Telling = Callable[[], Iterable[Fact]]


@dataclass(frozen=True)
class Source:
    """`facts` tells every fact that stands; `url_of` the page of what a key names."""

    code: str
    title: str | Promise
    facts: Telling
    url_of: Callable[[str], str] | None = None


_sources: dict[str, Source] = {}


def source(
    code: str, *, title: str | Promise, url_of: Callable[[str], str] | None = None
) -> Callable[[Telling], Telling]:
    """Make the source known; a second one of the same code is a mistake of ours."""

    def remember(facts: Telling) -> Telling:
        if code in _sources and _sources[code].facts is not facts:
            raise ValueError(f"two sources of facts are called {code}")
        _sources[code] = Source(code, title, facts, url_of)
        return facts

    return remember


def sources() -> list[Source]:
    return [_sources[code] for code in sorted(_sources)]


def source_of(code: str) -> Source | None:
    """None for facts entered by hand and for a package that is gone."""
    return _sources.get(code)
