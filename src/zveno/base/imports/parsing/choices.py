"""One of a few words, each with the ways people write it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zveno.base.imports.parsing.cells import BadValue, Parse, shown
from zveno.base.imports.reading.books import Cell

_NOT_LETTERS = re.compile(r"[\W_]+")


def folded(written: str) -> str:
    """One spelling of a word: «Очно-заочная», «очно заочная» and «ОЧНО-ЗАОЧНАЯ» are the same."""
    return _NOT_LETTERS.sub("", written.casefold().replace("ё", "е"))


def choice(words: Mapping[str, tuple[str | Promise, Sequence[str]]]) -> Parse:
    """`{"full_time": (_("очная"), ("дневная", "о"))}`: the code of what is written."""

    def parse(cell: Cell) -> str:
        written = shown(cell)
        known = {
            folded(str(word)): code
            for code, (title, others) in words.items()
            for word in (code, title, *others)
        }
        code = known.get(folded(written))
        if code is not None:
            return code
        near = get_close_matches(folded(written), known, n=1, cutoff=0.7)
        raise BadValue(
            "choice",
            _("Такого значения нет. Бывает: %(words)s.")
            % {"words": ", ".join(str(title) for title, _others in words.values())},
            offer=str(words[known[near[0]]][0]) if near else "",
        )

    return parse
