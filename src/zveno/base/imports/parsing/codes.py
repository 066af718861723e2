"""Codes «08.02.01», which Excel turns into the eighth of February."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from zveno.base.imports.parsing.cells import BadValue, shown
from zveno.base.imports.reading.books import Cell

_CODE = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}")
_LOOSE_CODE = re.compile(r"([0-9]{1,2})\s*[.,\- ]\s*([0-9]{1,2})\s*[.,\- ]\s*([0-9]{1,2})\.?")
_DATE = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})(?:\s.*)?")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ].*)?")
_CODE_BEFORE_NAME = re.compile(
    r"([0-9]{1,2}\s?[.,]\s?[0-9]{1,2}\s?[.,]\s?[0-9]{1,2})[\s.,:;–—-]*(.*)", re.DOTALL
)
_NAME_BEFORE_CODE = re.compile(r"(.+?)[\s(–—-]*([0-9]{2}\.[0-9]{2}\.[0-9]{2})\)?", re.DOTALL)
_EXCEL_ZERO = date(1899, 12, 30)
_SERIALS = range(10_000, 80_000)


@dataclass(frozen=True)
class CodeAndName:
    """Either may be empty, not both."""

    code: str
    name: str


def dotted_code(cell: Cell) -> str:
    """The code as text. A date stands there because Excel put it: what it was is offered, not assumed."""
    if isinstance(cell, (date, datetime)):
        raise _turned_into_a_date(f"{cell:%d.%m.%y}")
    if isinstance(cell, int | float) and not isinstance(cell, bool) and int(cell) in _SERIALS:
        raise _turned_into_a_date(f"{_EXCEL_ZERO + timedelta(days=int(cell)):%d.%m.%y}")
    written = shown(cell)
    if _CODE.fullmatch(written):
        return written
    if found := _DATE.fullmatch(written):
        raise _turned_into_a_date(f"{int(found[1]):02}.{int(found[2]):02}.{found[3][2:]}")
    if found := _ISO_DATE.fullmatch(written):
        raise _turned_into_a_date(f"{found[3]}.{found[2]}.{found[1][2:]}")
    if found := _LOOSE_CODE.fullmatch(written):
        raise BadValue(
            "code",
            _("Код пишут двумя цифрами через точку, например 08.02.01."),
            offer=".".join(f"{int(part):02}" for part in found.groups()),
        )
    raise BadValue("code", _("Код пишут двумя цифрами через точку, например 08.02.01."))


def code_and_name(cell: Cell) -> CodeAndName:
    """«15.01.05 Сварщик» in one cell, or one of the two alone."""
    if not isinstance(cell, str):
        return CodeAndName(dotted_code(cell), "")
    written = shown(cell)
    if found := _CODE_BEFORE_NAME.fullmatch(written):
        if not found[2] or found[2][0].isdigit():
            return CodeAndName(dotted_code(written), "")
        return CodeAndName(dotted_code(found[1].replace(" ", "").replace(",", ".")), found[2].strip(' «»"'))
    if found := _NAME_BEFORE_CODE.fullmatch(written):
        return CodeAndName(found[2], found[1].strip(' «»"'))
    if not re.search(r"[A-Za-zА-Яа-яЁё]", written):
        return CodeAndName(dotted_code(written), "")
    return CodeAndName("", written)


def _turned_into_a_date(code: str) -> BadValue:
    return BadValue(
        "code-as-date",
        _("Excel превратил код в дату. Похоже, здесь было «%(code)s».") % {"code": code},
        offer=code,
    )
