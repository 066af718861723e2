"""People of the demonstration, their seats, and the cards by which a visitor becomes one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from zveno.base.accounts.models import User
from zveno.base.accounts.services import open_account, show_in_demo
from zveno.demo.names import Name
from zveno.demo.world import ACCEPTED, FOUNDED, NEWCOMER, SCHOOL_BEGAN, World
from zveno.network.organisations.actors import INSTALLATION
from zveno.network.organisations.roles import Role
from zveno.network.organisations.services import give_seat

# Whoever sits here acts over the whole district; only the coordinator gives such seats.
BY_COORDINATOR = {
    Role.HEAD, Role.ECONOMIST, Role.COUNCIL_SECRETARY, Role.COUNCIL_MEMBER, Role.METHODOLOGIST,
    Role.EMPLOYMENT_SPECIALIST,
}  # fmt: skip
BY_ADMINISTRATOR = {Role.REGIONAL_CURATOR, Role.AUDITOR, Role.COORDINATOR}
OUTSIDE = {"region-office", "neighbour-department", "neighbour-school", "chem"}


@dataclass(frozen=True)
class Person:
    """Somebody on a seat; `same_as` is a second seat of a person who has one already."""

    code: str
    organisation: str
    role: Role
    post: str
    is_woman: bool | None = None
    child: str = ""
    same_as: str = ""


@dataclass(frozen=True)
class Card:
    code: str
    person: str
    title: str
    about: str


# Whom a visitor can become by one click, in the order of the sign-in page.
CARDS = (
    Card("coordinator", "coordinator", "Муниципальный координатор",
         "Вся сеть округа: заявки на вступление, неподтверждённые сведения, календарь, сводные показатели."),
    Card("head", "head", "Глава администрации", "Показатели округа одним взглядом: любая цифра "
        "раскрывается до записей."),
    Card("secretary", "secretary", "Секретарь межведомственного совета",
        "Заседания совета в календаре, участники сети."),
    Card("methodologist", "muk.methodologist", "Методист ресурсного центра",
         "Вопросы школ и родителей, которые ждут ответа, пробы и консультации МУК."),
    Card("director", "school-1.steward", "Директор школы", "Своя школа: сведения, коллеги, приглашения, "
        "мероприятия, показатели."),
    Card("navigator", "school-1.navigator", "Педагог-навигатор школы",
         "Мероприятия школы, вопросы ресурсному центру, что прошло и не отмечено."),
    Card("teacher", "teacher", "Классный руководитель", "Что предстоит 9 «А» классу и куда можно задать "
        "вопрос."),
    Card("pupil", "pupil", "Ученик 9 класса", "Куда пойти на этой неделе и кто смотрел мои данные."),
    Card("parent", "parent", "Родитель", "Дни открытых дверей, вопрос в ресурсный центр и ответ на него."),
    Card("deputy", "polytechnic.deputy", "Заместитель директора техникума",
         "Техникум: предприятия-партнёры, мероприятия для школ, показатели."),
    Card("practice", "polytechnic.practice", "Заведующая практикой техникума",
        "Предприятия округа, контактные лица, экскурсии и встречи."),
    Card("master", "polytechnic.master", "Мастер производственного обучения",
        "Календарь группы, переносы и отмены."),
    Card("student", "student", "Студентка техникума", "Конкурсы, ярмарки вакансий, личный календарь в "
        "телефоне."),
    Card("hr", "machine-works.steward", "Специалист по кадрам завода",
         "Карточка предприятия, экскурсии для школ, сведения, которые пора подтвердить."),
    Card("mentor", "mentor", "Наставник на заводе", "Вы наставник; второе место, в межведомственном "
        "совете, выбирают вверху страницы."),
    Card("employment", "employment-centre.employment", "Специалист центра занятости",
        "Ярмарки вакансий и предприятия всего округа."),
    Card("curator", "curator", "Региональный куратор", "Оба округа области только для чтения и подключение "
        "новых."),
    Card("auditor", "auditor", "Ответственный за персональные данные",
         "Журнал действий и просмотров, проверка цепочки, отпечаток для хранения на стороне."),
    Card("administrator", "administrator", "Администратор системы",
         "Журнал, фоновые задания, территории, люди и организации без ограничений."),
)  # fmt: skip

NAMED = (
    Person("administrator", "administration", Role.ADMINISTRATOR, "главный специалист отдела информатизации"),
    Person("curator", "region-office", Role.REGIONAL_CURATOR,
        "консультант отдела профессионального образования"),
    Person("coordinator", "department", Role.COORDINATOR, "главный специалист, муниципальный координатор",
        True),
    Person("neighbour-coordinator", "neighbour-department", Role.COORDINATOR, "ведущий специалист", True),
    Person("auditor", "administration", Role.AUDITOR, "ответственный за обработку персональных данных"),
    Person("head", "administration", Role.HEAD, "глава округа", False),
    Person("vice", "administration", Role.HEAD, "заместитель главы по социальным вопросам", True),
    Person("secretary", "administration", Role.COUNCIL_SECRETARY, "секретарь совета по кадрам", True),
    Person("economist", "administration", Role.ECONOMIST, "начальник отдела экономики"),
    Person("vice-council", "administration", Role.COUNCIL_MEMBER, "председатель совета", same_as="vice"),
    Person("teacher", "school-1", Role.CLASS_TEACHER, "классный руководитель 9 «А»", True),
    Person("pupil", "school-1", Role.PUPIL, "9 «А»", False),
    Person("parent", "school-1", Role.PARENT, "мама ученика 9 «А»", True, child="pupil"),
    Person("student", "polytechnic", Role.STUDENT, "группа МТ-31", True),
    Person("mentor", "machine-works", Role.MENTOR, "наставник участка станков с ЧПУ", False),
    Person("mentor-council", "machine-works", Role.COUNCIL_MEMBER, "член совета по кадрам", same_as="mentor"),
    Person("hospital-mentor", "hospital", Role.MENTOR, "старшая медицинская сестра", True),
    Person("ngo-council", "ngo", Role.COUNCIL_MEMBER, "член совета по кадрам", same_as="ngo.steward"),
    Person("union-council", "union", Role.COUNCIL_MEMBER, "член совета по кадрам", same_as="union.steward"),
    Person("two-schools", "ford-school", Role.NAVIGATOR, "педагог-навигатор (совместитель)",
           same_as="school-6.navigator"),
)  # fmt: skip

SCHOOL_STAFF = (
    ("steward", Role.DIRECTOR, "директор"),
    ("deputy", Role.DEPUTY, "заместитель директора по учебно-воспитательной работе"),
    ("navigator", Role.NAVIGATOR, "педагог-навигатор"),
    ("teacher", Role.CLASS_TEACHER, "классный руководитель 9 «Б»"),
)
COLLEGE_STAFF = (
    ("steward", Role.DIRECTOR, "директор"),
    ("deputy", Role.DEPUTY, "заместитель директора по учебно-производственной работе"),
    ("practice", Role.PRACTICE_COORDINATOR, "заведующая практикой"),
    ("master", Role.MASTER, "мастер производственного обучения, группа МТ-31"),
    ("master-2", Role.MASTER, "мастер производственного обучения, группа СВ-21"),
    ("career", Role.CAREER_CENTRE, "руководитель центра карьеры"),
    ("admission", Role.ADMISSION_SECRETARY, "ответственный секретарь приёмной комиссии"),
)
CENTRE_STAFF = (
    ("steward", Role.DIRECTOR, "директор"),
    ("methodologist", Role.METHODOLOGIST, "методист ресурсного центра"),
    ("counsellor", Role.COUNSELLOR, "профконсультант, педагог-психолог"),
)
EMPLOYER_STAFF = (
    ("steward", Role.HR, "специалист по кадрам"),
    ("mentor", Role.MENTOR, "наставник"),
)
OWNER = (("steward", Role.DIRECTOR, "руководитель"),)
STAFF: Mapping[str, tuple[tuple[str, Role, str], ...]] = {
    "school-1": SCHOOL_STAFF[:3],
    **dict.fromkeys(
        ("school-2", "school-3", "school-5", "school-6", "gymnasium", "lyceum", "boarding"), SCHOOL_STAFF
    ),
    **dict.fromkeys(("reaches-school", "neighbour-school"), SCHOOL_STAFF[:3]),
    "ford-school": SCHOOL_STAFF[:1],
    **dict.fromkeys(("polytechnic", "agrarian"), COLLEGE_STAFF),
    **dict.fromkeys(("muk", "creativity"), CENTRE_STAFF),
    **dict.fromkeys(
        (
            "machine-works", "pulp", "chem-unit", "sawmill", "bakery", "dairy", "water", "heat", "grid",
            "roads",
            "builders", "poultry", "transport", "digital", "hotel", "forestry", "garment", "chem",
        ),
        EMPLOYER_STAFF,
    ),
    **dict.fromkeys(("cafe", "salon", "farm-dawn", "farm-honey", "rescue"), OWNER),
    **dict.fromkeys(("hospital", "ngo", "union"), EMPLOYER_STAFF[:1]),
    "employment-centre": (
        ("steward", Role.DIRECTOR, "директор филиала"),
        ("employment", Role.EMPLOYMENT_SPECIALIST, "ведущий инспектор, профконсультант"),
    ),
    "department": (("steward", Role.DIRECTOR, "начальник управления"),),
    "administration": (("steward", Role.DIRECTOR, "управляющий делами"),),
    "region-office": (("steward", Role.DIRECTOR, "начальник отдела"),),
    "neighbour-department": (("steward", Role.DIRECTOR, "начальник отдела"),),
}  # fmt: skip
# Entrepreneurs give their names to their organisations; some posts are of women.
GIVEN_NAMES = {
    "cafe.steward": Name("Тростянин", "Тростянин", "Олег", "Павлович"),
    "salon.steward": Name("Клюквенов", "Клюквенова", "Светлана", "Юрьевна"),
}
WOMEN = {"polytechnic.practice", "agrarian.practice"}
PUPILS, STUDENTS, PARENTS = 11, 9, 3


def roster() -> Iterator[Person]:
    """Everybody, those who seat others before those whom they seat."""
    yield from NAMED
    for organisation, staff in STAFF.items():
        for code, role, post in staff:
            person = f"{organisation}.{code}"
            yield Person(person, organisation, role, post, True if person in WOMEN else None)
    for number in range(1, PUPILS + 1):
        yield Person(f"pupil-{number}", "school-1", Role.PUPIL, "9 «А»")
    for number in range(1, PARENTS + 1):
        yield Person(f"parent-{number}", "school-1", Role.PARENT, "9 «А»", child=f"pupil-{number}")
    for number in range(1, STUDENTS + 1):
        group = "МТ-31" if number <= STUDENTS // 2 else "СВ-21"
        yield Person(f"student-{number}", "polytechnic", Role.STUDENT, f"группа {group}")


def name_everybody(world: World) -> None:
    """Names come first: organisations mention their contact persons when they join."""
    people = sorted(roster(), key=lambda person: bool(person.child))
    for person in people:
        if person.same_as:
            continue
        relative = world.names[person.child] if person.child else None
        world.names[person.code] = GIVEN_NAMES.get(person.code) or world.namer.name(
            is_woman=person.is_woman, relative=relative
        )


def plan(world: World, joined: Mapping[str, int]) -> None:
    """Seats are given from the day an organisation joined, by whoever may give them."""
    waits: Counter[str] = Counter()
    for person in roster():
        waits[person.organisation] += 1
        if person.code == NEWCOMER:
            continue
        days, hour = _when(person, joined.get(person.organisation), waits[person.organisation])
        world.plan(world.day(days, hour), partial(_seat, world, person))
    world.plan(world.at, partial(_show_cards, world))


def _when(person: Person, joined: int | None, turn: int) -> tuple[int, str]:
    """The administrator first, then the coordinator, who takes the others in."""
    steward = person.code.endswith(".steward")
    hour = f"{9 + turn % 8:02d}:{turn * 17 % 60:02d}"
    if person.code == "administrator":
        days, hour = FOUNDED, "17:30"
    elif joined is None:
        days = ACCEPTED + 20
    elif person.role in {Role.PUPIL, Role.STUDENT, Role.PARENT}:
        days = SCHOOL_BEGAN + turn % 5
    elif person.same_as:
        days = FOUNDED + 60
    elif person.role in BY_ADMINISTRATOR and person.organisation != "neighbour-department":
        days, hour = FOUNDED + 3, f"09:{turn * 5 % 60:02d}"
    elif steward:
        days, hour = joined + 4, f"12:{turn * 7 % 60:02d}"
    else:
        days = joined + 10 + turn
    return days, hour


def _seat(world: World, person: Person, at: datetime) -> None:
    organisation = world.organisations[person.organisation]
    giver = _giver(person)
    if giver is None:
        user = _account(world, person, by=None, at=at)
        seat = give_seat(user, organisation, person.role, post=person.post, by=INSTALLATION, at=at)
    else:
        with world.acting(giver) as actor:
            user = (
                world.user(person.same_as)
                if person.same_as
                else _account(world, person, by=actor.user, at=at)
            )
            seat = give_seat(user, organisation, person.role, post=person.post, by=actor, at=at)
    world.seats[person.code] = seat


def _giver(person: Person) -> str | None:
    if person.code == "administrator":
        return None
    steward = person.code.endswith(".steward")
    if person.role in BY_ADMINISTRATOR or (steward and person.organisation in OUTSIDE):
        return "administrator"
    if steward or person.role in BY_COORDINATOR:
        return "coordinator"
    return f"{person.organisation}.steward"


def _account(world: World, person: Person, *, by: User | None, at: datetime) -> User:
    name = world.names[person.code]
    return open_account(
        email=world.address(person.code, person.organisation),
        last_name=name.last,
        first_name=name.first,
        patronymic=name.patronymic,
        by=by,
        at=at,
    )


def _show_cards(world: World, at: datetime) -> None:
    for position, card in enumerate(CARDS):
        show_in_demo(
            world.user(card.person), code=card.code, title=card.title, about=card.about, position=position
        )
