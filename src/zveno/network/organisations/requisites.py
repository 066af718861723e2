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
_OKVED2 = re.compile(r"[0-9]{2}(\.[0-9]{1,2}){0,2}")
BIK, ACCOUNT = 9, 20
_DIGITS = re.compile(r"[0-9]+")


def valid_okved2(code: str) -> None:
    """«25», «25.62», «85.21.1»: the main activity."""
    if not _OKVED2.fullmatch(code):
        raise ValidationError(_("Код ОКВЭД2 – это цифры парами через точку, например 25.62."), code="form")


def valid_oktmo(code: str) -> None:
    """Eight digits of a municipality, eleven of a settlement in it."""
    if not _DIGITS.fullmatch(code) or len(code) not in {8, 11}:
        raise ValidationError(
            _("ОКТМО – это 8 цифр муниципального образования или 11 цифр населённого пункта."), code="form"
        )


def valid_bik(bik: str) -> None:
    if not _DIGITS.fullmatch(bik) or len(bik) != BIK:
        raise ValidationError(_("БИК – это 9 цифр."), code="form")


def valid_account(account: str, *, bik: str, of_bank: bool) -> None:
    """Twenty digits that agree with the bank: its own account by its place, a client's by its number."""
    if not account:
        return
    if not _DIGITS.fullmatch(account) or len(account) != ACCOUNT:
        raise ValidationError(_("Счёт – это 20 цифр, без пробелов."), code="form")
    if len(bik) != BIK:
        raise ValidationError(_("Укажите БИК банка: без него счёт не проверить и не оплатить."), code="bank")
    by_place, by_number = f"0{bik[4:6]}", bik[6:]
    # The bank's own account goes by its place; of the treasury's offices (01…) both ways occur.
    keys = {by_place} if of_bank else {by_place, by_number} if _of_the_state(bik) else {by_number}
    if not any(_key_agrees(key + account) for key in keys):
        raise ValidationError(_("Счёт не подходит к БИК: проверьте цифры того и другого."), code="check")


def _of_the_state(bik: str) -> bool:
    return bik.startswith("01") or bik[6:] in {"000", "001", "002"}


def _key_agrees(digits: str) -> bool:
    weights = (7, 1, 3) * 8
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 10 == 0


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
