"""People of the demonstration: common first names, surnames made up of lakes, woods and crafts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

_SURNAMES = (
    "Верхоозеров", "Камышатов", "Сосногоров", "Лодьянов", "Рябинецкий", "Мостовков", "Заречанин", "Клюквенов",
    "Журавлихин", "Островерхов", "Белобережин", "Ольхимов", "Тростянин", "Плёсинский", "Гаванцев",
    "Бродовиков",
    "Еловицкий", "Берестинский", "Туманихин", "Луговихин", "Родничанский", "Мельничанский", "Причалов",
    "Снегириков", "Синицкий", "Лесоходов", "Озерковский", "Шалашников", "Туесов", "Корзинников",
    "Кружевников",
    "Подковкин", "Скобников", "Стожков", "Овсянцев", "Черемшанин", "Вересковский", "Боровицкин",
    "Каменнобродский",
    "Тихоплёсов", "Долгореченский", "Взгорский", "Краснолучин", "Яснополов", "Медовичный", "Пчельницкий",
    "Льнянцев", "Смолокурский", "Дёгтев", "Бочарский", "Саночников", "Колёсницын", "Парусников", "Якорников",
    "Сетников", "Неводников", "Бреднёв", "Уключин", "Вёсельников", "Кормчанин", "Ледоставов", "Половодов",
)  # fmt: skip

_MEN = (
    "Александр", "Алексей", "Андрей", "Антон", "Артём", "Виктор", "Владимир", "Дмитрий", "Евгений", "Иван",
    "Игорь", "Кирилл", "Максим", "Михаил", "Никита", "Николай", "Олег", "Павел", "Роман", "Сергей", "Юрий",
)  # fmt: skip
_WOMEN = (
    "Алла", "Анастасия", "Анна", "Валентина", "Вера", "Галина", "Дарья", "Екатерина", "Елена", "Ирина",
    "Ксения", "Лариса", "Любовь", "Людмила", "Марина", "Мария", "Надежда", "Наталья", "Ольга", "Светлана",
    "Софья", "Татьяна", "Юлия",
)  # fmt: skip
_PATRONYMICS = (
    ("Александрович", "Александровна"), ("Алексеевич", "Алексеевна"), ("Андреевич", "Андреевна"),
    ("Борисович", "Борисовна"), ("Васильевич", "Васильевна"), ("Викторович", "Викторовна"),
    ("Владимирович", "Владимировна"), ("Геннадьевич", "Геннадьевна"), ("Дмитриевич", "Дмитриевна"),
    ("Евгеньевич", "Евгеньевна"), ("Иванович", "Ивановна"), ("Игоревич", "Игоревна"),
    ("Михайлович", "Михайловна"), ("Николаевич", "Николаевна"), ("Олегович", "Олеговна"),
    ("Павлович", "Павловна"), ("Петрович", "Петровна"), ("Сергеевич", "Сергеевна"), ("Юрьевич", "Юрьевна"),
)  # fmt: skip

_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        (
            "a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s",
            "t", "u", "f", "kh", "ts", "ch", "sh", "sch", "", "y", "", "e", "yu", "ya",
        ),
        strict=True,
    )
)  # fmt: skip


@dataclass(frozen=True)
class Name:
    surname: str
    last: str
    first: str
    patronymic: str

    @property
    def full(self) -> str:
        return f"{self.last} {self.first} {self.patronymic}"

    def address(self, domain: str, number: int = 0) -> str:
        """«a.i.verkhoozerov@school-1.example.ru»."""
        initials = ".".join(_latin(part[0]) for part in (self.first, self.patronymic))
        return f"{initials}.{_latin(self.last)}{number or ''}@{domain}.example.ru"


def _latin(text: str) -> str:
    return "".join(_LATIN[letter] for letter in text.lower())


def of_woman(surname: str) -> str:
    return f"{surname[:-2]}ая" if surname.endswith(("ий", "ый")) else f"{surname}а"


def anybody(random: Random, *, is_woman: bool, surname: str = "") -> Name:
    """A name that others may have too: of a pupil, of his parent."""
    root = surname or random.choice(_SURNAMES)
    return Name(
        root,
        of_woman(root) if is_woman else root,
        random.choice(_WOMEN if is_woman else _MEN),
        random.choice(_PATRONYMICS)[is_woman],
    )


class Namer:
    """Gives each person a name that nobody else here has."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._given: set[tuple[str, str]] = set()
        self._surnames = self._shuffled()

    def _shuffled(self) -> Iterator[str]:
        """Every surname comes once before any comes twice."""
        while True:
            surnames = list(_SURNAMES)
            self._random.shuffle(surnames)
            yield from surnames

    def name(self, *, is_woman: bool | None = None, relative: Name | None = None) -> Name:
        """A relative has the same surname."""
        woman = self._random.random() < 0.6 if is_woman is None else is_woman  # noqa: PLR2004 -- schools
        while True:
            surname = relative.surname if relative else next(self._surnames)
            last = of_woman(surname) if woman else surname
            first = self._random.choice(_WOMEN if woman else _MEN)
            patronymic = self._random.choice(_PATRONYMICS)[woman]
            if (last, first) not in self._given:
                self._given.add((last, first))
                return Name(surname, last, first, patronymic)
