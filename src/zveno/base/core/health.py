"""What `zveno doctor` asks. A package registers its checks from `apps.py` by importing its `checks.py`:

    @check("audit.chain", _("Журнал не изменён"))
    def chain() -> Iterator[Finding]:
        if broken:
            yield fault(_("Запись № 12 изменена."), todo=_("Сравните её с резервной копией."))

A check that yields nothing, or only `fine(...)`, is passed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from django.utils.functional import Promise

Text = str | Promise


class Level(IntEnum):
    """How bad it is. Only a fault makes the doctor's exit code 1."""

    FINE = 0
    WARNING = 1
    FAULT = 2


@dataclass(frozen=True)
class Finding:
    level: Level
    says: str
    todo: str = ""


def fine(says: Text) -> Finding:
    """Worth knowing, nothing to do."""
    return Finding(Level.FINE, str(says))


def warning(says: Text, *, todo: Text) -> Finding:
    """Works, but somebody should look."""
    return Finding(Level.WARNING, str(says), str(todo))


def fault(says: Text, *, todo: Text) -> Finding:
    """Does not work, or data is not what it must be."""
    return Finding(Level.FAULT, str(says), str(todo))


Ask = Callable[[], Iterator[Finding]]
Read = Callable[[], float]


@dataclass(frozen=True)
class Check:
    name: str
    """`package.question`, stable: scripts read it from `zveno doctor --json`."""
    title: Text
    ask: Ask


@dataclass(frozen=True)
class Gauge:
    """A number that `/metrics` shows: read anew at each scrape, so it must be one cheap query."""

    name: str
    """Without the prefix: `jobs_waiting` becomes `zveno_jobs_waiting`."""
    explains: str
    read: Read


_checks: dict[str, Check] = {}
_gauges: dict[str, Gauge] = {}


def check(name: str, title: Text) -> Callable[[Ask], Ask]:
    """Register the function as a check of the doctor."""

    def register(ask: Ask) -> Ask:
        if name in _checks and _checks[name].ask is not ask:
            raise ValueError(f"two checks are called {name}")
        _checks[name] = Check(name, title, ask)
        return ask

    return register


def gauge(name: str, explains: str) -> Callable[[Read], Read]:
    """Register the function as a number of `/metrics`."""

    def register(read: Read) -> Read:
        if name in _gauges and _gauges[name].read is not read:
            raise ValueError(f"two gauges are called {name}")
        _gauges[name] = Gauge(name, explains, read)
        return read

    return register


def checks() -> list[Check]:
    """All registered checks in the order of their names."""
    return [_checks[name] for name in sorted(_checks)]


def gauges() -> list[Gauge]:
    return [_gauges[name] for name in sorted(_gauges)]
