"""Cards of members that were made, printed and, after a change, made again."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from zveno.base.documents.services import issue, print_out
from zveno.demo.world import World
from zveno.network.organisations.documents.network_card import NETWORK_CARD
from zveno.network.organisations.models import Organisation

# Days from today, who makes it, for which member, why.
CARDS = (
    (-160, "polytechnic.deputy", "polytechnic", ""),
    (-120, "machine-works.steward", "machine-works", ""),
    (-70, "school-1.steward", "school-1", "К заседанию совета по кадрам"),
    (-64, "coordinator", "pulp", "К заседанию совета по кадрам"),
    (-64, "coordinator", "agrarian", "К заседанию совета по кадрам"),
    (-34, "machine-works.steward", "machine-works", "Сменился телефон отдела кадров"),
    (-8, "muk.steward", "muk", "Для областного конкурса ресурсных центров"),
)


def plan(world: World) -> None:
    for turn, (days, who, member, why) in enumerate(CARDS):
        world.plan(world.day(days, f"15:{turn * 8:02d}"), partial(_make, world, who, member, why))


def _make(world: World, who: str, member: str, why: str, at: datetime) -> None:
    subject = Organisation.objects.select_related("kind", "territory", "parent").get(
        pk=world.organisations[member].pk
    )
    with world.acting(who) as actor:
        print_out(issue(NETWORK_CARD, subject, by=actor, at=at, reason=why), at=at)
