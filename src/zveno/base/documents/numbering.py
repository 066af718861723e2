"""Numbers of documents by a pattern, one after another without a gap.

A pattern is text with `{n}` (once; `{n:04}` pads it) and, if wanted, `{year}` and `{month}`. Whatever the
pattern says besides `{n}` names the series, so a pattern with the year begins at 1 each year by itself.
"""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext as _

_PLACE = re.compile(r"\{(?P<name>[^{}:]*)(?P<width>:[^{}]*)?\}")
_WIDTH = re.compile(r":0[1-9]")
LONGEST = 40


class PatternError(Exception):
    """A sentence for whoever wrote the pattern."""


def check_pattern(pattern: str) -> str:
    """The pattern, or `PatternError`."""
    places = list(_PLACE.finditer(pattern))
    names = [place["name"] for place in places]
    if names.count("n") != 1:
        raise PatternError(
            _("В шаблоне номера должно быть ровно одно {n}: на его месте стоит порядковый номер.")
        )
    unknown = sorted(set(names) - {"n", "year", "month"})
    if unknown:
        raise PatternError(_("Не знаю {%(name)s}: можно {n}, {year} и {month}.") % {"name": unknown[0]})
    if any(
        place["width"] and not (place["name"] == "n" and _WIDTH.fullmatch(place["width"])) for place in places
    ):
        raise PatternError(_("Число знаков пишут так: {n:04}."))
    if "{" in _PLACE.sub("", pattern) or "}" in _PLACE.sub("", pattern):
        raise PatternError(_("В шаблоне номера непарная фигурная скобка."))
    if len(written(pattern, date(2000, 1, 1), 1)) > LONGEST:
        raise PatternError(_("Номер получается длиннее %(limit)d знаков.") % {"limit": LONGEST})
    return pattern


def written(pattern: str, on: date, n: int) -> str:
    return pattern.format(n=n, year=on.year, month=f"{on.month:02}")


def series(pattern: str, on: date) -> str:
    """The name of the series: the number with its changing part left open."""
    return _PLACE.sub(
        lambda place: "#" if place["name"] == "n" else place[0].format(year=on.year, month=f"{on.month:02}"),
        pattern,
    )
