"""What a person can put right himself."""

from __future__ import annotations

from zveno.base.core.mistakes import Mistake


class ProgrammeError(Mistake):
    """About programmes, needs, changes, partnership."""


check = ProgrammeError.check
