"""Names of people and the ways to reach them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from zveno.base.imports.parsing.cells import BadValue, shown
from zveno.base.imports.reading.books import Cell

LONGEST_NAME = 100
_LETTERS = re.compile(r"[A-Za-zА-Яа-яЁёІіЇїЄєҐґӘәҒғҚқҢңӨөҰұҮүҺһҖҗ'’`\-]+")
_INITIALS = re.compile(r"(?:[A-ZА-ЯЁ]\s?\.\s?){1,2}|[A-ZА-ЯЁ]{1,2}\.?")
# «Вагиф Рашид оглы»: the last word belongs to the patronymic.
_KINSHIP = frozenset({"оглы", "кызы", "улы", "уулу", "кызi", "кизи", "оглу", "гызы", "заде", "ибн", "бинт"})
_PARTS_OF_A_NAME = 3


@dataclass(frozen=True)
class FullName:
    last: str
    first: str
    patronymic: str = ""


def name_part(cell: Cell) -> str:
    """A surname, a name or a patronymic: «иванова-ПЕТРОВА» comes out as «Иванова-Петрова»."""
    written = shown(cell)
    if _is_plain(written):
        return written
    words = written.split(" ")
    if len(written) > LONGEST_NAME or not all(_LETTERS.fullmatch(word) for word in words):
        raise BadValue("name", _("Здесь должны быть только буквы имени."), offer=_only_letters(written))
    return " ".join(_cased(word) for word in words)


def _is_plain(word: str) -> bool:
    """One word of letters with a capital: nothing to put right."""
    return 2 < len(word) <= LONGEST_NAME and word.istitle() and word.isalpha() and not word.isascii()  # noqa: PLR2004


def full_name(cell: Cell) -> FullName:
    """«Фамилия Имя Отчество» in one cell, with two, three or four words.

    Where words do not tell which is which, somebody separates them: «Ле; Тхи Хоа; Ань».
    """
    written = shown(cell)
    words = written.split(" ")
    if 1 < len(words) <= _PARTS_OF_A_NAME and all(map(_is_plain, words)):
        return FullName(*words)  # what nearly all names are
    if ";" in written:
        parts = [part.strip() for part in written.split(";")]
    else:
        parts = _split(written.replace(",", " ").split())
    if not 1 < len(parts) <= _PARTS_OF_A_NAME or not all(parts):
        raise BadValue("full-name", _("Нужны фамилия и имя, например «Иванова Анна Сергеевна»."))
    try:
        last, first, patronymic = (*(name_part(part) for part in parts), "")[:3]
    except BadValue as error:
        raise BadValue(error.kind, str(error), offer=_as_parts(parts)) from error
    return FullName(last, first, patronymic)


def _as_parts(parts: list[str]) -> str:
    """The name with its letters alone, where each part has some."""
    bare = [_only_letters(part) for part in parts]
    return "; ".join(bare) if all(bare) else ""


def _split(words: list[str]) -> list[str]:
    if any(_INITIALS.fullmatch(word) for word in words[1:]):
        raise BadValue("initials", _("Вместо имени инициалы. Впишите имя и отчество полностью."))
    if (
        len(words) > _PARTS_OF_A_NAME
        and words[-1].casefold() in _KINSHIP
        and len(words) == _PARTS_OF_A_NAME + 1
    ):
        return [*words[:2], " ".join(words[2:])]
    if len(words) > _PARTS_OF_A_NAME:
        raise BadValue(
            "many-names",
            _("Слов больше трёх: разделите фамилию, имя и отчество точкой с запятой."),
            offer=_as_parts([words[0], words[1], " ".join(words[2:])]),
        )
    return words


def _cased(word: str) -> str:
    """Only what is all capitals or all small is put right: «МакКензи» knows better."""
    if word.casefold() in _KINSHIP:
        return word.casefold()
    if word.isupper() or word.islower():
        return "-".join(part.capitalize() for part in word.split("-"))
    return word


def _only_letters(written: str) -> str:
    return " ".join(_LETTERS.findall(written))[:LONGEST_NAME]


def phone(cell: Cell) -> str:
    """«+7 900 123-45-67», however a mobile was written; others keep their town's code as it is written."""
    written = shown(cell)
    digits = re.sub(r"[^0-9]", "", written)
    if re.fullmatch(r"[78]?[0-9]{10}", digits) and re.fullmatch(r"[0-9\s()+\-.]+", written):
        ten = digits[-10:]
        if isinstance(cell, str) and not ten.startswith("9"):
            return written
        return f"+7 {ten[:3]} {ten[3:6]}-{ten[6:8]}-{ten[8:]}"
    if len(digits) < 5 or len(written) > 40:  # noqa: PLR2004 -- the shortest local number, the longest field
        raise BadValue("phone", _("Это не похоже на телефон, например +7 900 123-45-67."))
    return written


def email(cell: Cell) -> str:
    written = shown(cell).removeprefix("mailto:").lower()
    try:
        validate_email(written)
    except ValidationError as error:
        alone = re.findall(r"[\w.+\-]+@[\w\-]+\.[\w.\-]+", written)
        raise BadValue(
            "email",
            _("Это не адрес электронной почты."),
            offer=alone[0].rstrip(".") if len(alone) == 1 else "",
        ) from error
    return written


def website(cell: Cell) -> str:
    """People write «zavod.ru»."""
    written = shown(cell)
    address = written if re.match(r"https?://", written) else f"https://{written}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise BadValue("website", _("Это не адрес сайта, например https://shkola3.example.ru.")) from error
    return address
