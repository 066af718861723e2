"""What a person of each role comes here for: the three or four doors he opens most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from zveno.network.organisations.actors import Actor
from zveno.network.organisations.policies import can_add_somewhere
from zveno.network.organisations.roles import ADMITTERS, LEARNERS, STEWARDS, Role
from zveno.processes.events.policies import can_draft


@dataclass(frozen=True)
class Door:
    title: str
    text: str
    url: str
    icon: str


def first_steps(actor: Actor) -> Sequence[Door]:
    """At most four, in the order of this person's work."""
    return [door for doors in (_learner, _overseer, _steward, _staff) for door in doors(actor)][:4]


def _learner(actor: Actor) -> list[Door]:
    if not actor.is_any(*LEARNERS):
        return []
    return [
        Door(
            _("Спросить о профессии"),
            _("Ответит консультант ресурсного центра"),
            reverse("guidance:question_ask"),
            "message-circle-question-mark",
        ),
        Door(
            _("Куда сходить"),
            _("Экскурсии, пробы и дни открытых дверей"),
            reverse("events:event_list"),
            "calendar-days",
        ),
        Door(
            _("Где учиться"),
            _("Техникумы и колледжи района"),
            reverse("portal:study_list"),
            "graduation-cap",
        ),
        Door(
            _("Предприятия"),
            _("Кто ждёт на практику и на первую работу"),
            reverse("portal:enterprise_list"),
            "factory",
        ),
    ]


def _overseer(actor: Actor) -> list[Door]:
    doors = []
    if actor.is_any(Role.ADMINISTRATOR, Role.AUDITOR):
        doors.append(
            Door(
                _("Журнал действий"),
                _("Кто что сделал и кто смотрел личные данные"),
                reverse("audit:entry_list"),
                "scroll-text",
            )
        )
    if can_add_somewhere(actor):
        doors.append(
            Door(
                _("Принять организацию"),
                _("Добавить члена сети и пригласить того, кто его ведёт"),
                reverse("organisations:organisation_add"),
                "plus",
            )
        )
    if actor.is_any(*ADMITTERS):
        doors.append(
            Door(
                _("Заявки на вступление"),
                _("Кто просит принять его в сеть"),
                reverse("organisations:join_request_list"),
                "inbox",
            )
        )
    return doors


def _steward(actor: Actor) -> list[Door]:
    if actor.organisation is None or not actor.is_any(*STEWARDS):
        return []
    return [
        Door(
            _("Пригласить коллегу"),
            _("По электронной почте, с нужной ролью"),
            reverse("organisations:invitation_add", args=[actor.organisation.pk]),
            "user-plus",
        )
    ]


def _staff(actor: Actor) -> list[Door]:
    if actor.organisation is None or actor.is_any(*LEARNERS):
        return []
    doors = []
    if can_draft(actor):
        doors.append(
            Door(
                _("Новое мероприятие"),
                _("Экскурсия, проба, день открытых дверей"),
                reverse("events:event_draft"),
                "calendar-plus",
            )
        )
    return [
        *doors,
        Door(
            _("Мероприятия района"),
            _("Что будет и кто участвует"),
            reverse("events:event_list"),
            "calendar-days",
        ),
        Door(
            _("Партнёры"),
            _("Школы, техникумы, предприятия и к кому обратиться"),
            reverse("organisations:organisation_list"),
            "network",
        ),
        Door(
            _("Моя организация"),
            _("Сведения и люди"),
            reverse("organisations:organisation_show", args=[actor.organisation.pk]),
            "building-2",
        ),
    ]
