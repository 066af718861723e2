"""What a person can put right himself."""

from __future__ import annotations

from zveno.base.core.mistakes import Mistake


class OrganisationError(Mistake):
    """About organisations and seats in them."""


check = OrganisationError.check
