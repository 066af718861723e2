"""What a person can put right himself."""

from __future__ import annotations


class InteractionError(Exception):
    """A sentence for whoever asked; `field` is where in the form it belongs («» for the whole)."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field
