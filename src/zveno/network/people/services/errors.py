"""What a person can put right himself."""

from __future__ import annotations

from zveno.base.core.mistakes import Mistake


class PeopleError(Mistake):
    """About people, their classes and groups."""


check = PeopleError.check
