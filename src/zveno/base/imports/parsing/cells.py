"""Cells of any type as text, and the plainest values."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from zveno.base.imports.reading.books import Cell

Parse = Callable[[Cell], Any]

_SPACES = re.compile(r"\s+")
# What Word and web pages leave in a cell and nobody sees.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
_ERRORS = re.compile(
    r"#(N/A|Н/Д|REF!|ССЫЛКА!|VALUE!|ЗНАЧ!|DIV/0!|ДЕЛ/0!|NAME\?|ИМЯ\?|NUM!|ЧИСЛО!|NULL!|ПУСТО!)", re.IGNORECASE
)
# What people write where they have nothing to write.
_NOTHING = frozenset(
    {"", "-", "–", "—", "--", "нет данных", "н/д", "ложь", "false", "none", "null", "не указано"}
)

LONGEST_NOTHING = 20


class BadValue(Exception):
    """What is wrong with a cell, and what was probably meant, where that can be guessed.

    `kind` tells alike faults from others; one repair may serve all that have the same value.
    """

    def __init__(self, kind: str, sentence: str, *, offer: str = "") -> None:
        super().__init__(sentence)
        self.kind = kind
        self.offer = offer


def is_blank(cell: Cell) -> bool:
    """Nothing, or one of the ways people write nothing. A zero and a «нет» say something."""
    if cell is None or cell is False or cell == "":
        return True
    # Most cells say something, and at some length: they are asked a million times.
    return isinstance(cell, str) and len(cell) <= LONGEST_NOTHING and clean(cell).casefold() in _NOTHING


def clean(written: str) -> str:
    """Without spaces around, doubled spaces, line breaks and signs that nobody sees."""
    if written.isprintable() and "  " not in written:
        return written.strip(" ")
    return _SPACES.sub(" ", _UNSEEN.sub("", written)).strip()


def shown(cell: Cell) -> str:  # noqa: PLR0911 -- a type each
    """As a person sees it in the table."""
    match cell:
        case None:
            return ""
        case str():
            return clean(cell)
        case bool():
            return _("да") if cell else _("нет")
        case float():
            return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
        case datetime():
            return f"{cell:%d.%m.%Y %H:%M}"
        case date():
            return f"{cell:%d.%m.%Y}"
    return str(cell)


def text(most: int) -> Parse:
    """Words of at most so many signs."""

    def parse(cell: Cell) -> str:
        written = shown(cell)
        if _ERRORS.search(written):
            raise BadValue("formula", _("В ячейке ошибка формулы Excel. Впишите само значение."))
        if len(written) > most:
            raise BadValue(
                "long",
                _("Слишком длинно: знаков %(length)d, можно не больше %(most)d.")
                % {"length": len(written), "most": most},
            )
        return written

    return parse


def whole_number(least: int, most: int) -> Parse:
    """A count; «12 чел.» is twelve, but somebody must say so."""

    def parse(cell: Cell) -> int:
        written = shown(cell)
        number = int(written) if re.fullmatch(r"[0-9]{1,9}", written) else None
        if number is None:
            digits = re.findall(r"[0-9]+", written)
            raise BadValue(
                "number",
                _("Здесь должно быть целое число."),
                offer=digits[0] if len(digits) == 1 and least <= int(digits[0][:9]) <= most else "",
            )
        if not least <= number <= most:
            raise BadValue(
                "range",
                _("Число должно быть от %(least)d до %(most)d.") % {"least": least, "most": most},
            )
        return number

    return parse
