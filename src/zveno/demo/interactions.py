"""Three years of work with partners: what old reports told, and what people enter by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from django.utils import timezone

from zveno.demo.habits import FARMS, HABITS, WORKS
from zveno.demo.world import FOUNDED, World
from zveno.network.interactions.models import HAND, Interaction, InteractionForm
from zveno.network.interactions.services import (
    Entered,
    Fact,
    Partner,
    confirm_fact,
    dispute_fact,
    enter_fact,
    record_interactions,
)

SEED = 20_231_001
YEARS = 3
QUARTER = 91
CARRIED_OVER = FOUNDED + 45
"""The register of former years was carried over; from then on it is kept by quarters."""


# Days since which nothing was heard of them.
FELL_SILENT = {"garment": 640, "heat": 410, "salon": 260, "farm-honey": 380, "dairy": 215, "roads": 230}
# Pairs that signed and did little more.
ON_PAPER = (
    ("polytechnic", "garment"),
    ("polytechnic", "heat"),
    ("agrarian", "dairy"),
    ("polytechnic", "roads"),
)


@dataclass(frozen=True)
class Past:
    """A fact before it is known who these organisations are in the database."""

    day: date
    ends: date | None
    form: str
    title: str
    initiator: str
    partner: str
    people: int | None
    kind: str

    def fact(self, world: World, key: str) -> Fact:
        counts = {self.kind: self.people} if self.kind else {}
        return Fact(
            source=HAND,
            key=key,
            form=self.form,
            initiator=world.organisations[self.initiator].pk,
            partners=(Partner(world.organisations[self.partner].pk),),
            starts_on=self.day,
            ends_on=self.ends,
            lasts=self.ends is None,
            title=self.title,
            people=self.people,
            pupils=counts.get("pupils"),
            students=counts.get("students"),
            teachers=counts.get("teachers"),
            parents=counts.get("parents"),
            specialists=counts.get("specialists"),
            evidence=f"Отчёт за {self.day.year} год",
        )


def plan(world: World) -> None:
    today = timezone.localdate(world.at)
    random = Random(SEED)  # noqa: S311 -- to be the same each time, whatever other slices draw
    past = sorted(
        (
            fact
            for fact in (*_of_habits(random, today), *_agreements(random, today))
            if _happened(fact, today)
        ),
        key=lambda fact: (fact.day, fact.initiator, fact.partner, fact.form),
    )
    waiting = [(f"carried over {number}", fact) for number, fact in enumerate(past)]
    for days in (*range(CARRIED_OVER, -2, QUARTER), -2):
        world.plan(world.day(days, "17:20"), partial(_enter_quarter, world, waiting))
    _plan_by_hand(world)


def _of_habits(random: Random, today: date) -> Iterator[Past]:
    """Every habit of every pair, year by year."""
    first = today.year - YEARS
    for habit in HABITS:
        for who in habit.who:
            for whom in habit.whom:
                if random.random() > habit.share:
                    continue
                for year in range(first, today.year + 1):
                    for _time in range(random.randint(*habit.times)):
                        month, day = random.choice(habit.months), random.randint(1, 28)
                        start = _working(date(year, month, day))
                        people = random.randint(*habit.crowd) or None
                        ends = start + timedelta(days=habit.days - 1)
                        yield Past(start, ends, habit.form, habit.title, who, whom, people, habit.people)


def _agreements(random: Random, today: date) -> Iterator[Past]:
    """Colleges and employers agree for years; some agreements end."""
    for college, partners in (("polytechnic", (*WORKS, "digital")), ("agrarian", FARMS)):
        for partner in partners:
            signed = _working(today - timedelta(days=random.randint(400, 1000)))
            ends = signed + timedelta(days=5 * 365) if random.randint(0, 1) else None
            yield Past(
                signed,
                ends,
                "cooperation-agreement",
                "Соглашение о сотрудничестве",
                college,
                partner,
                None,
                "",
            )
            contract = _working(signed + timedelta(days=30))
            title = "Договор о практической подготовке"
            yield Past(contract, ends, "practice-contract", title, college, partner, None, "")
    for college, partner in ON_PAPER:
        signed = _working(today - timedelta(days=random.randint(700, 1000)))
        yield Past(
            signed, None, "cooperation-agreement", "Соглашение о сотрудничестве", college, partner, None, ""
        )


def _happened(fact: Past, today: date) -> bool:
    """Within three years, and before those who are silent now fell silent."""
    if not today - timedelta(days=YEARS * 365) <= fact.day <= today - timedelta(days=3):
        return False
    quiet = max(FELL_SILENT.get(code, 0) for code in (fact.initiator, fact.partner))
    return fact.day <= today - timedelta(days=quiet)


def _working(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def _enter_quarter(world: World, waiting: list[tuple[str, Past]], at: datetime) -> None:
    """What has happened by then between organisations that are in the network by then."""
    on = timezone.localdate(at)
    ready = [
        (key, fact)
        for key, fact in waiting
        if fact.day < on and {fact.initiator, fact.partner} <= world.organisations.keys()
    ]
    waiting[:] = [each for each in waiting if each not in set(ready)]
    with world.acting("coordinator") as actor:
        record_interactions([fact.fact(world, key) for key, fact in ready], by=actor.user, at=at)


@dataclass(frozen=True)
class Typed:
    """What somebody enters by hand, so many days after it was."""

    who: str
    form: str
    title: str
    days_ago: int
    evidence: str
    partners: Sequence[str] = ()
    outsiders: Sequence[str] = ()
    people: int | None = None


LATHES = Typed(
    "machine-works.steward", "equipment", "Два токарных станка для мастерской", 40,
    "Акт приёма-передачи № 18", ("polytechnic",),
)  # fmt: skip
HEALTH = Typed(
    "school-1.navigator", "meeting", "Урок здоровья с врачами", 20, "Запись в журнале воспитательной работы",
    ("hospital",), people=54,
)  # fmt: skip
DRAWING = Typed(
    "school-1.navigator", "project", "Проект «Чертёж за час» в конструкторском бюро", 5, "Приказ школы № 214",
    ("machine-works",), people=12,
)  # fmt: skip
GAME = Typed(
    "muk.methodologist", "contest", "Областная игра «Профессии от А до Я»", 9, "Диплом второй степени",
    outsiders=("Областной дворец учащейся молодёжи",), people=6,
)  # fmt: skip


def _plan_by_hand(world: World) -> None:
    """One that is confirmed, one disputed, one that waits for an answer, one with an outsider."""
    lathes: list[Interaction] = []
    world.plan(world.day(-33, "11:10"), partial(_enter, world, lathes, LATHES))
    world.plan(world.day(-31, "09:40"), partial(_confirm, world, lathes, "polytechnic.deputy"))
    health: list[Interaction] = []
    world.plan(world.day(-16, "15:25"), partial(_enter, world, health, HEALTH))
    objection = "Приходил один фельдшер, и детей было вдвое меньше."
    world.plan(world.day(-14, "12:05"), partial(_dispute, world, health, "hospital.steward", objection))
    world.plan(world.day(-4, "14:30"), partial(_enter, world, [], GAME))
    world.plan(world.day(-3, "16:45"), partial(_enter, world, [], DRAWING))


def _enter(world: World, kept: list[Interaction], typed: Typed, at: datetime) -> None:
    entered = Entered(
        form=InteractionForm.objects.get(code=typed.form),
        partners=[world.organisations[code] for code in typed.partners],
        outsiders=typed.outsiders,
        starts_on=timezone.localdate(world.day(-typed.days_ago)),
        title=typed.title,
        people=typed.people,
        evidence=typed.evidence,
    )
    with world.acting(typed.who) as actor:
        kept.append(enter_fact(entered, key=f"typed {typed.title}", by=actor, at=at))


def _confirm(world: World, kept: list[Interaction], who: str, at: datetime) -> None:
    with world.acting(who) as actor:
        confirm_fact(kept[0], by=actor, at=at)


def _dispute(world: World, kept: list[Interaction], who: str, objection: str, at: datetime) -> None:
    with world.acting(who) as actor:
        dispute_fact(kept[0], objection=objection, by=actor, at=at)
