"""Russian text that is found and sorted alike on SQLite and PostgreSQL.

SQLite folds the case of ASCII only, and both databases put «Ё» before «А»
unless they have a Russian collation, so the folded text is a column of its own.
"""

from __future__ import annotations

import re

_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans(dict.fromkeys("«»“”„\"'", ""))
# «ё» follows «е»: the suffix sorts after «е» alone and before «ж».
_YO_AFTER_YE = str.maketrans({"ё": "е\uffff"})


def search_key(*parts: str | None) -> str:
    """Fold what a person types and what is stored to one spelling: case, «е/ё», quotes, spaces."""
    text = " ".join(part for part in parts if part)
    folded = text.casefold().replace("ё", "е").translate(_QUOTES)
    return _SPACES.sub(" ", folded).strip()


def sort_key(*parts: str | None) -> str:
    """A key whose binary order is the Russian alphabetical order."""
    text = " ".join(part for part in parts if part)
    return _SPACES.sub(" ", text.casefold().translate(_QUOTES).translate(_YO_AFTER_YE)).strip()
