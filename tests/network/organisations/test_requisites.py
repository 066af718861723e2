"""Numbers of organisations: check digits catch typing errors."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.organisations import make_inn

from zveno.network.organisations.requisites import valid_inn, valid_kpp, valid_ogrn


# Published numbers: Sberbank (company), an example of the tax service's order (person).
@pytest.mark.parametrize("inn", ["7707083893", "500100732259"])
def test_right_inn_of_company_and_person_is_taken(inn: str) -> None:
    valid_inn(inn)


@pytest.mark.parametrize("inn", ["7707083894", "500100732258", "500100732269"])
def test_inn_with_a_wrong_check_digit_is_refused_as_a_typing_error(inn: str) -> None:
    with pytest.raises(ValidationError) as refused:
        valid_inn(inn)

    assert refused.value.messages == [f"В ИНН {inn} опечатка: контрольная цифра не сходится."]


@pytest.mark.parametrize("inn", ["", "770708389", "77070838931", "770708389a", "77 07083893", "٧٧٠٧٠٨٣٨٩٣"])
def test_inn_of_another_form_is_refused(inn: str) -> None:
    with pytest.raises(ValidationError) as refused:
        valid_inn(inn)

    assert refused.value.code == "form"


@given(number=st.integers(0, 999_999_999), place=st.integers(0, 9), shift=st.integers(1, 9))
def test_every_single_wrong_digit_but_the_tenth_remainder_is_caught(
    number: int, place: int, shift: int
) -> None:
    right = make_inn(number)
    wrong = right[:place] + str((int(right[place]) + shift) % 10) + right[place + 1 :]

    # The remainder 10 is written as 0, so two of eleven remainders share a digit: that is the law's own gap.
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    remainders = [
        sum(int(digit) * weight for digit, weight in zip(inn, weights, strict=False)) % 11
        for inn in (right, wrong)
    ]
    if remainders[0] != remainders[1] and {*remainders} == {0, 10}:
        return
    with pytest.raises(ValidationError):
        valid_inn(wrong)


@pytest.mark.parametrize("kpp", ["470201001", "7736AB001"])
def test_right_kpp_is_taken(kpp: str) -> None:
    valid_kpp(kpp)


@pytest.mark.parametrize("kpp", ["47020100", "4702010011", "47a201001", "470201 01"])
def test_kpp_of_another_form_is_refused(kpp: str) -> None:
    with pytest.raises(ValidationError):
        valid_kpp(kpp)


# Sberbank; an entrepreneur's number from the order of the tax service.
@pytest.mark.parametrize("ogrn", ["1027700132195", "304500116000157"])
def test_right_ogrn_of_company_and_entrepreneur_is_taken(ogrn: str) -> None:
    valid_ogrn(ogrn)


@pytest.mark.parametrize("ogrn", ["1027700132196", "304500116000158"])
def test_ogrn_with_a_wrong_check_digit_is_refused(ogrn: str) -> None:
    with pytest.raises(ValidationError) as refused:
        valid_ogrn(ogrn)

    assert refused.value.code == "check"
