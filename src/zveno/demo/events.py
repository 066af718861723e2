"""The district's calendar: a school year that has been lived, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from django.utils import timezone

from zveno.demo.admission import ACCEPTED, NEWCOMER
from zveno.demo.world import World
from zveno.processes.events.models import Event, EventKind
from zveno.processes.events.services import (
    Details,
    cancel_event,
    change_event,
    details_of,
    draft_event,
    hold_event,
    publish_event,
)

PAST, ANNOUNCED, FORESEEN = 300, 75, 200
"""How many days back the calendar goes, and how far ahead things are announced and foreseen."""


@dataclass(frozen=True)
class Plan:
    """One event of a year. `whom` is «8–9» for grades, or words of `AUDIENCES`."""

    month: int
    day: int
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

YEAR = (
    Plan(9, 4, "15:00", 1.5, "seminar", "muk.methodologist", "Установочный семинар педагогов-навигаторов", MUK,
         "teachers", 40, "План года, сроки заявок на пробы и экскурсии.", is_open=False),
    Plan(9, 11, "14:00", 2, "council", "secretary", "Заседание совета по кадрам: дорожная карта года", COUNCIL,
         "teachers", 30, is_open=False),
    Plan(9, 17, "11:00", 2, "excursion", "machine-works.steward", "Экскурсия в механический цех", WORKS, "8–9", 25,
         "Закрытая обувь обязательна, каски выдаём."),
    Plan(9, 24, "13:30", 1.5, "meeting_professional", "gymnasium.navigator", "Разговор с врачом скорой помощи",
         "Гимназия № 4, актовый зал", "9–11", 80),
    Plan(9, 26, "12:00", 2, "game", "creativity.counsellor", "Игра «Город мастеров»", "Дом детского творчества",
         "5–7", 60),
    Plan(10, 1, "10:00", 3, "diagnostics", "school-1.navigator", "Диагностика склонностей, 9 классы", SCHOOL, "9", 75,
         is_open=False),
    Plan(10, 8, "14:30", 2, "trial", "muk.methodologist", "Проба «Электромонтёр»", MUK, "8–9", 12,
         "Соберём схему освещения комнаты."),
    Plan(10, 10, "11:00", 3, "fair", "employment-centre.employment", "Ярмарка временной занятости подростков", PALACE,
         "8–11", 200),
    Plan(10, 15, "12:00", 2.5, "tour", "agrarian.admission", "Профтур «От поля до прилавка»", AGRO, "7–9", 40),
    Plan(10, 17, "10:00", 2, "excursion", "bakery.steward", "Как пекут хлеб", "Хлебозавод, проходная", "3–6", 20),
    Plan(10, 22, "15:00", 2, "lesson", "school-2.navigator", "Урок выбора профессии «Хочу – могу – надо»",
         "Школа № 2, каб. 214", "6–7", 60),
    Plan(10, 24, "10:00", 4, "contest", "polytechnic.deputy", "Конкурс «Лучший токарь техникума»", TECH, "students", 20),
    Plan(10, 29, "11:00", 3, "camp", "boarding.navigator", "Осенняя смена «Мастерская»", "Озёрная школа-интернат", "6–9",
         30),
    Plan(11, 5, "13:00", 2, "trial", "hospital.steward", "Проба «Первая помощь»", "Больница, учебный класс", "8–11", 15),
    Plan(11, 11, "14:00", 1.5, "online_lesson", "lyceum.navigator", "Открытый урок «Профессии машиностроения»",
         "Лицей „Озёрный“, каб. 305", "8–11", None),
    Plan(11, 13, "11:00", 2, "excursion", "chem-unit.steward", "Экскурсия на производство удобрений",
         "ОП «СеверХимПром», КПП № 2", "10–11", 18, "Нужны паспорта, список за неделю."),
    Plan(11, 19, "10:00", 4, "contest", "pulp.steward", "Чемпионат молодых рабочих комбината", PULP, "students", 40),
    Plan(11, 20, "15:00", 2, "seminar", "muk.methodologist", "Семинар «Как говорить о результатах диагностики»", MUK,
         "teachers", 35, is_open=False),
    Plan(11, 25, "14:00", 2, "meeting_professional", "machine-works.steward", "Встреча выпускников техникума с 9 классами",
         SCHOOL, "9", 75),
    Plan(11, 27, "12:00", 3, "open_day", "polytechnic.admission", "День открытых дверей: машиностроение", TECH,
         "8–9 parents", 150, "Мастерские, разговор с директором, расчёт среднего балла аттестата."),
    Plan(12, 2, "10:00", 3, "trial", "digital.steward", "Проба «Программист станков с ЧПУ»",
         "Цифровая мастерская, 2-й этаж", "9–11", 10),
    Plan(12, 4, "13:00", 2, "excursion", "rescue.steward", "День в пожарной части", "ПСЧ № 9", "5–8", 25),
    Plan(12, 9, "17:30", 1.5, "parents", "school-1.navigator", "Родительское собрание: маршруты после 9 класса", SCHOOL,
         "parents", 90),
    Plan(12, 11, "14:00", 2, "council", "secretary", "Заседание совета по кадрам: итоги года", COUNCIL, "teachers", 30,
         is_open=False),
    Plan(12, 16, "11:00", 3, "olympiad", "lyceum.navigator", "Инженерная олимпиада", "Лицей „Озёрный“", "8–11", 60),
    Plan(12, 18, "12:00", 2, "master_class", "salon.steward", "Мастер-класс «Причёска за 20 минут»", "Учебный салон",
         "8–11", 12),
    Plan(1, 15, "14:30", 2, "trial", "muk.methodologist", "Проба «Сварщик»", MUK, "8–9", 8,
         "Тренажёр виртуальной сварки, затем настоящий шов."),
    Plan(1, 21, "15:00", 1.5, "consultation", "muk.counsellor", "Консультации девятиклассников и родителей", MUK,
         "9 parents", 16),
    Plan(1, 23, "11:00", 2, "excursion", "grid.steward", "Экскурсия на подстанцию", "Подстанция «Озёрная-110»", "9–11", 15),
    Plan(1, 28, "10:00", 3, "open_day", "agrarian.admission", "День открытых дверей колледжа", AGRO, "8–9 parents", 120),
    Plan(2, 4, "13:00", 2, "game", "school-3.navigator", "Квест «Профессии родного города»", "Школа № 3", "6–8", 70),
    Plan(2, 11, "14:00", 2, "trial", "forestry.steward", "Проба «Лесничий»", "Лесхоз, кордон № 2", "7–9", 20),
    Plan(2, 13, "10:00", 5, "contest", "agrarian.deputy", "Конкурс механизаторов", AGRO, "students", 24),
    Plan(2, 18, "15:00", 2, "seminar", "ngo.steward", "Школа наставника: первые дни практиканта", PULP, "teachers", 30,
         is_open=False),
    Plan(2, 25, "17:30", 1.5, "parents", "gymnasium.navigator", "Родительский лекторий «Целевое обучение»",
         "Гимназия № 4", "parents", 80),
    Plan(3, 4, "11:00", 2, "excursion", "dairy.steward", "Путь молока", "Молочный завод, проходная", "4–7", 25),
    Plan(3, 11, "14:00", 1.5, "lesson", "school-5.navigator", "Урок «План девятиклассника»", "Школа № 5", "9", 28),
    Plan(3, 13, "10:00", 3, "open_day", "polytechnic.admission", "День открытых дверей: сварка и электрика", TECH,
         "8–9 parents", 150),
    Plan(3, 18, "13:00", 2, "trial", "poultry.steward", "Проба «Ветеринарный фельдшер»", "Птицефабрика, лаборатория", "8–9",
         10),
    Plan(3, 25, "11:00", 4, "camp", "creativity.counsellor", "Весенняя смена «Инженерные каникулы»",
         "Дом детского творчества", "6–8", 45),
    Plan(4, 8, "11:00", 4, "fair", "employment-centre.employment", "Ярмарка трудоустройства: региональный этап", PALACE,
         "students 9–11", 400, "Больше сорока предприятий, собеседования на месте."),
    Plan(4, 10, "14:00", 2, "council", "secretary", "Заседание совета по кадрам: потребность предприятий", COUNCIL,
         "teachers", 30, is_open=False),
    Plan(4, 15, "12:00", 2, "excursion", "water.steward", "Откуда в кране вода", "Водозабор", "5–7", 20),
    Plan(4, 22, "10:00", 6, "contest", "polytechnic.deputy", "Чемпионат «Мастера Озёрья»", TECH, "students 8–11", 120),
    Plan(4, 24, "15:00", 2, "meeting_professional", "school-6.navigator", "Разговор с технологом комбината", "Школа № 6",
         "8–11", 50),
    Plan(5, 6, "13:00", 2, "master_class", "hotel.steward", "Мастер-класс «Хозяйка гостиницы»", "Гостиница „Гавань“",
         "8–11", 14),
    Plan(5, 13, "17:30", 1.5, "parents", "lyceum.navigator", "Собрание: лето с пользой и временная занятость",
         "Лицей „Озёрный“", "parents", 100),
    Plan(5, 20, "11:00", 2, "excursion", "farm-dawn.steward", "День на ферме", "КФХ «Заря над плёсом»", "5–8", 30),
    Plan(6, 10, "10:00", 4, "camp", "muk.methodologist", "Летняя профильная смена «Семь профессий за семь дней»", MUK,
         "7–9", 36),
    Plan(6, 17, "12:00", 2, "open_day", "polytechnic.admission", "Консультации приёмной комиссии", TECH, "9 parents", None),
    Plan(7, 8, "10:00", 3, "excursion", "farm-honey.steward", "Медовый день для летних отрядов", "КФХ «Медовый луг»",
         "5–9", 25),
    Plan(8, 12, "11:00", 2, "consultation", "agrarian.admission", "Дополнительный приём: консультации", AGRO, "9 parents",
         None),
    Plan(8, 25, "10:00", 3, "seminar", "coordinator", "Августовское совещание: секция профориентации", PALACE, "teachers",
         120, is_open=False),
)  # fmt: skip

TRIALS = (
    "Повар-кондитер", "Столяр", "Парикмахер", "Медсестра", "Автомеханик", "Швея", "Ландшафтный дизайнер",
    "Монтажник слаботочных систем", "Журналист", "Оператор беспилотников",
)  # fmt: skip


def plan(world: World) -> None:
    kinds = {kind.code: kind for kind in EventKind.objects.all()}
    for event, start in _dated(world):
        _plan_one(world, _details(event, kinds[event.kind], start), event.who)
    _plan_trials(world, kinds["trial"])
    _plan_near(world, kinds)


def _dated(world: World) -> Iterator[tuple[Plan, datetime]]:
    """The year's plans on the days they fall on around today, never on a weekend."""
    today = timezone.localdate(world.at)
    for event in YEAR:
        for year in (today.year - 1, today.year, today.year + 1):
            days = (date(year, event.month, event.day) - today).days
            if -PAST <= days <= FORESEEN:
                yield event, world.day(days, event.clock)


def _details(event: Plan, kind: EventKind, start: datetime) -> Details:
    grades = next((word for word in event.whom.split() if word[0].isdigit()), "")
    first, _dash, last = grades.partition("–")
    return Details(
        kind=kind,
        title=event.title,
        starts_at=start,
        ends_at=start + timedelta(hours=event.hours),
        place=event.place,
        description=event.about,
        for_pupils=bool(grades),
        grade_from=int(first) if grades else None,
        grade_to=int(last or first) if grades else None,
        for_students="students" in event.whom,
        for_parents="parents" in event.whom,
        for_teachers="teachers" in event.whom,
        capacity=event.seats,
        is_open=event.is_open,
    )


def _plan_one(world: World, details: Details, who: str) -> None:
    """Entered some weeks before, announced soon, counted the next working day; far ones are still drafts."""
    days = (timezone.localdate(details.starts_at) - timezone.localdate(world.at)).days
    seated = world.random.randint(16, 40)
    entered = min(days, 0) - seated
    if (days > ANNOUNCED and seated % 2) or (who == NEWCOMER and entered < ACCEPTED + 3):
        return
    kept: list[Event] = []
    world.plan(
        world.day(entered, f"{9 + seated % 8:02d}:{seated:02d}"), partial(_draft, world, who, details, kept)
    )
    if days <= ANNOUNCED:
        announced = world.day(entered + 3 + seated % 5, f"{10 + seated % 7:02d}:{59 - seated:02d}")
        world.plan(announced, partial(_publish, world, who, kept))
    counted = world.day(days + 1, "09:25") if days < 0 else world.at
    if counted <= details.starts_at:
        counted = world.day(days + 3, "09:25")
    came = round((details.capacity or 60) * world.random.uniform(0.55, 1.0))
    if counted < world.at:
        world.plan(counted, partial(_hold, world, who, kept, came))


def _plan_trials(world: World, kind: EventKind) -> None:
    """Every second week the resource centre tries a profession with eight pupils of the district."""
    for turn, days in enumerate(range(-196, ANNOUNCED, 14)):
        start = world.day(days, "15:00")
        if start.month in {6, 7, 8}:
            continue
        name = TRIALS[turn % len(TRIALS)]
        details = Details(
            kind=kind, title=f"Проба «{name}»", starts_at=start, ends_at=start + timedelta(hours=2), place=MUK,
            for_pupils=True, grade_from=7, grade_to=9, capacity=8,
            description="Запись через педагога-навигатора своей школы.",
        )  # fmt: skip
        _plan_one(world, details, "muk.methodologist")


def _plan_near(world: World, kinds: dict[str, EventKind]) -> None:
    """What makes today alive: something each of the next days, something forgotten, moved and cancelled."""

    def event(days: int, clock: str, hours: float, kind: str, who: str, title: str, place: str, whom: str,
              seats: int | None = None, about: str = "", *, is_open: bool = True) -> Details:  # fmt: skip
        near = Plan(1, 1, clock, hours, kind, who, title, place, whom, seats, about, is_open=is_open)
        return _details(near, kinds[kind], world.day(days, clock))

    for days, who, details in (
        (1, "school-1.navigator", event(1, "13:40", 1, "meeting_professional", "", "Час с наставником завода", SCHOOL,
                                        "9", 28, "Рассказывает наставник участка станков с ЧПУ.")),
        (2, "machine-works.steward", event(2, "11:00", 2, "excursion", "", "Экскурсия на участок станков с ЧПУ", WORKS,
                                           "9", 25, "Сбор у проходной за 15 минут, закрытая обувь.")),
        (3, "polytechnic.career", event(3, "14:00", 2, "fair", "", "День карьеры: предприятия ждут выпускников", TECH,
                                        "students", 120)),
        (4, "muk.methodologist", event(4, "15:30", 1.5, "seminar", "", "Методический час навигаторов", MUK, "teachers",
                                       30, is_open=False)),
        (5, "polytechnic.deputy", event(5, "10:00", 4, "contest", "", "Отборочный тур «Мастера Озёрья»: мехатроника",
                                        TECH, "students", 24)),
        (8, "agrarian.admission", event(8, "12:00", 3, "open_day", "", "День открытых дверей: повар и кондитер", AGRO,
                                        "8–9 parents", 90)),
        (8, "polytechnic.admission", event(8, "12:30", 2, "open_day", "", "Мастерские техникума для девятиклассников",
                                           TECH, "9 parents", 60)),
        (12, "coordinator", event(12, "16:00", 1.5, "seminar", "", "Совещание ответственных за профориентацию",
                                  "Управление образования, каб. 12", "teachers", 20, is_open=False)),
        (15, "neighbour-coordinator", event(15, "11:00", 3, "fair", "", "Ярмарка профессий Тихоплёсского округа",
                                            "Тихий Плёс, спортивный комплекс", "8–11 parents", 200)),
    ):  # fmt: skip
        _announce(world, who, details, before=18 + days)

    # Nobody has said how many came.
    for days, who, details in (
        (-2, "school-1.navigator", event(-2, "14:00", 1.5, "lesson", "", "Урок «Резюме для первой работы»", SCHOOL, "9",
                                         28)),
        (-4, "machine-works.steward", event(-4, "11:00", 2, "excursion", "", "Экскурсия в литейный цех", WORKS, "10–11",
                                            20)),
        (-6, "polytechnic.deputy", event(-6, "13:00", 2, "master_class", "", "Мастер-класс «Сварка за час»", TECH, "8–9",
                                         16)),
        (-9, "muk.methodologist", event(-9, "15:00", 2, "consultation", "", "Консультации по итогам диагностики", MUK,
                                        "9 parents", 14)),
    ):  # fmt: skip
        _announce(world, who, details, before=21)

    cancelled = event(6, "11:00", 2, "excursion", "", "Экскурсия на распределительный узел", "АО «Озёрные электросети»",
                      "9–11", 15)  # fmt: skip
    kept = _announce(world, "grid.steward", cancelled, before=30)
    world.plan(world.day(-1, "16:10"), partial(_cancel, world, "grid.steward", kept,
               "На узле идёт внеплановый ремонт, посторонних не пускают. Новую дату назовём до конца месяца."))  # fmt: skip

    moved = event(7, "10:00", 3, "trial", "", "Проба «Лаборант химического анализа»", PULP, "9–11", 12)
    kept = _announce(world, "pulp.steward", moved, before=28)
    world.plan(world.day(-3, "11:35"), partial(_move, world, "pulp.steward", kept, world.day(14, "10:00")))

    long_ago = event(
        -40, "12:00", 2, "excursion", "", "Экскурсия на лесопилку", "ООО «Сосновый бор»", "8–9", 20
    )
    kept = _announce(world, "sawmill.steward", long_ago, before=25)
    world.plan(world.day(-44, "10:20"), partial(_cancel, world, "sawmill.steward", kept,
               "Автобус на ремонте, школа просит перенести на весну."))  # fmt: skip


def _announce(world: World, who: str, details: Details, *, before: int) -> list[Event]:
    """Entered so many days before it begins, or before today; published the next day."""
    days = min((timezone.localdate(details.starts_at) - timezone.localdate(world.at)).days, 0)
    kept: list[Event] = []
    world.plan(world.day(days - before, "14:12"), partial(_draft, world, who, details, kept))
    world.plan(world.day(days - before + 3, "09:48"), partial(_publish, world, who, kept))
    return kept


def _draft(world: World, who: str, details: Details, kept: list[Event], at: datetime) -> None:
    with world.acting(who) as actor:
        kept.append(draft_event(details, by=actor, at=at))


def _publish(world: World, who: str, kept: list[Event], at: datetime) -> None:
    with world.acting(who) as actor:
        publish_event(kept[0], by=actor, at=at)


def _hold(world: World, who: str, kept: list[Event], came: int, at: datetime) -> None:
    with world.acting(who) as actor:
        hold_event(kept[0], came=came, by=actor, at=at)


def _cancel(world: World, who: str, kept: list[Event], why: str, at: datetime) -> None:
    with world.acting(who) as actor:
        cancel_event(kept[0], why=why, by=actor, at=at)


def _move(world: World, who: str, kept: list[Event], start: datetime, at: datetime) -> None:
    event = Event.objects.get(pk=kept[0].pk)
    said = details_of(event)
    later = replace(said, starts_at=start, ends_at=start + (said.ends_at - said.starts_at))
    with world.acting(who) as actor:
        change_event(event, later, by=actor, at=at, why="В лаборатории поверяют приборы")
