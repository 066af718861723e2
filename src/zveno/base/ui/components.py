"""The nouns of the screen: plain values that views fill and template tags draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.utils.functional import Promise

Text = str | Promise
Tone = Literal["plain", "good", "waits", "late"]

# A state is readable without colour: each tone has its sign.
TONE_ICONS: dict[Tone, str] = {
    "plain": "circle",
    "good": "circle-check",
    "waits": "hourglass",
    "late": "circle-alert",
}


@dataclass(frozen=True)
class Status:
    """A state in a word: «waits» for the reader is amber, «late» or wrong is red, «good» is done."""

    text: Text
    tone: Tone = "plain"
    icon: str = ""

    @property
    def sign(self) -> str:
        return self.icon or TONE_ICONS[self.tone]


@dataclass(frozen=True)
class Figure:
    """A figure that opens: `url` leads to its formula, period, source and records. None is «нет данных»."""

    label: Text
    value: str | None
    url: str = ""
    note: Text = ""
    tone: Tone = "plain"


@dataclass(frozen=True)
class Step:
    """A state of a life: who did it and when; in the present one, whose move is next."""

    title: Text
    state: Literal["done", "now", "ahead", "failed"]
    who: Text = ""
    at: date | datetime | None = None
    next_move: Text = ""

    @property
    def has_time(self) -> bool:
        return isinstance(self.at, datetime)


@dataclass(frozen=True)
class HistoryEntry:
    """A line of the visible history beside an object."""

    at: datetime
    who: Text
    what: Text
    why: Text = ""
    tone: Tone = "plain"


@dataclass(frozen=True)
class Fact:
    """A name and a value; an empty value shows as a dash."""

    name: Text
    value: Text | int | None
    url: str = ""


@dataclass(frozen=True)
class Factor:
    """One reason of an automated result; `weight` is what it added, in words or as a number."""

    text: Text
    tone: Tone = "plain"
    weight: Text = ""


@dataclass(frozen=True)
class Tab:
    title: Text
    url: str
    current: bool = False
    amount: int | None = None


@dataclass(frozen=True)
class Progress:
    """Long work; `total` is 0 while unknown. With `refresh_url` the bar asks for itself every two seconds."""

    title: Text
    done: int
    total: int
    remaining: Text = ""
    refresh_url: str = ""
    cancel_url: str = ""

    @property
    def finished(self) -> bool:
        return 0 < self.total <= self.done


@dataclass(frozen=True)
class Task:
    """Something that waits for the reader: its reason and one main button."""

    title: Text
    url: str
    reason: Text
    action: Text = ""
    tone: Tone = "plain"
    icon: str = "circle"


@dataclass(frozen=True)
class Empty:
    """An empty screen says what belongs here and offers the first step."""

    title: Text
    text: Text = ""
    action: Text = ""
    url: str = ""
    icon: str = "inbox"


@dataclass(frozen=True)
class Sheet:
    """A list as typed values, for Excel, CSV and the table beside a picture.

    The rows of a long list are read once, while they are written: a whole register need not fit into memory.
    """

    titles: Sequence[str]
    rows: Iterable[Sequence[object]]


@dataclass(frozen=True)
class Export:
    """A list on its way out of the system: `filters` are what narrowed it, as label and value."""

    title: Text
    sheet: Sheet
    filters: Sequence[tuple[str, str]] = ()
