"""Classes and groups as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from zveno.base.imports.parsing import BadValue, shown
from zveno.base.imports.reading.books import Cell

LONGEST_NAME = 40
LAST_CLASS = 12
LAST_COURSE = 6
# «8А», «8 «А»», «8-а», «8 а класс», «10 ИТ»
_CLASS = re.compile(
    r"(\d{1,2})\s*[-–—.\"«“ ]*\s*([А-ЯЁA-Zа-яёa-z]{0,3}\d?)\s*[\"»”]?\s*(?:кл(?:асс)?\.?)?", re.IGNORECASE
)
# «СВ-26», «26-СВ», «СВ 2026»: the year of admission is part of the name.
_YEAR_IN_NAME = re.compile(r"(?<!\d)(?:20)?(\d{2})(?!\d)")


@dataclass(frozen=True)
class GroupName:
    """The name as written, and as a class where it can be one."""

    name: str
    level: int | None = None
    letter: str = ""

    @property
    def class_name(self) -> str:
        return f"{self.level}{self.letter}"


def group_name(cell: Cell) -> GroupName:
    written = shown(cell)
    if len(written) > LONGEST_NAME:
        raise BadValue("group", _("Слишком длинно для класса или группы."))
    found = _CLASS.fullmatch(written)
    if found and 1 <= int(found[1]) <= LAST_CLASS:
        letter = "" if found[2].casefold() in {"кл", "к"} else found[2].upper()
        return GroupName(written, int(found[1]), letter)
    return GroupName(written)


def course_by_name(name: str, year: int) -> int | None:
    """The course a group with its year of admission in the name is on in that school year."""
    courses = {year - (2000 + int(found)) + 1 for found in _YEAR_IN_NAME.findall(name)}
    possible = {course for course in courses if 1 <= course <= LAST_COURSE}
    return possible.pop() if len(possible) == 1 else None
