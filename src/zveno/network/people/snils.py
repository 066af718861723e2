"""СНИЛС: eleven digits in either spelling, the last two check the rest. A wrong one is a typing error."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_ELEVEN_DIGITS = re.compile(r"[0-9]{11}")
_BETWEEN = re.compile(r"[\s\-–—‑.]+")
_CHECKED_FROM = 1_001_998


def normal_snils(typed: str) -> str:
    """«112-233-445 95» and «11223344595» are the same number; kept as digits."""
    return _BETWEEN.sub("", typed)


def valid_snils(snils: str) -> None:
    """Eleven digits that agree with their check number."""
    if not _ELEVEN_DIGITS.fullmatch(snils):
        raise ValidationError(_("СНИЛС – это 11 цифр, например 112-233-445 95."), code="form")
    if int(snils[:9]) >= _CHECKED_FROM and check_number(snils[:9]) != snils[9:]:
        raise ValidationError(_("В СНИЛС опечатка: контрольное число не сходится."), code="check")


def check_number(nine: str) -> str:
    """The two digits that follow these nine."""
    weighed = sum(int(digit) * weight for digit, weight in zip(nine, range(9, 0, -1), strict=True))
    return f"{weighed % 101 % 100:02d}"


def written_snils(snils: str) -> str:
    """As on the certificate: «112-233-445 95»."""
    return f"{snils[:3]}-{snils[3:6]}-{snils[6:9]} {snils[9:]}" if snils else ""
