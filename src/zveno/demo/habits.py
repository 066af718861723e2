"""What the organisations of the district do with each other in every school year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

TOWN = ("school-1", "school-2", "school-3", "gymnasium", "lyceum")
SCHOOLS = (*TOWN, "school-5", "school-6", "reaches-school", "ford-school", "boarding")
COLLEGES = ("polytechnic", "agrarian")
WORKS = ("machine-works", "pulp", "chem-unit", "grid", "water", "roads", "builders", "transport")
FARMS = ("poultry", "dairy", "farm-dawn", "bakery", "forestry", "farm-honey")
SMALL = ("sawmill", "cafe", "salon", "hotel", "garment", "heat", "digital", "rescue", "hospital")
EMPLOYERS = (*WORKS, *FARMS, *SMALL)
CENTRES = ("muk", "creativity", "employment-centre")

SCHOOL_MONTHS = (9, 10, 11, 12, 1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Habit:
    """What some do with others in every school year; `share` of the pairs do it at all."""

    form: str
    title: str
    who: Sequence[str]
    whom: Sequence[str]
    people: str
    times: tuple[int, int]
    crowd: tuple[int, int]
    share: float = 1.0
    months: Sequence[int] = SCHOOL_MONTHS
    days: int = 1


HABITS = (
    Habit("excursion", "Экскурсия: как устроено производство", WORKS, TOWN, "pupils", (1, 3), (15, 28),
          0.6),
    Habit("excursion", "Экскурсия на предприятие", FARMS, SCHOOLS, "pupils", (1, 2), (12, 25), 0.5),
    Habit("excursion", "Экскурсия для студентов первого курса", WORKS, COLLEGES, "students", (1, 2), (20,
          26), 0.7),
    Habit("trial", "Пробы по рабочим профессиям", COLLEGES, SCHOOLS, "pupils", (1, 4), (8, 24)),
    Habit("trial", "Пробы в мастерских комбината", ("muk",), SCHOOLS, "pupils", (4, 8), (8, 16)),
    Habit("trial", "Проба на рабочем месте", SMALL, TOWN, "pupils", (1, 1), (6, 12), 0.3),
    Habit("open-day", "День открытых дверей", COLLEGES, SCHOOLS, "pupils", (1, 2), (10, 60), months=(11,
          2, 3, 4)),
    Habit("joint-lesson", "Урок «Выбор профессии»", ("muk", "creativity"), SCHOOLS, "pupils", (2, 6), (18,
          30)),
    Habit("joint-lesson", "Совместный урок технологии", TOWN, WORKS, "pupils", (1, 2), (14, 28), 0.3),
    Habit("programme", "Программа «Шаг в профессию»", ("muk",), SCHOOLS, "pupils", (1, 1), (20, 45),
          months=(10,), days=150),
    Habit("consultation", "Консультации девятиклассников", ("employment-centre", "muk"), SCHOOLS,
          "pupils", (1, 3), (6, 20)),
    Habit("parents-meeting", "Родительское собрание о выборе пути", COLLEGES, SCHOOLS, "parents", (1, 2),
          (20, 70), 0.7, months=(1, 2, 3)),
    Habit("meeting", "Встреча со специалистами", EMPLOYERS, TOWN, "pupils", (1, 2), (20, 60), 0.3),
    Habit("meeting", "Разговор с молодыми рабочими", WORKS, COLLEGES, "students", (1, 2), (20, 50), 0.6),
    Habit("fair", "Ярмарка профессий и рабочих мест", ("employment-centre",), (*SCHOOLS, *COLLEGES),
          "pupils", (1, 2), (20, 90), months=(10, 4)),
    Habit("fair", "Ярмарка рабочих мест", ("employment-centre",), EMPLOYERS, "specialists", (1, 1), (1,
          3), 0.7, months=(4,)),
    Habit("contest", "Слёт-конкурс «Мир профессий»", ("muk",), SCHOOLS, "pupils", (1, 2), (5, 12), 0.9,
          months=(3, 4)),
    Habit("skills-contest", "Конкурс «Лучший по профессии»", WORKS, ("polytechnic",), "students", (1, 1),
          (8, 24), 0.6, months=(10, 11, 3)),
    Habit("teachers-seminar", "Семинар педагогов-навигаторов", ("muk",), SCHOOLS, "teachers", (2, 4), (1,
          4)),
    Habit("council", "Заседание межведомственного совета", ("administration",), (*COLLEGES, "muk",
          "employment-centre", "department", "machine-works", "pulp", "union"), "", (3, 4), (12, 20),
          months=(9, 12, 3, 6)),
    Habit("practice", "Производственная практика", ("polytechnic",), (*WORKS, "digital", "sawmill",
          "garment", "heat"), "students", (2, 4), (2, 14), 0.9, months=(11, 1, 2, 4), days=42),
    Habit("practice", "Производственная практика", ("agrarian",), (*FARMS, "cafe", "hotel"), "students",
          (2, 4), (2, 12), 0.9, months=(11, 2, 4), days=36),
    Habit("dual-training", "Дуальная неделя на рабочих местах", ("polytechnic",), ("machine-works",
          "pulp"), "students", (6, 8), (12, 25), days=5),
    Habit("teacher-internship", "Стажировка преподавателей", COLLEGES, (*WORKS, "poultry"), "teachers",
          (1, 2), (1, 3), 0.5, months=(6, 1), days=10),
    Habit("programme-expertise", "Согласование рабочих программ", WORKS, ("polytechnic",), "specialists",
          (1, 2), (1, 4), 0.7, months=(4, 5)),
    Habit("programme-expertise", "Согласование рабочих программ", FARMS, ("agrarian",), "specialists", (1,
          2), (1, 3), 0.6, months=(4, 5)),
    Habit("diploma", "Рецензирование дипломных проектов", WORKS, COLLEGES, "specialists", (1, 1), (1, 6),
          0.5, months=(5,)),
    Habit("final-exam", "Работа в экзаменационной комиссии", (*WORKS, "poultry"), COLLEGES, "specialists",
          (1, 1), (1, 2), 0.5, months=(6,)),
    Habit("hiring", "Приём выпускников на работу", EMPLOYERS, COLLEGES, "students", (1, 2), (1, 9), 0.5,
          months=(7, 8)),
    Habit("equipment", "Станки и материалы для мастерских", ("machine-works", "pulp", "grid"),
          ("polytechnic",), "", (1, 1), (0, 0), 0.7, months=(8,)),
    Habit("summer-jobs", "Летняя занятость подростков", ("employment-centre",), ("farm-honey", "forestry",
          "water", "cafe", "builders"), "pupils", (1, 1), (5, 20), months=(6,), days=28),
    Habit("project", "Проект «Инженерный класс»", ("lyceum",), ("machine-works", "polytechnic"), "pupils",
          (1, 1), (24, 48), months=(9,), days=240),
    Habit("culture-sport", "Спартакиада рабочей молодёжи", ("union",), (*COLLEGES, "pulp",
          "machine-works"), "", (1, 1), (40, 120), months=(5,)),
)  # fmt: skip
