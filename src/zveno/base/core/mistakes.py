"""What a person can put right himself, said at the fields it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models


class Mistake(Exception):
    """Sentences for the person who asked, by the field they are about («» for the whole)."""

    def __init__(self, *sentences: str, by_field: Mapping[str, Sequence[str]] | None = None) -> None:
        self.by_field: Mapping[str, Sequence[str]] = by_field or {"": sentences}
        super().__init__(" ".join(text for texts in self.by_field.values() for text in texts))

    @classmethod
    def check(cls, row: models.Model, *, without: Sequence[str] = (), database: bool = True) -> None:
        """Fields and constraints of a row before it is saved.

        `database=False` leaves uniqueness to the constraints themselves: for many rows at once.
        """
        try:
            if database:
                row.full_clean(exclude=set(without))
            else:
                row.clean_fields(exclude=set(without))
        except ValidationError as error:
            raise cls(
                by_field={
                    "" if field == NON_FIELD_ERRORS else field: sentences
                    for field, sentences in error.message_dict.items()
                }
            ) from error
