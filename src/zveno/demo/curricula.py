"""What the demonstration's programmes consist of: the hours add up, the words are our own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from zveno.network.programmes.models import PartKind


@dataclass(frozen=True)
class Curriculum:
    """A programme by its code; its group is on that `course` now."""

    college: str
    prefix: str
    code: str
    course: int
    qualification: str
    modules: tuple[str, str]
    skills: tuple[tuple[str, ...], tuple[str, ...]]
    does_not_add_up: bool = False

    @property
    def is_long(self) -> bool:
        """A specialty lasts 3 years 10 months."""
        return self.code[3:5] == "02"

    @property
    def hours(self) -> int:
        return 5940 if self.is_long else 2952

    @property
    def months(self) -> int:
        return 46 if self.is_long else 22


TURNING = (
    ("Готовить станок и инструмент к работе", "Точить детали на станке с ЧПУ по готовой программе",
     "Измерять деталь и вести карту контроля"),
    ("Вводить и править управляющую программу", "Подналаживать станок между партиями"),
)  # fmt: skip
CURRICULA = (
    Curriculum("polytechnic", "МТ", "15.01.33", 3, "токарь",
        ("Обработка деталей на станках с ЧПУ", "Подготовка и правка управляющих программ"), TURNING),
    Curriculum("polytechnic", "МТ", "15.01.33", 1, "токарь",
        ("Обработка деталей на станках с ЧПУ", "Подготовка и правка управляющих программ"), TURNING),
    Curriculum("polytechnic", "СВ", "15.01.05", 2, "сварщик",
        ("Подготовка и сборка под сварку", "Ручная и частично механизированная сварка"),
        (("Читать чертёж сварной конструкции", "Собирать изделие под сварку на прихватках"),
         ("Варить стыковые швы в нижнем положении", "Варить в среде защитного газа",
          "Исправлять дефекты швов"))),
    Curriculum("polytechnic", "ЭМ", "13.01.10", 2, "электромонтёр",
        ("Монтаж и ремонт электрооборудования", "Проверка и наладка электрооборудования"),
        (("Прокладывать и подключать кабель", "Разбирать и собирать электродвигатель"),
         ("Находить неисправность по схеме", "Вести журнал осмотров"))),
    Curriculum("polytechnic", "ТМ", "15.02.16", 3, "техник-технолог",
        ("Разработка технологических процессов", "Организация работы участка"),
        (("Составлять маршрут обработки детали", "Рассчитывать режимы резания",
          "Писать программу для станка в CAM-системе"),
         ("Планировать работу участка на смену", "Вести учёт брака"))),
    Curriculum("agrarian", "ПК", "43.01.09", 3, "повар, кондитер",
        ("Приготовление горячих и холодных блюд", "Приготовление хлебобулочных и кондитерских изделий"),
        (("Готовить супы и соусы по технологической карте", "Готовить горячие блюда из мяса и рыбы",
          "Соблюдать правила ХАССП на рабочем месте"),
         ("Замешивать и выпекать дрожжевое тесто", "Оформлять торты и пирожные"))),
    Curriculum("agrarian", "МХ", "35.01.27", 2, "тракторист-машинист",
        ("Эксплуатация тракторов и машин", "Техническое обслуживание машин"),
        (("Управлять трактором категории С", "Вести посев и уборку"),
         ("Проводить ежесменное обслуживание", "Менять рабочие органы машин"))),
    Curriculum("agrarian", "ВТ", "36.02.01", 3, "ветеринарный фельдшер",
        ("Зоогигиена и профилактика болезней", "Лечение животных"),
        (("Вести ветеринарный осмотр стада", "Брать пробы для лаборатории"),
         ("Вводить лекарства разными способами", "Помогать при отёле"))),
    Curriculum("agrarian", "ЛХ", "35.02.01", 1, "специалист лесного хозяйства",
        ("Воспроизводство лесов", "Охрана и защита лесов"),
        (("Закладывать лесные культуры", "Вести уход за молодняком"),
         ("Работать с картой лесных пожаров", "Обследовать очаги вредителей")), True),
)  # fmt: skip

GENERAL = (
    ("ОК 01", "Выбирать способы решения задач профессиональной деятельности"),
    ("ОК 04", "Работать в коллективе и команде"),
    ("ОК 07", "Содействовать сохранению окружающей среды, действовать в чрезвычайных ситуациях"),
)


@dataclass(frozen=True)
class Row:
    """A row of the plan with the index of what it stands in."""

    code: str
    kind: PartKind
    name: str
    inside: str = ""
    hours: int | None = None
    weeks: Decimal | None = None
    year: int | None = None


def rows(of: Curriculum) -> Iterator[Row]:
    general, society, basics = (1476, 468, 720) if of.is_long else (1476, 144, 180)
    yield Row("ОД", PartKind.CYCLE, "Общеобразовательный цикл", hours=general, year=1)
    yield Row("СГ", PartKind.CYCLE, "Социально-гуманитарный цикл", hours=society)
    yield Row("ОП", PartKind.CYCLE, "Общепрофессиональный цикл", hours=basics)
    yield Row("П", PartKind.CYCLE, "Профессиональный цикл", hours=2916 if of.is_long else 1116)
    for number, name in enumerate(of.modules, start=1):
        yield from _module(of, number, name)
    if of.is_long:
        yield Row("ПДП", PartKind.PREDIPLOMA, "Преддипломная практика", hours=144, weeks=Decimal(4), year=4)
    yield Row("ГИА", PartKind.FINAL, "Государственная итоговая аттестация", hours=216 if of.is_long else 36)


def _module(of: Curriculum, number: int, name: str) -> Iterator[Row]:
    module, year = f"ПМ.{number:02}", number + 1
    training, practice = (6, 11) if of.is_long else (5, 7)
    if of.does_not_add_up and number == 1:
        training += 1
    yield Row(module, PartKind.MODULE, name, "П")
    yield Row(f"МДК.{number:02}.01", PartKind.COURSE, f"Технология: {name.lower()}", module,
              486 if of.is_long else 108, year=year)  # fmt: skip
    if of.is_long:
        yield Row(f"МДК.{number:02}.02", PartKind.COURSE, "Оборудование и оснастка", module, 324, year=year)
    yield Row(f"УП.{number:02}", PartKind.TRAINING, "Учебная практика", module,
              216 if of.is_long else 180, Decimal(training), year)  # fmt: skip
    yield Row(f"ПП.{number:02}", PartKind.PRACTICE, "Производственная практика", module,
              396 if of.is_long else 252, Decimal(practice), year)  # fmt: skip
    yield Row(f"ПМ.{number:02}.ЭК", PartKind.EXAM, "Экзамен по модулю", module, 36 if of.is_long else 18)


def competences(of: Curriculum) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Code, words, and the parts that form it."""
    for number, skills in enumerate(of.skills, start=1):
        for turn, words in enumerate(skills, start=1):
            parts = (f"МДК.{number:02}.01", f"УП.{number:02}", f"ПП.{number:02}")
            yield f"ПК {number}.{turn}", words, parts
    for code, words in GENERAL:
        yield code, words, ()
