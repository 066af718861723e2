"""The genitive of names, posts and grounds, as a suggestion: whoever keeps the record puts it right.

«в лице генерального директора Петровой Анны Сергеевны, действующего на основании Устава».
"""

from __future__ import annotations

from collections.abc import Sequence

_HISSING = "гкхжшщч"
_EXCEPTIONS = {"павел": "павла", "лев": "льва", "пётр": "петра", "петр": "петра", "любовь": "любови"}
_GROUNDS = {
    "устав": "устава",
    "положение": "положения",
    "доверенность": "доверенности",
    "приказ": "приказа",
    "распоряжение": "распоряжения",
    "свидетельство": "свидетельства",
    "закон": "закона",
    "лист": "листа",
    "решение": "решения",
}
_WOMEN, _MEN = ("вна", "чна", "кызы"), ("вич", "ич", "оглы")
# After these nothing else is declined: «заведующая практикой», «исполняющий обязанности директора».
_PARTICIPLES = ("ющий", "ющая", "ящий", "ящая")


def of_name(full_name: str) -> str:
    """«Иванова Анна Петровна» → «Ивановой Анны Петровны»."""
    words = full_name.split()
    is_woman = _is_woman(words)
    if is_woman is None or not words:
        return full_name
    surname, *given = words
    declined = "-".join(_surname(part, is_woman=is_woman) for part in surname.split("-"))
    return " ".join([declined, *(_noun(word, is_woman=is_woman) for word in given)])


def of_post(post: str) -> str:
    """«генеральный директор завода» → «генерального директора завода»."""
    words = post.split()
    declined: list[str] = []
    for place, word in enumerate(words):
        adjective = _adjective(word)
        declined.append(adjective or _noun(word, is_woman=False))
        if not adjective or word.lower().endswith(_PARTICIPLES):
            return " ".join([*declined, *words[place + 1 :]])
    return " ".join(declined)


def of_basis(basis: str) -> str:
    """«доверенность № 3 от 01.09.2026» → «доверенности № 3 от 01.09.2026»."""
    first, space, rest = basis.partition(" ")
    found = _GROUNDS.get(first.lower())
    return f"{_like(first, found)}{space}{rest}" if found else basis


def _is_woman(words: Sequence[str]) -> bool | None:
    """The patronymic tells; without one the first name usually does."""
    for word in reversed(words[1:]):
        lower = word.lower()
        if lower.endswith(_WOMEN):
            return True
        if lower.endswith(_MEN):
            return False
    if len(words) > 1:
        return words[1].lower()[-1] in "ая" and words[1].lower() not in {"илья", "никита", "фома", "кузьма"}
    return None


def _surname(word: str, *, is_woman: bool) -> str:
    lower = word.lower()
    if lower.endswith(("их", "ых", "о", "е", "и", "у", "ю", "э")):
        return word
    if is_woman:
        if lower.endswith(("ова", "ева", "ёва", "ина", "ына")):
            return f"{word[:-1]}ой"
        if lower.endswith("ая"):
            return f"{word[:-2]}ой"
        return _noun(word, is_woman=True) if lower[-1] in "ая" else word
    return _adjective(word) or _noun(word, is_woman=False)


def _adjective(word: str) -> str:
    """Empty for what is no adjective."""
    lower = word.lower()
    stem, ending = word[:-2], lower[-2:]
    soft = lower[-3:-2] in tuple("щшчж")
    if len(lower) > len("ский") - 1 and ending in {"ый", "ой"}:
        return f"{stem}ого"
    if len(lower) > len("ский") and ending == "ий" and lower[-3] in "кгхщшчжн":
        return f"{stem}его" if soft or lower[-3] == "н" else f"{stem}ого"
    if len(lower) > len("ская") and ending == "ая":
        return f"{stem}ей" if soft else f"{stem}ой"
    return ""


def _noun(word: str, *, is_woman: bool) -> str:
    lower = word.lower()
    if found := _EXCEPTIONS.get(lower):
        return _like(word, found)
    last = lower[-1]
    if last in "ая":
        return word[:-1] + ("ы" if last == "а" and lower[-2:-1] not in tuple(_HISSING) else "и")
    if last in "ьй":
        return word[:-1] + ("и" if is_woman else "я")
    if last in "оеёиуюэы" or is_woman or not last.isalpha():
        return word
    return f"{word[:-2]}ца" if lower.endswith("ец") and len(lower) > len("отец") else f"{word}а"


def _like(word: str, found: str) -> str:
    """With the capitals of the word."""
    return found.capitalize() if word[:1].isupper() else found
