"""What can be known of the lists."""

from __future__ import annotations

from datetime import date

from zveno.base.classifiers.kinds import Classifier
from zveno.base.classifiers.models import CodeQuerySet, Entry


def in_force(classifier: Classifier, on: date) -> CodeQuerySet:
    """What may be chosen that day."""
    return Entry.objects.of(classifier).in_force(on)


def named(classifier: Classifier, code: str, on: date) -> str:
    """What a code means that day; nothing for one that the list does not know."""
    found = in_force(classifier, on).filter(code=code).order_by("-valid_from")
    return found.values_list("name", flat=True).first() or ""
