"""What is done in a year of the district, by whom and for whom; and what makes the present days alive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class What:
    """One event. `who` enters it; `whom` is grades («8–9») or students, parents, teachers."""

    clock: str
    hours: float
    kind: str
    who: str
    title: str
    place: str
    whom: str
    seats: int | None = None
    about: str = ""
    is_open: bool = True


WORKS, PULP, MUK = "АО «ОМЗ», проходная № 1", "ПАО «ВЦК», учебный центр", "МУК, ул. Набережная, 19"
TECH, AGRO, PALACE = (
    "Политехнический техникум",
    "Аграрно-технологический колледж",
    "Дом культуры, большой зал",
)
COUNCIL = "Администрация округа, зал заседаний"
SCHOOL = "Школа № 1"

# Month and day, after the calendar of schools and colleges.
YEAR = (
    (9, 4, What("15:00", 1.5, "seminar", "muk.methodologist", "Установочный семинар педагогов-навигаторов",
        MUK, "teachers", 40, "План года, сроки заявок на пробы и экскурсии.", is_open=False)),
    (9, 11, What("14:00", 2, "council", "secretary", "Заседание совета по кадрам: дорожная карта года",
        COUNCIL, "teachers", 30, is_open=False)),
    (9, 17, What("11:00", 2, "excursion", "machine-works.steward", "Экскурсия в механический цех", WORKS,
        "8–9", 25, "Закрытая обувь обязательна, каски выдаём.")),
    (9, 24, What("13:30", 1.5, "meeting_professional", "gymnasium.navigator",
        "Разговор с врачом скорой помощи", "Гимназия № 4, актовый зал", "9–11", 80)),
    (9, 26, What("12:00", 2, "game", "creativity.counsellor", "Игра «Город мастеров»",
        "Дом детского творчества", "5–7", 60)),
    (10, 1, What("10:00", 3, "diagnostics", "school-1.navigator", "Диагностика склонностей, 9 классы",
        SCHOOL, "9", 75, is_open=False)),
    (10, 8, What("14:30", 2, "trial", "muk.methodologist", "Проба «Электромонтёр»", MUK, "8–9", 12,
        "Соберём схему освещения комнаты.")),
    (10, 10, What("11:00", 3, "fair", "employment-centre.employment",
        "Ярмарка временной занятости подростков", PALACE, "8–11", 200)),
    (10, 15, What("12:00", 2.5, "tour", "agrarian.admission", "Профтур «От поля до прилавка»", AGRO, "7–9",
        40)),
    (10, 17, What("10:00", 2, "excursion", "bakery.steward", "Как пекут хлеб", "Хлебозавод, проходная",
        "3–6", 20)),
    (10, 22, What("15:00", 2, "lesson", "school-2.navigator", "Урок выбора профессии «Хочу – могу – надо»",
        "Школа № 2, каб. 214", "6–7", 60)),
    (10, 24, What("10:00", 4, "contest", "polytechnic.deputy", "Конкурс «Лучший токарь техникума»", TECH,
        "students", 20)),
    (10, 29, What("11:00", 3, "camp", "boarding.navigator", "Осенняя смена «Мастерская»",
        "Озёрная школа-интернат", "6–9", 30)),
    (11, 5, What("13:00", 2, "trial", "hospital.steward", "Проба «Первая помощь»",
        "Больница, учебный класс", "8–11", 15)),
    (11, 11, What("14:00", 1.5, "online_lesson", "lyceum.navigator",
        "Открытый урок «Профессии машиностроения»", "Лицей „Озёрный“, каб. 305", "8–11", None)),
    (11, 13, What("11:00", 2, "excursion", "chem-unit.steward", "Экскурсия на производство удобрений",
        "ОП «СеверХимПром», КПП № 2", "10–11", 18, "Нужны паспорта, список за неделю.")),
    (11, 19, What("10:00", 4, "contest", "pulp.steward", "Чемпионат молодых рабочих комбината", PULP,
        "students", 40)),
    (11, 20, What("15:00", 2, "seminar", "muk.methodologist",
        "Семинар «Как говорить о результатах диагностики»", MUK, "teachers", 35, is_open=False)),
    (11, 25, What("14:00", 2, "meeting_professional", "machine-works.steward",
        "Встреча выпускников техникума с 9 классами", SCHOOL, "9", 75)),
    (11, 27, What("12:00", 3, "open_day", "polytechnic.admission", "День открытых дверей: машиностроение",
        TECH, "8–9 parents", 150, "Мастерские, разговор с директором, расчёт среднего балла аттестата.")),
    (12, 2, What("10:00", 3, "trial", "digital.steward", "Проба «Программист станков с ЧПУ»",
        "Цифровая мастерская, 2-й этаж", "9–11", 10)),
    (12, 4, What("13:00", 2, "excursion", "rescue.steward", "День в пожарной части", "ПСЧ № 9", "5–8",
        25)),
    (12, 9, What("17:30", 1.5, "parents", "school-1.navigator",
        "Родительское собрание: маршруты после 9 класса", SCHOOL, "parents", 90)),
    (12, 11, What("14:00", 2, "council", "secretary", "Заседание совета по кадрам: итоги года", COUNCIL,
        "teachers", 30, is_open=False)),
    (12, 16, What("11:00", 3, "olympiad", "lyceum.navigator", "Инженерная олимпиада", "Лицей „Озёрный“",
        "8–11", 60)),
    (12, 18, What("12:00", 2, "master_class", "salon.steward", "Мастер-класс «Причёска за 20 минут»",
        "Учебный салон", "8–11", 12)),
    (1, 15, What("14:30", 2, "trial", "muk.methodologist", "Проба «Сварщик»", MUK, "8–9", 8,
        "Тренажёр виртуальной сварки, затем настоящий шов.")),
    (1, 21, What("15:00", 1.5, "consultation", "muk.counsellor",
        "Консультации девятиклассников и родителей", MUK, "9 parents", 16)),
    (1, 23, What("11:00", 2, "excursion", "grid.steward", "Экскурсия на подстанцию",
        "Подстанция «Озёрная-110»", "9–11", 15)),
    (1, 28, What("10:00", 3, "open_day", "agrarian.admission", "День открытых дверей колледжа", AGRO,
        "8–9 parents", 120)),
    (2, 4, What("13:00", 2, "game", "school-3.navigator", "Квест «Профессии родного города»", "Школа № 3",
        "6–8", 70)),
    (2, 11, What("14:00", 2, "trial", "forestry.steward", "Проба «Лесничий»", "Лесхоз, кордон № 2", "7–9",
        20)),
    (2, 13, What("10:00", 5, "contest", "agrarian.deputy", "Конкурс механизаторов", AGRO, "students", 24)),
    (2, 18, What("15:00", 2, "seminar", "ngo.steward", "Школа наставника: первые дни практиканта", PULP,
        "teachers", 30, is_open=False)),
    (2, 25, What("17:30", 1.5, "parents", "gymnasium.navigator", "Родительский лекторий «Целевое обучение»",
        "Гимназия № 4", "parents", 80)),
    (3, 4, What("11:00", 2, "excursion", "dairy.steward", "Путь молока", "Молочный завод, проходная", "4–7",
        25)),
    (3, 11, What("14:00", 1.5, "lesson", "school-5.navigator", "Урок «План девятиклассника»", "Школа № 5",
        "9", 28)),
    (3, 13, What("10:00", 3, "open_day", "polytechnic.admission",
        "День открытых дверей: сварка и электрика", TECH, "8–9 parents", 150)),
    (3, 18, What("13:00", 2, "trial", "poultry.steward", "Проба «Ветеринарный фельдшер»",
        "Птицефабрика, лаборатория", "8–9", 10)),
    (3, 25, What("11:00", 4, "camp", "creativity.counsellor", "Весенняя смена «Инженерные каникулы»",
        "Дом детского творчества", "6–8", 45)),
    (4, 8, What("11:00", 4, "fair", "employment-centre.employment",
        "Ярмарка трудоустройства: региональный этап", PALACE, "students 9–11", 400,
        "Больше сорока предприятий, собеседования на месте.")),
    (4, 10, What("14:00", 2, "council", "secretary", "Заседание совета по кадрам: потребность предприятий",
        COUNCIL, "teachers", 30, is_open=False)),
    (4, 15, What("12:00", 2, "excursion", "water.steward", "Откуда в кране вода", "Водозабор", "5–7", 20)),
    (4, 22, What("10:00", 6, "contest", "polytechnic.deputy", "Чемпионат «Мастера Озёрья»", TECH,
        "students 8–11", 120)),
    (4, 24, What("15:00", 2, "meeting_professional", "school-6.navigator",
        "Разговор с технологом комбината", "Школа № 6", "8–11", 50)),
    (5, 6, What("13:00", 2, "master_class", "hotel.steward", "Мастер-класс «Хозяйка гостиницы»",
        "Гостиница „Гавань“", "8–11", 14)),
    (5, 13, What("17:30", 1.5, "parents", "lyceum.navigator",
        "Собрание: лето с пользой и временная занятость", "Лицей „Озёрный“", "parents", 100)),
    (5, 20, What("11:00", 2, "excursion", "farm-dawn.steward", "День на ферме", "КФХ «Заря над плёсом»",
        "5–8", 30)),
    (6, 10, What("10:00", 4, "camp", "muk.methodologist",
        "Летняя профильная смена «Семь профессий за семь дней»", MUK, "7–9", 36)),
    (6, 17, What("12:00", 2, "open_day", "polytechnic.admission", "Консультации приёмной комиссии", TECH,
        "9 parents", None)),
    (7, 8, What("10:00", 3, "excursion", "farm-honey.steward", "Медовый день для летних отрядов",
        "КФХ «Медовый луг»", "5–9", 25)),
    (8, 12, What("11:00", 2, "consultation", "agrarian.admission", "Дополнительный приём: консультации",
        AGRO, "9 parents", None)),
    (8, 25, What("10:00", 3, "seminar", "coordinator", "Августовское совещание: секция профориентации",
        PALACE, "teachers", 120, is_open=False)),
)  # fmt: skip

# Days from today: something in each of the next days.
NEAR = (
    (1, What("13:40", 1, "meeting_professional", "school-1.navigator", "Час с наставником завода", SCHOOL,
        "9", 28, "Рассказывает наставник участка станков с ЧПУ.")),
    (2, What("11:00", 2, "excursion", "machine-works.steward", "Экскурсия на участок станков с ЧПУ", WORKS,
        "9", 25, "Сбор у проходной за 15 минут, закрытая обувь.")),
    (3, What("14:00", 2, "fair", "polytechnic.career", "День карьеры: предприятия ждут выпускников", TECH,
        "students", 120)),
    (4, What("15:30", 1.5, "seminar", "muk.methodologist", "Методический час навигаторов", MUK, "teachers",
        30, is_open=False)),
    (5, What("10:00", 4, "contest", "polytechnic.deputy", "Отборочный тур «Мастера Озёрья»: мехатроника",
        TECH, "students", 24)),
    (8, What("12:00", 3, "open_day", "agrarian.admission", "День открытых дверей: повар и кондитер", AGRO,
        "8–9 parents", 90)),
    (8, What("12:30", 2, "open_day", "polytechnic.admission", "Мастерские техникума для девятиклассников",
        TECH, "9 parents", 60)),
    (12, What("16:00", 1.5, "seminar", "coordinator", "Совещание ответственных за профориентацию",
        "Управление образования, каб. 12", "teachers", 20, is_open=False)),
    (15, What("11:00", 3, "fair", "neighbour-coordinator", "Ярмарка профессий Тихоплёсского округа",
        "Тихий Плёс, спортивный комплекс", "8–11 parents", 200)),
)  # fmt: skip

# Days from today: held, and nobody has said how many came.
FORGOTTEN = (
    (-2, What("14:00", 1.5, "lesson", "school-1.navigator", "Урок «Резюме для первой работы»", SCHOOL, "9",
        28)),
    (-4, What("11:00", 2, "excursion", "machine-works.steward", "Экскурсия в литейный цех", WORKS, "10–11",
        20)),
    (-6, What("13:00", 2, "master_class", "polytechnic.deputy", "Мастер-класс «Сварка за час»", TECH, "8–9",
        16)),
    (-9, What("15:00", 2, "consultation", "muk.methodologist", "Консультации по итогам диагностики", MUK,
        "9 parents", 14)),
)  # fmt: skip

TRIALS = (
    "Повар-кондитер", "Столяр", "Парикмахер", "Медсестра", "Автомеханик", "Швея", "Ландшафтный дизайнер",
    "Монтажник слаботочных систем", "Журналист", "Оператор беспилотников",
)  # fmt: skip
