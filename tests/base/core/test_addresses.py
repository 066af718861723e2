"""An address made by pattern is the address that Django makes."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, reverse

from zveno.base.core.addresses import address_of


@pytest.mark.parametrize("number", [1, 42, 7_000_000_000])
def test_the_address_of_a_record_is_djangos(number: int) -> None:
    assert address_of("organisations:organisation_show", number) == reverse(
        "organisations:organisation_show", args=[number]
    )


def test_a_page_without_numbers_has_its_address() -> None:
    assert address_of("organisations:organisation_list") == reverse("organisations:organisation_list")


def test_a_page_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(NoReverseMatch):
        address_of("organisations:no_such_page", 1)
