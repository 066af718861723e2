"""Questions to the resource centre: answered, in work, late, passed on, gone on with, not yet confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from zveno.demo.world import World
from zveno.processes.guidance.models import About, Centre, ConsentText, GivenAs, Question, Theme
from zveno.processes.guidance.services import (
    Asked,
    ConsentGiven,
    answer_question,
    appoint_centre,
    ask_question,
    close_question,
    confirm_question,
    erase_question,
    follow_up,
    keep_ready_answer,
    pass_question,
    publish_answer,
    rate_answer,
    take_question,
)

DAYS_TO_ANSWER = 5
After = Callable[[int, str], datetime]


@dataclass(frozen=True)
class ForAll:
    """The question and its answer as everybody reads them."""

    question: str
    answer: str


@dataclass(frozen=True)
class Ready:
    theme: str
    title: str
    text: str


@dataclass(frozen=True)
class Asking:
    """`who` is a seat's code, or an address of somebody without an account. Days are counted from today."""

    days: int
    who: str
    theme: str
    about: About
    text: str
    answerer: str = ""
    took: int | None = None
    answered: int | None = None
    answer: str = ""
    helped: bool | None = None
    published: ForAll | None = None
    then: str = ""
    """What else became of it: closed, erased, more, passed, unconfirmed."""


M, C, E = "muk.methodologist", "muk.counsellor", "employment-centre.employment"
P, S, T, W = About.PARENT, About.PUPIL, About.TEACHER, About.EMPLOYER

ASKED = (
    Asking(-166, "mama.shestiklassnicy@example.ru", "trial", P,
           "Дочь в 6 классе, хочет попробовать себя в кондитерском деле. Есть пробы для её возраста?", M, 0,
           2,
           "Пробы начинаются с 7 класса, но «Озёрный хлеб» принимает экскурсии с 3-го: ближайшая – в "
           "календаре "
           "округа. В 7 классе запишем на пробу «Повар-кондитер» в МУК.", True,
           ForAll("С какого класса начинаются профессиональные пробы?",
            "Пробы в МУК – с 7 класса. Экскурсии на предприятия есть и для младших: они отмечены в "
            "календаре.")),
    Asking(-139, "school-2.navigator", "diagnostics", T,
           "Можно ли провести диагностику двух девятых классов у нас в школе, а не в МУК?", C, 1, 3,
           "Да, приеду с планшетами. Нужен кабинет на 28 мест и согласия родителей, образец во вложениях "
           "школы.",
           True),
    Asking(-118, "papa9b@example.ru", "target", P,
           "Что значит целевое обучение от птицефабрики: если сын передумает, придётся платить?", M, 2, 4,
           "По договору о целевом обучении меры поддержки возвращают, если гражданин отказался без "
           "уважительной "
           "причины. Условия – в самом договоре, разберём его вместе на консультации.", True,
           ForAll("Чем рискует тот, кто заключил договор о целевом обучении и передумал?",
            "Возвращаются полученные меры поддержки. Уважительные причины и порядок названы в договоре: "
            "прочтите "
            "его до подписи и приходите на консультацию.")),
    Asking(-101, "otdel.kadrov.novyj@example.ru", "employer", W,
           "Мы мастерская на шесть человек. Можем ли участвовать, если практикантов взять некуда?", M, 1, 6,
           "Можете: проведите экскурсию или час с наставником в школе. Заявка на вступление – на главной "
           "странице.",
           None),
    Asking(-87, "uchenik8@example.ru", "choice", S,
           "Мне 15, нравится чинить велосипеды и рисовать. Кем вообще можно стать?", C, 0, 1,
           "Посмотрите на автомехаников, технических дизайнеров и операторов станков с ЧПУ. Приходи на "
           "пробу в "
           "среду, поговорим и после неё.", True,
           ForAll("Нравится и чинить, и рисовать: куда посмотреть?",
            "Технический дизайн, автомеханика, станки с ЧПУ. Лучший способ проверить – проба.")),
    Asking(-74, "babushka.opekun@example.ru", "health", P,
           "У внука слабый слух. Возьмут ли его на сварщика?", M, 3, 12,
           "Решает врачебная комиссия: для сварки есть ограничения. Близкие профессии без них – "
           "слесарь-сборщик, "
           "оператор станков. Запишу вас к консультанту, он подскажет, где пройти комиссию.", None),
    Asking(-61, "polytechnic.career", "employer", T,
           "Кто на заводе отвечает за временную занятость студентов летом?", M, 0, 0,
           "Отдел кадров завода, контакты – на странице организации в «Звене».", True),
    Asking(-52, "mama9@example.ru", "admission", P,
           "Какой балл был нужен в прошлом году на мехатронику?", M, 1, 2,
           "4,21 на бюджет. Расчёт среднего балла покажут на дне открытых дверей.", True, then="more"),
    Asking(-44, "spam-reklama@example.ru", "other", About.EMPLOYER,
           "Предлагаем продвижение вашего сайта, первые три месяца бесплатно.", M, 1, then="closed"),
    Asking(-38, "staryj.adres@example.ru", "work", S, "Хочу работать летом, мне будет 14 в июле. Можно?", M,
        1, 3,
           "С 14 лет – с согласия родителя, лёгкий труд, до 4 часов в день в каникулы. Центр занятости "
           "набирает "
           "бригады весной.", True, then="erased"),
    Asking(-23, "teacher", "diagnostics", T,
           "После диагностики у трёх учеников результаты разошлись с желанием. Как об этом говорить с "
           "родителями?",
           C, 1, 4, "Начните с желания, результат – повод для пробы, а не приговор. Разберём на семинаре, "
           "а пока пришлю памятку.", True),
    Asking(-15, "parent", "where_to_study", P,
           "Сын колеблется между техникумом и 10 классом. С кем поговорить до зимних каникул?", C, 1, 3,
           "Запишу вас обоих на консультацию в МУК: среда или пятница после 15:00. Возьмите табель за "
           "четверть.",
           None),
    Asking(-13, "hr.malyj.biznes@example.ru", "practice", W,
           "Готовы взять двух практикантов-электриков в январе. К кому обратиться?", M, 1, then="passed"),
    Asking(-12, "mama.pyatoklassnika@example.ru", "trial", P,
           "Будут ли пробы в каникулы для детей из деревни? Автобус ходит только утром.", M, 2),
    Asking(-9, "uchenica11@example.ru", "admission", S,
           "Можно ли подать документы в техникум после 11 класса сразу на второй курс?"),
    Asking(-6, "school-6.navigator", "trial", T,
           "Нужны 12 мест на пробу «Электромонтёр» для 8 «А», лучше в декабре.", M, 2),
    Asking(-4, "pupil", "choice", S, "Понравилось на экскурсии у станков. Что сдавать, чтобы пойти на "
        "мехатронику?",
           C, 1),
    Asking(-2, "papa.dvoih@example.ru", "target", P,
           "Завод предлагает целевой договор в 9 классе. Это не рано?"),
    Asking(-1, "director.shkoly.iskusstv@example.ru", "employer", T,
           "Можно ли нашей школе искусств проводить мастер-классы в вашем календаре?"),
    Asking(-1, "zabyvchivyj@example.ru", "work", S, "Где летом нужны помощники на пасеке?",
        then="unconfirmed"),
)  # fmt: skip

READY = (
    Ready("admission", "Сроки приёма в техникум и колледж",
     "Документы принимают с 20 июня по 15 августа, на творческие испытания – до 10 августа. При наличии мест "
     "приём продлевают до 25 ноября."),
    Ready("trial", "Как записаться на пробу",
     "Запись ведёт педагог-навигатор вашей школы. Если его нет, напишите здесь класс и школу – запишем "
     "сами."),
    Ready("work", "Работа летом с 14 лет",
     "С 14 лет нужно согласие одного из родителей, труд – лёгкий, без вреда учёбе. Бригады набирает кадровый "
     "центр с апреля."),
)  # fmt: skip


def plan(world: World) -> None:
    world.plan(world.day(-230, "11:40"), partial(_appoint, world))
    for number, ready in enumerate(READY):
        world.plan(world.day(-200, f"12:{number * 10:02d}"), partial(_keep, world, ready))
    for number, asking in enumerate(ASKED):
        clock = f"{8 + number * 5 % 12:02d}:{number * 17 % 60:02d}"
        world.plan(world.day(asking.days, clock, working=False), partial(_ask, world, asking))


def _appoint(world: World, at: datetime) -> None:
    with world.acting("coordinator") as actor:
        appoint_centre(world.organisations["muk"], days_to_answer=DAYS_TO_ANSWER, by=actor, at=at)


def _keep(world: World, ready: Ready, at: datetime) -> None:
    with world.acting(M) as actor:
        theme = Theme.objects.get(code=ready.theme)
        keep_ready_answer(theme=theme, title=ready.title, text=ready.text, by=actor, at=at)


def _ask(world: World, asking: Asking, at: datetime) -> None:
    centre = Centre.objects.select_related("organisation").get()
    wording = ConsentText.objects.get()
    user = world.user(asking.who) if asking.who in world.seats else None
    asked = Asked(
        centre=centre,
        theme=Theme.objects.get(code=asking.theme),
        about=asking.about,
        text=asking.text,
        email="" if user else asking.who,
    )
    consent = ConsentGiven(
        wording=wording,
        text=wording.for_centre(centre.organisation),
        given_as=GivenAs.REPRESENTATIVE if asking.about is P else GivenAs.SELF,
        address="203.0.113.88",
    )
    question = ask_question(asked, consent, by=user, at=at)
    if asking.then == "unconfirmed":
        return
    if user is None:
        confirm_question(question, at=at)
    _plan_answer(world, asking, question)


def _plan_answer(world: World, asking: Asking, question: Question) -> None:
    if asking.took is None:
        return

    def after(days: int, clock: str) -> datetime:
        moment = world.day(min(asking.days + days, -1), clock)
        return max(moment, question.asked_at)

    def take(at: datetime) -> None:
        with world.acting(asking.answerer) as actor:
            take_question(question, by=actor, at=at)

    def answer(at: datetime) -> None:
        with world.acting(asking.answerer) as actor:
            answer_question(question, text=asking.answer, by=actor, at=at)

    def rate(at: datetime) -> None:
        rate_answer(question, helped=bool(asking.helped), by=question.asker, at=at)

    def publish(at: datetime) -> None:
        assert asking.published  # noqa: S101 -- planned only then
        with world.acting(asking.answerer) as actor:
            publish_answer(
                question, question=asking.published.question, answer=asking.published.answer, by=actor, at=at
            )

    world.plan(after(asking.took, "15:20"), take)
    if asking.answered is not None:
        world.plan(after(asking.answered, "16:40"), answer)
        if asking.helped is not None:
            world.plan(after(asking.answered + 1, "20:05"), rate)
        if asking.published:
            world.plan(after(asking.answered + 5, "17:10"), publish)
    _plan_rest(world, asking, question, after)


def _plan_rest(world: World, asking: Asking, question: Question, after: After) -> None:
    def close(at: datetime) -> None:
        with world.acting(asking.answerer) as actor:
            close_question(question, why="Реклама, не вопрос.", by=actor, at=at)

    def erase(at: datetime) -> None:
        erase_question(question, by=question.asker, at=at)

    def pass_on(at: datetime) -> None:
        with world.acting(asking.answerer) as actor:
            pass_question(
                question,
                to=world.organisations["polytechnic"],
                why="Практику электриков распределяет техникум.",
                by=actor,
                at=at,
            )

    def more(at: datetime) -> None:
        follow_up(
            question, text="А на электромонтёра? И берут ли с тройкой по физике?", by=question.asker, at=at
        )
        world.plan(after(9, "12:30"), answer_again)

    def answer_again(at: datetime) -> None:
        with world.acting(asking.answerer) as actor:
            answer_question(
                question,
                text="На электромонтёра – 3,86. Тройка не помеха, считается средний балл всего аттестата.",
                by=actor,
                at=at,
            )

    rest = {"closed": (1, close), "erased": (20, erase), "passed": (2, pass_on), "more": (5, more)}
    if asking.then in rest:
        days, deed = rest[asking.then]
        world.plan(after(days, "17:45"), deed)
