"""What people leave behind by reading: looks at personal data, notifications that are no longer new."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from zveno.base.audit.services import record_look
from zveno.base.notifications.models import Notification
from zveno.base.notifications.services import mark_read
from zveno.demo.world import World

NEW_FOR = timedelta(days=10)

# Days from today, who looked, at whose data, for what.
LOOKS = (
    (-64, "school-1.navigator", "pupil", "Сверка списка 9 «А» класса"),
    (-63, "school-1.navigator", "pupil-3", "Сверка списка 9 «А» класса"),
    (-41, "teacher", "pupil", "Подготовка к родительскому собранию"),
    (-41, "teacher", "pupil-1", "Подготовка к родительскому собранию"),
    (-33, "school-1.deputy", "pupil-5", "Запись на профессиональную пробу"),
    (-24, "muk.counsellor", "pupil", "Консультация по итогам диагностики, запись родителя"),
    (-19, "polytechnic.practice", "student", "Направление на экскурсию по закрытому списку"),
    (-11, "polytechnic.master", "student", "Характеристика для конкурса"),
    (-5, "school-1.navigator", "pupil", "Ответ на вопрос о поступлении"),
    (-4, "auditor", "pupil", "Проверка по обращению родителя"),
)


def plan(world: World) -> None:
    for turn, (days, who, whom, why) in enumerate(LOOKS):
        clock = f"{9 + turn % 8:02d}:{turn * 23 % 60:02d}"
        world.plan(world.day(days, clock), partial(_look, world, who, whom, why))
    world.plan(world.at, partial(_read_old_notifications, world))


def _look(world: World, who: str, whom: str, why: str, at: datetime) -> None:
    with world.acting(who) as actor:
        record_look(world.user(whom), by=actor.user, at=at, why=why)


def _read_old_notifications(world: World, at: datetime) -> None:
    for notification in Notification.objects.unread().filter(at__lt=at - NEW_FOR):
        mark_read(notification, at=notification.at + timedelta(hours=7))
