"""Where organisations stand on the map: schools on the left, employers on the right, technikums between them.

Computed beforehand and in one pass, so that the same network is always drawn alike and at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from zveno.network.organisations.roles import Family

CENTRE = (Family.COLLEGE, Family.UNIVERSITY)
# Each side of the map: its middle and its width, in degrees.
SIDES: Mapping[Family, tuple[int, int]] = {
    Family.ENTERPRISE: (0, 116),
    Family.HEALTH: (0, 116),
    Family.AUTHORITY: (90, 56),
    Family.EMPLOYMENT: (90, 56),
    Family.SCHOOL: (180, 116),
    Family.ADDITIONAL: (270, 56),
    Family.SOCIETY: (270, 56),
}
APART = 100.0
"""Between neighbours. ECharts straightens lines to halves of these units, so they must be small."""
STRETCH = 2.2
"""Screens are wider than high."""


@dataclass(frozen=True)
class Standing:
    """What the layout needs to know: who it is, what it is, how much it does."""

    number: int
    family: Family
    name: str
    weight: int


def places(organisations: Sequence[Standing]) -> dict[int, tuple[float, float]]:
    """Those who do most stand nearest to the middle."""
    found: dict[int, tuple[float, float]] = {}
    middle = sorted(
        (one for one in organisations if one.family in CENTRE),
        key=lambda one: (-one.weight, one.name, one.number),
    )
    radius = _ring(found, middle)
    for centre, width in sorted(set(SIDES.values())):
        side = [one for one in organisations if SIDES.get(one.family) == (centre, width)]
        side.sort(key=lambda one: (-one.weight, one.name, one.number))
        _fan(found, side, centre=centre * pi / 180, width=width * pi / 180, radius=radius + 2 * APART)
    return found


def _ring(found: dict[int, tuple[float, float]], standing: Sequence[Standing]) -> float:
    """Around the middle; gives how far it reaches."""
    if not standing:
        return APART
    radius = 0.0 if len(standing) == 1 else max(APART, APART * len(standing) / (2 * pi) * 1.4)
    for place, one in enumerate(standing):
        angle = pi / 2 + 2 * pi * place / len(standing)
        found[one.number] = _point(radius, angle)
    return radius


def _fan(
    found: dict[int, tuple[float, float]],
    standing: Sequence[Standing],
    *,
    centre: float,
    width: float,
    radius: float,
) -> None:
    """In arcs, each as full as neighbours stay apart."""
    left = list(standing)
    while left:
        room = max(1, int(width * radius / APART))
        arc, left = sorted(left[:room], key=lambda one: (one.name, one.number)), left[room:]
        step = width / len(arc)
        for place, one in enumerate(arc):
            found[one.number] = _point(radius, centre + width / 2 - step * (place + 0.5))
        radius += 1.2 * APART


def _point(radius: float, angle: float) -> tuple[float, float]:
    """The vertical axis of a drawing goes down."""
    return round(STRETCH * radius * cos(angle), 1), round(-radius * sin(angle), 1)
