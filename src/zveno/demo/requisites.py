"""Numbers of organisations that pass every check and belong to nobody: region 99 does not issue them."""

from __future__ import annotations

from collections.abc import Sequence

from zveno.network.people.snils import check_number

COMPANY = (2, 4, 10, 3, 5, 9, 4, 6, 8)
PERSON = ((7, 2, 4, 10, 3, 5, 9, 4, 6, 8), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8))


def inn_of_company(number: int) -> str:
    body = f"99{number:07d}"
    return body + _check(body, COMPANY)


def inn_of_entrepreneur(number: int) -> str:
    body = f"99{number:08d}"
    for weights in PERSON:
        body += _check(body, weights)
    return body


def kpp(number: int = 1) -> str:
    """A division has the number of its head organisation and a KPP of its own."""
    return f"9901{'01' if number == 1 else '43'}{number:03d}"


def ogrn_of_company(number: int) -> str:
    body = f"10299{number:07d}"
    return f"{body}{int(body) % 11 % 10}"


def ogrn_of_entrepreneur(number: int) -> str:
    body = f"30499{number:09d}"
    return f"{body}{int(body) % 13 % 10}"


def _check(body: str, weights: Sequence[int]) -> str:
    return str(sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11 % 10)


def phone(number: int) -> str:
    """The code 000 is nobody's."""
    return f"+7 000 {200 + number // 100:03d}-{number % 100:02d}-{number * 7 % 100:02d}"


def snils(number: int) -> str:
    """Of nobody: numbers that begin with 99 are not given out yet."""
    body = f"99{number:07d}"
    return body + check_number(body)
