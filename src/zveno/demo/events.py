"""The district's calendar: a school year that has been lived, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from zlib import crc32

from django.utils import timezone

from zveno.demo.habits import COLLEGES, SCHOOLS, WORKS
from zveno.demo.world import ACCEPTED, NEWCOMER, World
from zveno.demo.year import FORGOTTEN, MUK, NEAR, PULP, TRIALS, YEAR, What
from zveno.network.organisations.models import Organisation
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
HOLIDAYS = {6, 7, 8}
FRIDAY = 4

Kinds = Mapping[str, EventKind]


def plan(world: World) -> None:
    kinds = {kind.code: kind for kind in EventKind.objects.all()}
    for what, start in (*_of_the_year(world), *_trials(world)):
        _plan_life(world, what, _details(what, kinds, start))
    for days, what in NEAR:
        _announce(world, what, kinds, days, before=18 + days)
    for days, what in FORGOTTEN:
        _announce(world, what, kinds, days, before=21)
    _plan_mishaps(world, kinds)


def _of_the_year(world: World) -> Iterator[tuple[What, datetime]]:
    """The year's events on the days they fall on around today, never on a weekend."""
    today = timezone.localdate(world.at)
    for month, day, what in YEAR:
        for year in (today.year - 1, today.year, today.year + 1):
            days = (date(year, month, day) - today).days
            if -PAST <= days <= FORESEEN:
                yield what, world.day(days, what.clock)


def _trials(world: World) -> Iterator[tuple[What, datetime]]:
    """Every second week of the school year the resource centre tries a profession with eight pupils."""
    for turn, days in enumerate(range(-196, ANNOUNCED, 14)):
        start = world.day(days, "15:00")
        if start.month not in HOLIDAYS:
            yield (
                What(
                    "15:00", 2, "trial", "muk.methodologist", f"Проба «{TRIALS[turn % len(TRIALS)]}»",
                    MUK, "7–9", 8, "Запись через педагога-навигатора своей школы.",
                ),
                start,
            )  # fmt: skip


def _details(what: What, kinds: Kinds, start: datetime) -> Details:
    grades = next((word for word in what.whom.split() if word[0].isdigit()), "")
    first, _dash, last = grades.partition("–")
    return Details(
        kind=kinds[what.kind],
        title=what.title,
        starts_at=start,
        ends_at=start + timedelta(hours=what.hours),
        place=what.place,
        description=what.about,
        for_pupils=bool(grades),
        grade_from=int(first) if grades else None,
        grade_to=int(last or first) if grades else None,
        for_students="students" in what.whom,
        for_parents="parents" in what.whom,
        for_teachers="teachers" in what.whom,
        capacity=what.seats,
        is_open=what.is_open,
    )


def _plan_life(world: World, what: What, details: Details) -> None:
    """Entered some weeks before, announced soon, counted the next working day; far ones are still drafts."""
    days = (timezone.localdate(details.starts_at) - timezone.localdate(world.at)).days
    luck = world.random.randint(16, 40)
    share = world.random.uniform(0.55, 1.0)
    entered = min(days, 0) - luck
    if (days > ANNOUNCED and luck % 2) or (what.who == NEWCOMER and entered < ACCEPTED + 3):
        return
    kept: list[Event] = []
    world.plan(
        world.day(entered, f"{9 + luck % 8:02d}:{luck:02d}"), partial(_draft, world, what.who, details, kept)
    )
    if days <= ANNOUNCED:
        announced = world.day(entered + 3 + luck % 5, f"{10 + luck % 7:02d}:{59 - luck:02d}")
        world.plan(announced, partial(_publish, world, what.who, kept))
    next_day = 1 if details.ends_at.weekday() < FRIDAY else 3
    counted = details.ends_at + timedelta(days=next_day)
    if counted < world.at:
        came = round((details.capacity or 60) * share)
        world.plan(counted, partial(_hold, world, what.who, kept, came))


def _plan_mishaps(world: World, kinds: Kinds) -> None:
    """One excursion is cancelled, one trial is moved; another excursion was cancelled long ago."""
    node = What("11:00", 2, "excursion", "grid.steward", "Экскурсия на распределительный узел",
                "АО «Озёрные электросети»", "9–11", 15)  # fmt: skip
    kept = _announce(world, node, kinds, 6, before=30)
    why = "На узле идёт внеплановый ремонт, посторонних не пускают. Новую дату назовём до конца месяца."
    world.plan(world.day(-1, "16:10"), partial(_cancel, world, node.who, kept, why))

    laboratory = What(
        "10:00", 3, "trial", "pulp.steward", "Проба «Лаборант химического анализа»", PULP, "9–11", 12
    )
    kept = _announce(world, laboratory, kinds, 7, before=28)
    world.plan(world.day(-3, "11:35"), partial(_move, world, laboratory.who, kept, world.day(14, "10:00")))

    sawmill = What(
        "12:00", 2, "excursion", "sawmill.steward", "Экскурсия на лесопилку", "ООО «Сосновый бор»", "8–9", 20
    )
    kept = _announce(world, sawmill, kinds, -40, before=25)
    why = "Автобус на ремонте, школа просит перенести на весну."
    world.plan(world.day(-44, "10:20"), partial(_cancel, world, sawmill.who, kept, why))


def _announce(world: World, what: What, kinds: Kinds, days: int, *, before: int) -> list[Event]:
    """Entered so many days before it begins, or before today; published some days later."""
    details = _details(what, kinds, world.day(days, what.clock))
    entered = min(days, 0) - before
    kept: list[Event] = []
    world.plan(world.day(entered, "14:12"), partial(_draft, world, what.who, details, kept))
    world.plan(world.day(entered + 3, "09:48"), partial(_publish, world, what.who, kept))
    return kept


def _draft(world: World, who: str, details: Details, kept: list[Event], at: datetime) -> None:
    with world.acting(who) as actor:
        kept.append(draft_event(details, by=actor, at=at))


def _publish(world: World, who: str, kept: list[Event], at: datetime) -> None:
    with world.acting(who) as actor:
        publish_event(kept[0], by=actor, at=at)


def _hold(world: World, who: str, kept: list[Event], came: int, at: datetime) -> None:
    with world.acting(who) as actor:
        hold_event(kept[0], came=came, partners=_guests(world, kept[0]), by=actor, at=at)


def _guests(world: World, event: Event) -> list[Organisation]:
    """Who took part: schools go to employers and colleges, employers come to schools; always the same."""
    random = Random(crc32(event.title.encode()) + event.starts_at.toordinal())  # noqa: S311
    own = {organisation.pk: code for code, organisation in world.organisations.items()}[event.organiser_id]
    if own in SCHOOLS:
        crowd: Sequence[str] = ("muk", *WORKS[:4], "hospital")
    elif event.for_students:
        crowd = COLLEGES
    else:
        crowd = SCHOOLS
    codes = random.sample(crowd, k=min(len(crowd), random.randint(1, 3)))
    return [world.organisations[code] for code in codes if code != own]


def _cancel(world: World, who: str, kept: list[Event], why: str, at: datetime) -> None:
    with world.acting(who) as actor:
        cancel_event(kept[0], why=why, by=actor, at=at)


def _move(world: World, who: str, kept: list[Event], start: datetime, at: datetime) -> None:
    event = Event.objects.get(pk=kept[0].pk)
    said = details_of(event)
    later = replace(said, starts_at=start, ends_at=start + (said.ends_at - said.starts_at))
    with world.acting(who) as actor:
        change_event(event, later, by=actor, at=at, why="В лаборатории поверяют приборы")
