"""Pupils and students of the demonstration: classes and groups, parents, a year that has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count
from random import Random
from zlib import crc32

from django.db.models import Q
from django.utils import timezone

from zveno.demo import requisites
from zveno.demo.names import Name, anybody
from zveno.demo.people import PARENTS, PUPILS, STUDENTS
from zveno.demo.world import SCHOOL_BEGAN, World
from zveno.network.people.models import Enrolment, EnrolmentKind, GroupKind, Person, Relation, Sex, StudyGroup
from zveno.network.people.queries.promotions import Step, year_plan
from zveno.network.people.services import (
    Choice,
    Newcomer,
    Parent,
    PersonDetails,
    add_group,
    enrol_many,
    expel,
    link_account,
    move,
    promote,
    take_leave,
    transfer,
)
from zveno.network.people.years import first_day, school_year

# Days from today.
LISTS_ENTERED, YEAR_CHANGED = -330, -85
CARDS_LINKED = SCHOOL_BEGAN + 9
AGE_IN_FIRST_CLASS = 7
AGE_ON_FIRST_COURSE = 16
COURSES = 4
HAS_SNILS, HAS_MOTHER, HAS_FATHER, IS_BOY = 0.7, 0.78, 0.27, 0.5


@dataclass(frozen=True)
class School:
    """Letters of each class from the fifth to the ninth and of the two last, how many sit in one."""

    code: str
    size: int
    letters: str = "АБ"
    last_letters: str = "А"


SCHOOLS = (
    School("school-1", 26, "АБВ"),
    School("school-2", 26, "АБВ"),
    School("school-3", 25),
    School("gymnasium", 27, "АБВ", "АБ"),
    School("lyceum", 26, "АБ", "АБ"),
    School("school-5", 22),
    School("school-6", 24),
    School("reaches-school", 12, "А", ""),
    School("ford-school", 7, "А", ""),
    School("boarding", 11, "А", ""),
    School("neighbour-school", 25),
)
GROUPS: Mapping[str, Sequence[str]] = {
    "polytechnic": ("МТ", "СВ", "ЭМ", "ТМ", "ТО"),
    "agrarian": ("МХ", "ВТ", "ПК", "ЛХ"),
}
GROUP_SIZE = 25
# Where lists were entered a year ago and the year has been changed by one press.
CHANGED = frozenset({"school-1", "polytechnic"})
LEADERS: Mapping[tuple[str, str], str] = {
    ("school-1", "9А"): "teacher",
    ("polytechnic", "МТ-31"): "polytechnic.master",
    ("polytechnic", "СВ-21"): "polytechnic.master-2",
}
# Somebody of the sign-in page sits in each of these.
SEATED: Mapping[tuple[str, str], Sequence[str]] = {
    ("school-1", "9А"): ("pupil", *(f"pupil-{number}" for number in range(1, PUPILS + 1))),
    ("polytechnic", "МТ-31"): ("student", *(f"student-{number}" for number in range(1, STUDENTS // 2 + 1))),
    ("polytechnic", "СВ-21"): tuple(f"student-{number}" for number in range(STUDENTS // 2 + 1, STUDENTS + 1)),
}
PARENT_OF = {"pupil": "parent", **{f"pupil-{number}": f"parent-{number}" for number in range(1, PARENTS + 1)}}


@dataclass(frozen=True)
class Group:
    """A class or group of a year; `then` is its name in the present year."""

    name: str
    level: int
    letter: str
    size: int
    then: str


def plan(world: World) -> None:
    year = school_year(timezone.localdate(world.at))
    numbers = count(1)
    for school in SCHOOLS:
        _plan_house(world, school.code, list(_classes(school)), year, numbers)
    for code, prefixes in GROUPS.items():
        _plan_house(world, code, list(_groups(prefixes)), year, numbers)
    _plan_moves(world)
    for house, name in SEATED:
        world.plan(world.day(CARDS_LINKED, "14:00"), partial(_link, world, house, name))


def _plan_moves(world: World) -> None:
    """What happens to single people: a leave, a loss, a move to the next class, to another school."""

    def act(code: str, listed: str, deed: Callable[..., object], at: datetime, **said: object) -> None:
        """On the last of the list: nobody of the sign-in page sits there."""
        places = Enrolment.objects.open().filter(
            organisation=world.organisations[code],
            group__name=listed,
            person__user=None,
            since__lt=timezone.localdate(at),
        )
        place = places.order_by("-person__sort_key", "-pk").first()
        if place is None:  # in the summer a new group has not begun
            return
        with world.acting(f"{code}.deputy") as actor:
            deed(place, by=actor, at=at, **said)

    def move_on(at: datetime) -> None:
        there = StudyGroup.objects.get(
            organisation=world.organisations["school-2"],
            name="7Б",
            year=school_year(timezone.localdate(world.at)),
        )
        act("school-2", "7А", move, at, group=there, on=timezone.localdate(at), order="№ 61-у")

    for days, deed in (
        (
            -58,
            partial(act, "polytechnic", "СВ-21", take_leave, why="по медицинским показаниям", order="№ 55-с"),
        ),
        (
            -44,
            partial(act, "polytechnic", "ЭМ-31", take_leave, why="призван на военную службу", order="№ 68-с"),
        ),
        (-37, partial(act, "agrarian", "ПК-11", expel, why="по собственному желанию", order="№ 74-с")),
        (-31, partial(act, "school-3", "8Б", transfer, to="МБОУ «СОШ № 6»", order="№ 48-у")),
    ):
        moment = world.day(days, "13:20")
        world.plan(moment, partial(deed, on=timezone.localdate(moment)))
    world.plan(world.day(-24, "13:20"), move_on)


def _plan_house(world: World, code: str, groups: list[Group], year: int, numbers: Iterator[int]) -> None:
    enter = partial(_enter, world, code, numbers=numbers)
    if code not in CHANGED:
        world.plan(world.day(SCHOOL_BEGAN, "11:30"), lambda at: enter(groups, year, at))
        return
    began = [group for group in groups if group.level == min(one.level for one in groups)]
    last_year = [_year_ago(group) for group in groups if group not in began] + list(_leaving(groups))
    world.plan(world.day(LISTS_ENTERED, "11:30"), lambda at: enter(last_year, year - 1, at))
    world.plan(world.day(YEAR_CHANGED, "10:15"), partial(_change_year, world, code, year - 1))
    world.plan(world.day(SCHOOL_BEGAN, "11:30"), lambda at: enter(began, year, at))


def _classes(school: School) -> Iterator[Group]:
    for level in range(5, 12):
        for letter in school.letters if level <= 9 else school.last_letters:  # noqa: PLR2004 -- the ninth class
            name = f"{level}{letter}"
            yield Group(name, level, letter, school.size, name)


def _groups(prefixes: Sequence[str]) -> Iterator[Group]:
    for level in range(1, COURSES + 1):
        for prefix in prefixes:
            name = f"{prefix}-{level}1"
            yield Group(name, level, "", GROUP_SIZE, name)


def _year_ago(group: Group) -> Group:
    level = group.level - 1
    name = f"{level}{group.letter}" if group.letter else f"{group.name[:-2]}{level}1"
    return Group(name, level, group.letter, group.size, group.name)


def _leaving(groups: list[Group]) -> Iterator[Group]:
    """Those who have left since: the last classes of the year before."""
    top = max(group.level for group in groups)
    for group in groups:
        if group.level == top or (group.letter and group.letter != "А" and group.level == 9):  # noqa: PLR2004
            yield Group(group.name, group.level, group.letter, group.size, "")


def _enter(
    world: World, code: str, groups: list[Group], year: int, at: datetime, *, numbers: Iterator[int]
) -> None:
    """The deputy, or whoever runs a small school, enters its lists."""
    random = Random(crc32(f"{code}{year}".encode()))  # noqa: S311 -- to be the same each time
    organisation = world.organisations[code]
    is_school = bool(groups[0].letter)
    with world.acting(f"{code}.steward") as actor:
        made = {
            group: add_group(
                organisation,
                {
                    "kind": GroupKind.CLASS if is_school else GroupKind.GROUP,
                    "year": year,
                    "level": group.level,
                    "letter": group.letter,
                    "name": group.name,
                    "last_level": None if is_school else COURSES,
                },
                leaders=[world.seats[leader]] if (leader := _leader(world, code, group)) else [],
                by=actor,
                at=at,
            )
            for group in groups
        }
        enrol_many(
            organisation,
            [
                newcomer
                for group in groups
                for newcomer in _newcomers(world, code, group, made[group], random=random, numbers=numbers)
            ],
            kind=EnrolmentKind.PUPIL if is_school else EnrolmentKind.STUDENT,
            since=first_day(year),
            order=f"№ {31 + crc32(code.encode()) % 40}-у от 01.09.{year}",
            by=actor,
            at=at,
        )


def _leader(world: World, code: str, group: Group) -> str:
    """The class teachers who sit here already: of 9 «А» and of 9 «Б»."""
    known = LEADERS.get((code, group.then), "")
    second = f"{code}.teacher" if group.then == "9Б" else ""
    return known or (second if second in world.seats else "")


def _newcomers(
    world: World, code: str, group: Group, place: StudyGroup, *, random: Random, numbers: Iterator[int]
) -> Iterator[Newcomer]:
    seated = SEATED.get((code, group.then), ())
    for turn in range(group.size + random.randint(-3, 2)):
        person = seated[turn] if turn < len(seated) else ""
        name = world.names[person] if person else anybody(random, is_woman=random.random() > IS_BOY)
        yield Newcomer(
            _details(name, group, place.year, random, next(numbers)),
            place,
            _parents(world, person, name, random, numbers),
        )


def _details(name: Name, group: Group, year: int, random: Random, number: int) -> PersonDetails:
    age = group.level - 1 + (AGE_IN_FIRST_CLASS if group.letter else AGE_ON_FIRST_COURSE)
    born = date(year - age, 9, 1) + timedelta(days=random.randint(0, 364))
    return {
        **_names(name),
        "birth_date": born,
        "snils": requisites.snils(number) if random.random() < HAS_SNILS else "",
        "phone": requisites.phone(number) if random.random() < IS_BOY else "",
    }


def _names(name: Name) -> PersonDetails:
    return {
        "family_name": name.last,
        "given_name": name.first,
        "patronymic": name.patronymic,
        "sex": Sex.FEMALE if name.patronymic.endswith("на") else Sex.MALE,
    }


def _parents(world: World, person: str, child: Name, random: Random, numbers: Iterator[int]) -> list[Parent]:
    """The one with an account; else a mother, a father, both or nobody yet."""
    named = PARENT_OF.get(person)
    if named:
        relatives = [world.names[named]]
    else:
        wanted = [(True, HAS_MOTHER), (False, HAS_FATHER)]
        relatives = [
            anybody(random, is_woman=is_woman, surname=child.surname)
            for is_woman, share in wanted
            if random.random() < share
        ]
    return [
        Parent(
            {**_names(name), "phone": requisites.phone(next(numbers))},
            Relation.MOTHER if name.patronymic.endswith("на") else Relation.FATHER,
            "свидетельство о рождении",
        )
        for name in relatives
    ]


def _change_year(world: World, code: str, year: int, at: datetime) -> None:
    """The ninth «А» goes on into the tenth, the other ninths get their certificates and leave."""
    organisation = world.organisations[code]
    stays = {
        one.group.pk: Choice(Step.PROMOTE, one.next_name)
        for one in year_plan(organisation, year).groups
        if one.group.name == "9А"
    }
    with world.acting(f"{code}.deputy") as actor:
        promote(
            organisation,
            year=year,
            graduation=date(year + 1, 6, 30),
            last_day=first_day(year + 1) - timedelta(days=1),
            choices=stays,
            order=f"№ 12-у от 30.06.{year + 1}",
            by=actor,
            at=at,
        )


def _link(world: World, code: str, group: str, at: datetime) -> None:
    """Accounts of learners and parents get their cards."""
    people = [*SEATED[code, group], *(PARENT_OF[one] for one in SEATED[code, group] if one in PARENT_OF)]
    learners = Enrolment.objects.open().filter(organisation=world.organisations[code], group__name=group)
    here = Person.objects.filter(
        Q(pk__in=learners.values("person")) | Q(wardships__child__in=learners.values("person"))
    ).order_by("pk")
    with world.acting(f"{code}.steward") as actor:
        for person in people:
            name = world.names[person]
            card = here.filter(
                family_name=name.last, given_name=name.first, patronymic=name.patronymic, user=None
            ).first()
            if card is None:
                raise ValueError(f"{person} is in no list of {code}")
            link_account(card, world.user(person), by=actor, at=at)
