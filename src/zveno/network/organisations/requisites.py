"""Numbers of Russian organisations: form and check digits. A wrong one is a typing error."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

INN_OF_COMPANY, INN_OF_PERSON = 10, 12
OGRN_OF_COMPANY, OGRN_OF_PERSON = 13, 15
_TEN = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_ELEVEN = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_TWELVE = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_KPP = re.compile(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}")
_DIGITS = re.compile(r"[0-9]+")


def valid_inn(inn: str) -> None:
    """10 digits of a company or 12 of a person; the last one or two check the rest."""
    if not _DIGITS.fullmatch(inn) or len(inn) not in {INN_OF_COMPANY, INN_OF_PERSON}:
        raise ValidationError(
            _("ИНН – это 10 цифр организации или 12 цифр предпринимателя, без пробелов."), code="form"
        )
    if not _inn_agrees([int(digit) for digit in inn]):
        raise ValidationError(
            _("В ИНН %(inn)s опечатка: контрольная цифра не сходится."), code="check", params={"inn": inn}
        )


def _inn_agrees(digits: Sequence[int]) -> bool:
    if len(digits) == INN_OF_COMPANY:
        return digits[9] == _weighed(digits, _TEN)
    return digits[10] == _weighed(digits, _ELEVEN) and digits[11] == _weighed(digits, _TWELVE)


def _weighed(digits: Sequence[int], weights: Sequence[int]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) % 11 % 10


def valid_kpp(kpp: str) -> None:
    """Nine signs: an office, a reason (digits or capital letters), a number."""
    if not _KPP.fullmatch(kpp):
        raise ValidationError(_("КПП – это 9 цифр, например 470201001."), code="form")


def valid_ogrn(ogrn: str) -> None:
    """13 digits of a company (ОГРН) or 15 of an entrepreneur (ОГРНИП)."""
    if not _DIGITS.fullmatch(ogrn) or len(ogrn) not in {OGRN_OF_COMPANY, OGRN_OF_PERSON}:
        raise ValidationError(
            _("ОГРН – это 13 цифр организации или 15 цифр предпринимателя, без пробелов."), code="form"
        )
    body, check = int(ogrn[:-1]), int(ogrn[-1])
    modulus = 11 if len(ogrn) == OGRN_OF_COMPANY else 13
    if body % modulus % 10 != check:
        raise ValidationError(
            _("В ОГРН %(ogrn)s опечатка: контрольная цифра не сходится."), code="check", params={"ogrn": ogrn}
        )
