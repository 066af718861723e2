"""What each action is called. A package says its own in `journal.py`, which is found by itself:

    say(
        {"organisation.join": _("Организация принята в сеть")},
        names={"seat": _("от чьего имени")},
        values={"given_as": lambda code: GivenAs(code).label},
        routine=("account.sign_in",),
        subjects={"organisations.membership": lambda seat: seat.user_id},
    )

A test reads the sources and fails on an action that is recorded and not said.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.functional import Promise

Text = str | Promise
Subject = Callable[[Any], int | None]
Words = Callable[[Any], Text]

_titles: dict[str, Text] = {}
_names: dict[tuple[str, str], Text] = {}
_values: dict[tuple[str, str], Words] = {}
_routine: set[str] = set()
_subjects: dict[str, Subject] = {}


def say(
    titles: Mapping[str, Text],
    *,
    names: Mapping[str, Text] | None = None,
    values: Mapping[str, Words] | None = None,
    routine: Collection[str] = (),
    subjects: Mapping[str, Subject] | None = None,
) -> None:
    """Titles of actions; names of their details that are no fields, and the words for codes kept in those;
    which of the actions happen so often that the journal folds them; whose data a thing of that model is.
    """
    for code, title in titles.items():
        if _titles.setdefault(code, title) != title:
            raise ValueError(f"two titles for {code}")
    families = {_family(code) for code in titles}
    _names.update({(family, key): name for family in families for key, name in (names or {}).items()})
    _values.update({(family, key): words for family in families for key, words in (values or {}).items()})
    _routine.update(routine)
    _subjects.update(subjects or {})


def titles() -> Mapping[str, Text]:
    return _titles


def title_of(code: str) -> Text:
    """An action of an older version, that nobody says any more, shows as its code."""
    return _titles.get(code, code)


def name_of_detail(action: str, key: str) -> Text:
    """«name» of an account and «name» of an event may be called differently."""
    return _names.get((_family(action), key), key)


def words_for(action: str, key: str, value: Any) -> Text | None:
    """What a code kept in a detail means; None where it is no code, or one that nobody knows any more."""
    words = _values.get((_family(action), key))
    try:
        return words(value) if words else None
    except (KeyError, ValueError):
        return None


def routine() -> Collection[str]:
    """What happens so often that it hides the rest."""
    return frozenset(_routine)


def _family(code: str) -> str:
    return code.partition(".")[0]


def subject_of(thing: models.Model | None) -> int | None:
    """The person whose data the thing is."""
    if thing is None:
        return None
    if isinstance(thing, get_user_model()):
        return int(thing.pk)
    finds = _subjects.get(thing._meta.label_lower)
    return finds(thing) if finds else None
