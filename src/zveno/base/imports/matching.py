"""Which column is which field: what was said last time, what it is called, what it is like."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from zveno.base.imports.headings import BETWEEN, ORDINALS, Column, bare_key_of, key_of
from zveno.base.imports.importers import Importer, Unwanted

How = Literal["remembered", "known", "guessed", "unwanted", "unknown"]
SHORTEST_BEGINNING = 5
_PATH = re.compile(r"[/\\]")
_WORD = re.compile(r"[a-zа-я]+|[0-9]+")


@dataclass(frozen=True)
class Understood:
    """A heading and the code of its field; the code is empty for a column that is dropped."""

    field: str
    how: How


def known_keys(importer: Importer, remembered: Mapping[str, str]) -> frozenset[str]:
    """By which headings a table of this kind is recognised."""
    unwanted = {key_of(name) for one in importer.unwanted for name in one.beginnings}
    return frozenset({*_names(importer), *remembered, *unwanted, *(ORDINALS - {"n", "no"})})


def _names(importer: Importer) -> dict[str, str]:
    return {
        key_of(str(name)): field.code
        for field in reversed(importer.fields)
        for name in (field.code, field.title, *field.synonyms)
    }


def understand(
    importer: Importer, columns: Sequence[Column], remembered: Mapping[str, str]
) -> dict[str, Understood]:
    """What each heading of one table means. No field stands under two headings; the surer one keeps it."""
    names = _names(importer)
    found: dict[str, Understood] = {}
    taken: set[str] = set()

    def settle(how: How, guess: Mapping[str, str]) -> None:
        for column in columns:
            code = guess.get(column.key)
            if column.key in found or code is None or (code and code in taken):
                continue
            found[column.key] = Understood(code, how)
            taken.add(code)

    settle("remembered", remembered)
    settle("known", {column.key: names[column.key] for column in columns if column.key in names})
    bare = {column.key: bare_key_of(column.title) for column in columns}
    settle("known", {key: names[name] for key, name in bare.items() if name in names})
    for column in columns:
        is_ordinal = column.key in ORDINALS or not column.key
        if column.key not in found and (is_ordinal or unwanted_of(importer, column.title)):
            found[column.key] = Understood("", "unwanted")
    settle("guessed", _by_beginning(columns, names))
    settle("guessed", _by_last_part(columns, names))
    for column in columns:
        found.setdefault(column.key, Understood("", "unknown"))
    return found


def _by_beginning(columns: Sequence[Column], names: Mapping[str, str]) -> dict[str, str]:
    guessed = {}
    for column in columns:
        if BETWEEN in column.title:
            continue
        beginnings = [
            name for name in names if len(name) >= SHORTEST_BEGINNING and column.key.startswith(name)
        ]
        if beginnings:
            guessed[column.key] = names[max(beginnings, key=len)]
    return guessed


def _by_last_part(columns: Sequence[Column], names: Mapping[str, str]) -> dict[str, str]:
    """«Сведения об обучающемся / Фамилия»: the name of the group may say nothing."""
    guessed = {}
    for column in columns:
        _group, between, last = column.title.rpartition(BETWEEN)
        if between and (code := names.get(key_of(last))) is not None:
            guessed[column.key] = code
    return guessed


def unwanted_of(importer: Importer, title: str) -> Unwanted | None:
    """Why a column of that name is not loaded, where that was decided."""
    key = key_of(title)
    last = key_of(title.rpartition(BETWEEN)[2])
    for one in importer.unwanted:
        if any(candidate.startswith(key_of(name)) for candidate in (key, last) for name in one.beginnings):
            return one
    return None


def guess_by_name(name: str, options: Sequence[str]) -> str:
    """The one option whose words stand in the name of a file or its folder: «СОШ 3/5А» is of «СОШ № 3»."""
    parts = [_words(part) for part in _PATH.split(name)]
    found = {
        option: len(words)
        for option in options
        if (words := _words(option)) and any(_holds(part, words) for part in parts)
    }
    longest = [option for option, length in found.items() if length == max(found.values())]
    return longest[0] if len(longest) == 1 else ""


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("ё", "е"))


def _holds(whole: Sequence[str], words: Sequence[str]) -> bool:
    return any(list(whole[at : at + len(words)]) == list(words) for at in range(len(whole) - len(words) + 1))
