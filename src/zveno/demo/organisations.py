"""Who there is in the district, and how it came into the network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from zveno.demo import requisites
from zveno.demo.people import STAFF
from zveno.demo.world import FOUNDED, World
from zveno.network.organisations.actors import INSTALLATION
from zveno.network.organisations.models import OrganisationKind, Territory
from zveno.network.organisations.services import (
    add_organisation,
    add_territory,
    ask_for_details,
    change_organisation,
    confirm_by_link,
    confirm_details,
    take_out,
)

REGION = "Приозёрная область"
DISTRICT = "Верхнеозёрский муниципальный округ"
NEIGHBOUR = "Тихоплёсский муниципальный округ"


@dataclass(frozen=True)
class Place:
    """`street` is where its addresses are made; the house is the organisation's number."""

    code: str
    name: str
    parent: str
    streets: tuple[str, ...] = ()


PLACES = (
    Place("town", "город Верхнеозёрск", "district", ("ул. Набережная", "ул. Заводская", "пр. Мастеров")),
    Place("harbour", "посёлок Сосновая Гавань", "district", ("ул. Причальная", "ул. Лоцманская")),
    Place("reaches", "село Троицкие Плёсы", "district", ("ул. Луговая", "ул. Центральная")),
    Place("ford", "деревня Каменный Брод", "district", ("ул. Мельничная",)),
    Place("forest", "рабочий посёлок Лесохим", "district", ("ул. Смолокуров", "ул. Комбинатская")),
    Place("quiet", "город Тихий Плёс", "neighbour", ("ул. Береговая", "ул. Советов")),
    Place("capital", "город Приозёрск-на-Камне", "region", ("пл. Губернская", "ул. Университетская")),
)


@dataclass(frozen=True)
class Member:
    """An organisation of the demonstration. `confirmed` is how many days ago it checked its details."""

    code: str
    kind: str
    short: str
    full: str
    place: str
    about: str
    parent: str = ""
    confirmed: int | None = 60
    joined: int = FOUNDED + 10
    by_request: bool = False


def _school(number: int, place: str, *, confirmed: int | None = 60, grades: str = "1–11") -> Member:
    where = "г. Верхнеозёрска" if place == "town" else ""
    return Member(
        f"school-{number}",
        "school",
        f"МБОУ «СОШ № {number}»",
        "Муниципальное бюджетное общеобразовательное учреждение "
        f"«Средняя общеобразовательная школа № {number} {where}»".replace(" »", "»"),
        place,
        f"Обучение в {grades} классах, предпрофильная подготовка, кабинет профориентации.",
        parent="department",
        confirmed=confirmed,
    )


AUTHORITIES = (
    Member("region-office", "regional-authority", "Комитет образования области",
           "Комитет общего и профессионального образования Приозёрной области", "capital",
           "Ведёт систему профессионального образования области, утверждает контрольные цифры приёма.",
           joined=FOUNDED),
    Member("administration", "administration", "Администрация округа",
           "Администрация Верхнеозёрского муниципального округа Приозёрной области", "town",
           "Межведомственный совет по кадрам, стратегия округа, соглашения с предприятиями.", joined=FOUNDED),
    Member("department", "education-department", "Управление образования",
           "Управление образования администрации Верхнеозёрского муниципального округа", "town",
           "Координирует сеть «Школа – Техникум – Предприятие» округа.", parent="administration",
           joined=FOUNDED),
    Member("employment-centre", "employment-centre", "Кадровый центр округа",
           "Государственное казённое учреждение «Центр занятости населения Приозёрной области», "
           "Верхнеозёрский филиал", "town",
           "Вакансии, ярмарки, временная занятость подростков, сопровождение выпускников."),
)  # fmt: skip

EDUCATION = (
    _school(1, "town", confirmed=20),
    _school(2, "town"),
    _school(3, "town", confirmed=None),
    Member("gymnasium", "gymnasium", "МБОУ «Гимназия № 4»",
           "Муниципальное бюджетное общеобразовательное учреждение «Гимназия № 4 г. Верхнеозёрска»", "town",
           "Гуманитарный и естественно-научный профили, школьное телевидение.", "department", 45),
    Member("lyceum", "lyceum", "МАОУ «Лицей „Озёрный“»",
           "Муниципальное автономное общеобразовательное учреждение «Лицей „Озёрный“»", "town",
           "Инженерные классы вместе с механическим заводом.", "department", 100),
    _school(5, "harbour", confirmed=383),
    _school(6, "forest", confirmed=150),
    Member("reaches-school", "basic-school", "МКОУ «Троицкоплёсская ООШ»",
           "Муниципальное казённое общеобразовательное учреждение «Троицкоплёсская основная "
           "общеобразовательная школа»", "reaches",
           "Обучение в 1–9 классах, агрокласс с фермерскими хозяйствами.", "department", None),
    Member("ford-school", "basic-school", "МКОУ «Каменнобродская ООШ»",
           "Муниципальное казённое общеобразовательное учреждение «Каменнобродская основная "
           "общеобразовательная школа»", "ford", "Обучение в 1–9 классах, 64 ученика.", "department", 390),
    Member("boarding", "special-school", "ГБОУ «Озёрная школа-интернат»",
           "Государственное бюджетное общеобразовательное учреждение «Озёрная школа-интернат, реализующая "
           "адаптированные программы»", "harbour",
           "Трудовое обучение: столярное, швейное дело, младший обслуживающий персонал.", "region-office",
           30),
    Member("polytechnic", "technikum", "ГБПОУ «Политехнический техникум»",
           "Государственное бюджетное профессиональное образовательное учреждение «Верхнеозёрский "
           "политехнический техникум»", "town",
           "Сварщик, токарь на станках с ЧПУ, электромонтёр, технология машиностроения, мехатроника.",
           "region-office", 15),
    Member("agrarian", "college", "ГАПОУ «Аграрно-технологический колледж»",
           "Государственное автономное профессиональное образовательное учреждение «Приозёрный "
           "аграрно-технологический колледж»", "reaches",
           "Механизация сельского хозяйства, ветеринария, повар-кондитер, лесное хозяйство.",
           "region-office", 75),
    Member("muk", "resource-centre", "МБУ ДО «Межшкольный учебный комбинат»",
           "Муниципальное бюджетное учреждение дополнительного образования «Межшкольный учебный комбинат – "
           "ресурсный центр профориентации»", "town",
           "Профессиональные пробы, консультации, методическая помощь школам округа.", "department", 10),
    Member("creativity", "creativity-house", "МБУ ДО «Дом детского творчества»",
           "Муниципальное бюджетное учреждение дополнительного образования «Дом детского творчества»", "town",
           "Робототехника, судомоделирование, медиастудия.", "department", 200),
)  # fmt: skip

EMPLOYERS = (
    Member("machine-works", "joint-stock", "АО «Озёрский механический завод»",
           "Акционерное общество «Озёрский механический завод»", "town",
           "Гидроцилиндры и металлоконструкции, 840 работников. Дуальное обучение с техникумом.",
           confirmed=12),
    Member("pulp", "joint-stock", "ПАО «Верхнеозёрский целлюлозный комбинат»",
           "Публичное акционерное общество «Верхнеозёрский целлюлозный комбинат»", "forest",
           "Целлюлоза и тарный картон, 1 320 работников, свой учебный центр.", confirmed=40),
    Member("chem-unit", "separate-unit", "ОП АО «СеверХимПром» в г. Верхнеозёрске",
           "Обособленное подразделение акционерного общества «СеверХимПром» в г. Верхнеозёрске", "town",
           "Минеральные удобрения. Договоры подписывает головная организация.", "chem", 90),
    Member("sawmill", "limited", "ООО «Сосновый бор»",
           "Общество с ограниченной ответственностью «Сосновый бор»", "harbour",
           "Пиломатериалы и домокомплекты.", confirmed=380),
    Member("bakery", "limited", "ООО «Озёрный хлеб»",
           "Общество с ограниченной ответственностью «Озёрный хлеб»", "town",
           "Хлебозавод и шесть пекарен, принимает на практику поваров и кондитеров.", confirmed=55),
    Member("dairy", "limited", "ООО «Молочный край»",
           "Общество с ограниченной ответственностью «Молочный край»", "reaches",
           "Переработка молока, 160 работников.", confirmed=None),
    Member("water", "state-enterprise", "МУП «Водоканал»",
           "Муниципальное унитарное предприятие «Водоканал Верхнеозёрского округа»", "town",
           "Водоснабжение и очистные сооружения.", "administration", 130),
    Member("heat", "state-enterprise", "МУП «Теплосеть»",
           "Муниципальное унитарное предприятие «Теплосеть»", "town",
           "Котельные и тепловые сети.", "administration", 395),
    Member("grid", "joint-stock", "АО «Озёрные электросети»",
           "Акционерное общество «Озёрные электросети»", "town",
           "Сети 0,4–35 кВ, принимает электромонтёров с третьего курса.", confirmed=70),
    Member("cafe", "entrepreneur", "ИП Тростянин О. П.",
           "Индивидуальный предприниматель Тростянин Олег Павлович", "town", "Кафе «Причал».",
           confirmed=None),
    Member("salon", "entrepreneur", "ИП Клюквенова С. Ю.",
           "Индивидуальный предприниматель Клюквенова Светлана Юрьевна", "town",
           "Парикмахерская и учебный салон.", confirmed=None),
    Member("farm-dawn", "farm", "КФХ «Заря над плёсом»",
           "Крестьянское (фермерское) хозяйство «Заря над плёсом»", "reaches",
           "Молочное стадо 240 голов, школьный агрокласс.", confirmed=110),
    Member("farm-honey", "farm", "КФХ «Медовый луг»", "Крестьянское (фермерское) хозяйство «Медовый луг»",
           "ford", "Пасека и ягодники, летняя занятость подростков.", confirmed=360),
    Member("roads", "limited", "ООО «Верхнеозёрскдорстрой»",
           "Общество с ограниченной ответственностью «Верхнеозёрскдорстрой»", "town",
           "Ремонт дорог, машинисты и операторы асфальтоукладчиков.", confirmed=80),
    Member("builders", "limited", "ООО «Строительное управление № 5»",
           "Общество с ограниченной ответственностью «Строительное управление № 5»", "town",
           "Жилые дома и школы, каменщики, сварщики.", confirmed=None),
    Member("poultry", "joint-stock", "АО «Птицефабрика „Плёсская“»",
           "Акционерное общество «Птицефабрика „Плёсская“»", "reaches",
           "Полный цикл, 410 работников, целевые договоры с колледжем.", confirmed=65),
    Member("transport", "limited", "ООО «ОзёрТранс»",
           "Общество с ограниченной ответственностью «ОзёрТранс»", "town",
           "Пассажирские и грузовые перевозки.", confirmed=140),
    Member("digital", "limited", "ООО «Цифровая мастерская»",
           "Общество с ограниченной ответственностью «Цифровая мастерская»", "town",
           "Разработка программ для станков с ЧПУ, стажировки программистов.", confirmed=None,
           by_request=True),
    Member("hotel", "limited", "ООО «Гостиница „Гавань“»",
           "Общество с ограниченной ответственностью «Гостиница „Гавань“»", "harbour",
           "Гостиница и ресторан, 48 работников.", confirmed=33),
    Member("forestry", "state-enterprise", "ФГУП «Озёрный лесхоз»",
           "Федеральное государственное унитарное предприятие «Озёрный лесхоз»", "forest",
           "Охрана и восстановление лесов, школьное лесничество.", confirmed=210),
    Member("garment", "limited", "ООО «Швейная фабрика „Ладья“»",
           "Общество с ограниченной ответственностью «Швейная фабрика „Ладья“»", "town",
           "Спецодежда. Закрыта.", confirmed=300),
    Member("rescue", "military", "Пожарно-спасательная часть № 9",
           "Пожарно-спасательная часть № 9 федеральной противопожарной службы", "town",
           "Экскурсии и пробы «Юный спасатель».", confirmed=95),
)  # fmt: skip

OTHERS = (
    Member("hospital", "hospital", "ГБУЗ «Верхнеозёрская больница»",
           "Государственное бюджетное учреждение здравоохранения «Верхнеозёрская межрайонная больница»",
           "town", "Стационар и поликлиника, медицинский класс вместе с гимназией.", confirmed=50),
    Member("ngo", "ngo", "АНО «Наставники Озёрья»",
           "Автономная некоммерческая организация «Центр развития наставничества „Наставники Озёрья“»",
           "town", "Школа наставников предприятий, слёты молодых рабочих.", confirmed=18),
    Member("union", "employers-union", "Союз работодателей округа",
           "Объединение работодателей «Союз работодателей Верхнеозёрского округа»", "town",
           "Представляет 34 предприятия в совете по кадрам.", confirmed=160),
)  # fmt: skip

ABROAD = (
    Member("neighbour-department", "education-department", "Отдел образования Тихоплёсского округа",
           "Отдел образования администрации Тихоплёсского муниципального округа", "quiet",
           "Соседний округ: подключён к системе области этой осенью.", joined=FOUNDED + 20),
    Member("neighbour-school", "school", "МБОУ «Тихоплёсская СОШ № 1»",
           "Муниципальное бюджетное общеобразовательное учреждение «Тихоплёсская средняя общеобразовательная "
           "школа № 1»", "quiet", "Обучение в 1–11 классах.", "neighbour-department", joined=FOUNDED + 27),
    Member("chem", "joint-stock", "АО «СеверХимПром»", "Акционерное общество «СеверХимПром»", "quiet",
           "Головная организация, подписывает договоры за подразделения.", joined=FOUNDED + 5),
)  # fmt: skip

MEMBERS = (*AUTHORITIES, *ABROAD[::-1], *EDUCATION, *EMPLOYERS, *OTHERS)


def plan(world: World) -> None:
    """Places, members, and what they did about their own details."""
    world.plan(world.day(FOUNDED, "09:00"), lambda at: _add_places(world, at))
    kinds = {kind.code: kind for kind in OrganisationKind.objects.all()}
    for number, member in enumerate(MEMBERS, start=1):
        if member.by_request:
            continue
        hour = f"{10 + number % 7:02d}:{number * 13 % 60:02d}"
        world.plan(
            world.day(member.joined, hour),
            partial(_join, world, member, details_of(world, member, kinds[member.kind])),
        )
        if member.confirmed is not None:
            world.plan(world.day(-member.confirmed, hour), partial(_confirm, world, member))
    _plan_changes(world)


def _add_places(world: World, at: datetime) -> None:
    level = Territory.Level
    region = add_territory(REGION, level=level.REGION, oktmo="99000000", by=INSTALLATION, at=at)
    world.territories["region"] = region
    for code, name, oktmo in (("district", DISTRICT, "99501000"), ("neighbour", NEIGHBOUR, "99502000")):
        world.territories[code] = add_territory(
            name, level=level.MUNICIPALITY, parent=region, oktmo=oktmo, by=INSTALLATION, at=at
        )
    for place in PLACES:
        parent = world.territories[place.parent]
        world.territories[place.code] = (
            region
            if place.parent == "region"
            else add_territory(place.name, level=level.SETTLEMENT, parent=parent, by=INSTALLATION, at=at)
        )


def details_of(world: World, member: Member, kind: OrganisationKind) -> dict[str, Any]:
    place = next(place for place in PLACES if place.code == member.place)
    number = _number_of(member.code)
    # A division has the number of its head organisation.
    owner = number if member.kind != "separate-unit" else _number_of(member.parent)
    entrepreneur = member.kind in {"entrepreneur", "farm"}
    return {
        "kind": kind,
        "short_name": member.short,
        "full_name": member.full,
        "inn": (requisites.inn_of_entrepreneur if entrepreneur else requisites.inn_of_company)(owner),
        "ogrn": (requisites.ogrn_of_entrepreneur if entrepreneur else requisites.ogrn_of_company)(owner),
        "kpp": "" if entrepreneur else requisites.kpp(1 if owner == number else 2),
        "address": f"{place.name}, {place.streets[number % len(place.streets)]}, д. {number * 3 % 80 + 1}",
        "phone": requisites.phone(number),
        "email": f"office@{member.code}.example.ru",
        "website": f"https://{member.code}.example.ru/",
        "about": member.about,
        "contact_name": world.names[f"{member.code}.steward"].full,
        "contact_post": STAFF[member.code][0][2],
    }


def _number_of(code: str) -> int:
    return next(number for number, member in enumerate(MEMBERS, start=1) if member.code == code)


def _join(world: World, member: Member, details: dict[str, Any], at: datetime) -> None:
    """The first ones are entered by whoever set the installation up, the rest by the coordinator."""
    details["territory"] = world.territories[member.place]
    details["parent"] = world.organisations[member.parent] if member.parent else None
    if member.joined == FOUNDED:
        world.organisations[member.code] = add_organisation(**details, by=INSTALLATION, at=at)
        return
    with world.acting("administrator" if member in ABROAD else "coordinator") as actor:
        world.organisations[member.code] = add_organisation(**details, by=actor, at=at)


def _confirm(world: World, member: Member, at: datetime) -> None:
    with world.acting(f"{member.code}.steward") as actor:
        confirm_details(world.organisations[member.code], by=actor, at=at)


def _plan_changes(world: World) -> None:
    def change(person: str, code: str, why: str, at: datetime, **details: Any) -> None:
        with world.acting(person) as actor:
            change_organisation(world.organisations[code], by=actor, at=at, why=why, **details)

    def ask(code: str, at: datetime) -> None:
        with world.acting("coordinator") as actor:
            ask_for_details(world.organisations[code], by=actor, at=at)

    def answer_by_link(code: str, at: datetime) -> None:
        organisation = world.organisations[code]
        person = {"person": organisation.contact_name, "email": organisation.email, "address": "203.0.113.77"}
        confirm_by_link(organisation, evidence=person, at=at, phone=requisites.phone(77))

    def leave(at: datetime) -> None:
        with world.acting("coordinator") as actor:
            take_out(
                world.organisations["garment"],
                why="Предприятие прекратило деятельность, запись о ликвидации внесена в реестр.",
                by=actor,
                at=at,
            )

    moved = "Переехали в новое здание"
    world.plan(
        world.day(-35, "11:20"),
        lambda at: change(
            "machine-works.steward",
            "machine-works",
            "Новый номер отдела кадров",
            at,
            phone=requisites.phone(61),
        ),
    )
    world.plan(
        world.day(-83, "15:05"),
        lambda at: change(
            "coordinator", "employment-centre", moved, at, address="город Верхнеозёрск, пр. Мастеров, д. 2"
        ),
    )
    world.plan(
        world.day(-27, "09:45"),
        lambda at: change(
            "coordinator", "school-2", "По письму школы", at,
            about="Обучение в 1–11 классах, технологический профиль, школьная мастерская на 16 мест.",
        ),
    )  # fmt: skip
    world.plan(world.day(-60, "16:30"), leave)
    world.plan(world.day(-26, "10:10"), lambda at: ask("cafe", at))
    world.plan(world.day(-25, "19:42"), lambda at: answer_by_link("cafe", at))
    for days, code in ((-16, "builders"), (-9, "dairy"), (-3, "salon")):
        world.plan(world.day(days, "12:15"), partial(ask, code))
