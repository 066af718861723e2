"""Who asked to be taken in, who was invited, and what became of it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from zveno.base.accounts.services import open_account
from zveno.demo import requisites
from zveno.demo.organisations import MEMBERS, details_of
from zveno.demo.world import ACCEPTED, ASKED, NEWCOMER, World
from zveno.network.organisations.models import JoinRequest, OrganisationKind
from zveno.network.organisations.roles import Role
from zveno.network.organisations.services import (
    accept_invitation,
    accept_request,
    invite,
    refuse_request,
    request_to_join,
    withdraw_invitation,
)


def plan(world: World) -> None:
    _plan_accepted(world)
    _plan_requests(world)
    _plan_invitations(world)


def _plan_accepted(world: World) -> None:
    """«Цифровая мастерская» came by its own request, and its personnel officer by the invitation."""
    [member] = [member for member in MEMBERS if member.by_request]
    steward, code = NEWCOMER, member.code
    kept: list[JoinRequest] = []

    def ask(at: datetime) -> None:
        details = details_of(world, member, _kind(member.kind))
        asked = {name: details[name] for name in ("kind", "full_name", "short_name", "inn", "kpp", "address")}
        kept.append(
            request_to_join(
                **asked,
                website=details["website"],
                territory=world.territories[member.place],
                person_name=world.names[steward].full,
                person_post="специалист по кадрам",
                person_email=world.address(steward, code),
                person_phone=details["phone"],
                proof="Приказ о назначении № 14-к, страница «О компании» на нашем сайте.",
                at=at,
            )
        )

    def accept(at: datetime) -> None:
        with world.acting("coordinator") as actor:
            world.organisations[code] = accept_request(kept[0], by=actor, at=at)

    def come(at: datetime) -> None:
        invitation = world.organisations[code].invitations.get()
        name = world.names[steward]
        user = open_account(
            email=invitation.email,
            last_name=name.last,
            first_name=name.first,
            patronymic=name.patronymic,
            by=None,
            at=at,
        )
        world.seats[steward] = accept_invitation(invitation, by=user, at=at)

    world.plan(world.day(ASKED, "16:02"), ask)
    world.plan(world.day(ACCEPTED, "09:31"), accept)
    world.plan(world.day(ACCEPTED, "13:15"), come)


def _plan_requests(world: World) -> None:
    """Two wait, one of them too long; one was refused with a reason."""

    def ask(number: int, at: datetime, **said: Any) -> JoinRequest:
        kind = _kind(said.pop("kind"))
        name = world.namer.name()
        domain = said.pop("domain")
        return request_to_join(
            kind=kind,
            territory=world.territories[said.pop("place")],
            inn=requisites.inn_of_company(number),
            kpp=requisites.kpp(),
            person_name=name.full,
            person_email=name.address(domain),
            person_phone=requisites.phone(number),
            website=f"https://{domain}.example.ru/",
            at=at,
            **said,
        )

    def wait(number: int, at: datetime, **said: Any) -> None:
        ask(number, at, **said)

    def ask_in_vain(at: datetime) -> None:
        request = ask(
            201, at, kind="limited", place="town", domain="kursy",
            short_name="ООО «Профессия за день»", person_post="менеджер по продажам",
            full_name="Общество с ограниченной ответственностью «Профессия за день»",
            address="город Приозёрск-на-Камне, ул. Университетская, д. 40",
            proof="Хотим предлагать школьникам платные курсы.",
        )  # fmt: skip
        world.plan(world.day(-66, "14:40"), partial(refuse, request))

    def refuse(request: JoinRequest, at: datetime) -> None:
        with world.acting("coordinator") as actor:
            refuse_request(
                request,
                reason="Полномочия не подтверждены, лицензии нет. Приложите документы и подайте снова.",
                by=actor,
                at=at,
            )

    world.plan(world.day(-68, "18:20"), ask_in_vain)
    world.plan(
        world.day(-12, "10:55"),
        lambda at: wait(
            202, at, kind="limited", place="forest", domain="energomontazh",
            short_name="ООО «Лесохимэнергомонтаж»", person_post="главный инженер",
            full_name="Общество с ограниченной ответственностью «Лесохимэнергомонтаж»",
            address="рабочий посёлок Лесохим, ул. Комбинатская, д. 7",
            proof="Доверенность директора № 3; готовы брать на практику электромонтёров, 4 места.",
        ),
    )  # fmt: skip
    world.plan(
        world.day(-2, "15:37"),
        lambda at: wait(
            203, at, kind="quantorium", place="town", domain="kvantum",
            short_name="Мобильный технопарк «Квант»", person_post="руководитель",
            full_name="Детский технопарк «Мобильный Квант» Приозёрской области",
            address="город Верхнеозёрск, ул. Набережная, д. 33",
            proof="Приказ о назначении на сайте учредителя.",
        ),
    )  # fmt: skip


def _plan_invitations(world: World) -> None:
    def ask(giver: str, organisation: str, role: Role, post: str, at: datetime, *, change_mind: bool) -> None:
        name = world.namer.name()
        with world.acting(giver) as actor:
            invitation = invite(
                world.organisations[organisation],
                email=name.address(organisation),
                person_name=name.full,
                role=role,
                post=post,
                by=actor,
                at=at,
            )
            if change_mind:
                withdraw_invitation(invitation, by=actor, at=at, why="Адрес указан с ошибкой")

    for days, giver, organisation, role, post, change_mind in (
        (-21, "coordinator", "hospital", Role.COUNCIL_MEMBER, "член совета по кадрам", False),
        (-13, "school-1.steward", "school-1", Role.CLASS_TEACHER, "классный руководитель 8 «В»", False),
        (-6, "machine-works.steward", "machine-works", Role.MENTOR, "наставник сварочного участка", True),
        (-6, "machine-works.steward", "machine-works", Role.MENTOR, "наставник сварочного участка", False),
        (-1, "polytechnic.deputy", "polytechnic", Role.MASTER, "мастер, группа МХ-11", False),
    ):
        world.plan(
            world.day(days, "14:25"),
            partial(ask, giver, organisation, role, post, change_mind=change_mind),
        )


def _kind(code: str) -> OrganisationKind:
    return OrganisationKind.objects.get(code=code)
