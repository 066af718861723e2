"""Numbers with check digits: СНИЛС, and those that other packages can check."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from zveno.base.imports.parsing.cells import BadValue, Parse, shown
from zveno.base.imports.reading.books import Cell

_NOT_DIGITS = re.compile(r"[^0-9]")
SNILS_DIGITS = 11
# Numbers up to this one were given before there were check digits.
_UNCHECKED = 1_001_998


def snils(cell: Cell) -> str:
    """Eleven digits, however they are separated; Excel drops the zeros before a number."""
    written = shown(cell)
    digits = _NOT_DIGITS.sub("", written)
    if not isinstance(cell, str):
        digits = digits.zfill(SNILS_DIGITS)
    if len(digits) != SNILS_DIGITS or any(map(str.isalpha, written)):
        raise BadValue("snils", _("В СНИЛС 11 цифр, например 112-233-445 95."))
    if not snils_agrees(digits):
        raise BadValue(
            "snils-check", _("В СНИЛС опечатка: контрольное число не сходится. Проверьте по документу.")
        )
    return digits


def snils_agrees(digits: str) -> bool:
    if int(digits[:9]) <= _UNCHECKED:
        return True
    weighed = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(9, 0, -1), strict=True))
    return weighed % 101 % 100 == int(digits[9:])


def checked_number(valid: Callable[[str], None], lengths: Sequence[int]) -> Parse:
    """Digits that `valid` finds right, of these lengths; a number cell may have lost its first zero."""

    def parse(cell: Cell) -> str:
        digits = re.sub(r"[\s\-]", "", shown(cell)).upper()
        if not isinstance(cell, str) and len(digits) + 1 in lengths and len(digits) not in lengths:
            digits = f"0{digits}"
        try:
            valid(digits)
        except ValidationError as error:
            raise BadValue("number-check", " ".join(error.messages)) from error
        return digits

    return parse
