"""One page of a table, ready for its template: everything computed, nothing to be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from zveno.base.ui.components import Text


@dataclass(frozen=True)
class Header:
    """`direction` is the value of aria-sort where the list is sorted by this column."""

    title: Text
    css: str
    hint: Text
    url: str
    direction: str


@dataclass(frozen=True)
class PageLink:
    """A number in the row of pages; None is the gap between them."""

    number: int | None
    url: str
    current: bool


@dataclass(frozen=True)
class Total:
    """The sum under a title, for the whole list and not only for this page."""

    title: Text
    text: str


@dataclass(frozen=True)
class Page:
    caption: Text
    headers: tuple[Header, ...]
    totals: Sequence[Total]
    body: SafeString
    count: int
    first: int
    last: int
    links: Sequence[PageLink]
    exports: Mapping[str, str]
