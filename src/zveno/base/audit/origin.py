"""Where an act comes from: the address, the request and the seat, without every service passing them on."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """`seat` is believed only for acts of `person`: within one request the system may act too."""

    address: str = ""
    request: str = ""
    person: int | None = None
    seat: str = ""

    def seat_of(self, person: int | None) -> str:
        return self.seat if person is not None and person == self.person else ""


_current: ContextVar[Origin | None] = ContextVar("zveno_origin", default=None)


def current() -> Origin:
    return _current.get() or Origin()


@contextmanager
def acting_from(origin: Origin) -> Iterator[None]:
    """Everything recorded inside came from there."""
    token = _current.set(origin)
    try:
        yield
    finally:
        _current.reset(token)


def written_address(address: str | None) -> str:
    """One spelling of an address; what is none is not written."""
    try:
        found = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return ""
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return str(mapped or found)
