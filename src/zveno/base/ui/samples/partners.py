"""A list of partners."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from zveno.base.ui import components as c
from zveno.base.ui import tables


@dataclass(frozen=True)
class Partner:
    name: str
    kind: str
    students: int | None
    hours: float
    signed_on: date | None
    state: c.Status


STATES = (
    c.Status(_("действует"), "good"),
    c.Status(_("ждёт подписи"), "waits"),
    c.Status(_("истёк"), "late"),
    c.Status(_("черновик"), "plain", "pencil"),
)
NAMES = (
    _("Верхнеозёрский механический завод"),
    _("Сельхозкооператив «Заречный»"),
    _("Районная больница"),
    _("Лесопромышленный комбинат «Кедр»"),
    _("Озёрская швейная фабрика"),
    _("Тепловые сети округа"),
    _("Автотранспортное предприятие № 3"),
    _("Хлебозавод «Колос»"),
    _("Дорожное управление «Север»"),
)


def partner(place: int) -> Partner:
    """The rows differ without chance: the page looks alike each time."""
    branch, name = divmod(place, len(NAMES))
    silent, unsigned = place in range(5, 123, 11), place in range(3, 123, 7)
    return Partner(
        name=_("%(name)s, филиал %(number)d") % {"name": NAMES[name], "number": branch}
        if branch
        else str(NAMES[name]),
        kind=str((_("предприятие"), _("кооператив"), _("учреждение"))[place % 3]),
        students=None if silent else place * 37 % 53 * 25,
        hours=place * 17 % 40 / 4,
        signed_on=None if unsigned else date(2026, 1, 12) + timedelta(days=place * 5),
        state=STATES[place % 4],
    )


def partners() -> list[Partner]:
    return [partner(place) for place in range(123)]


TABLE = tables.Table[Partner](
    caption=_("Партнёры"),
    order="name",
    row_url=lambda _row: "#tables",
    columns=[
        tables.text("name", _("Организация"), lambda row: row.name, order="name"),
        tables.text("kind", _("Вид"), lambda row: row.kind, order="kind"),
        tables.number("students", _("Практикантов"), lambda row: row.students, order="students"),
        tables.number(
            "hours",
            _("Часов в день"),
            lambda row: row.hours,
            order="hours",
            hint=_("В среднем за период"),
        ),
        tables.day("signed", _("Договор от"), lambda row: row.signed_on, order="signed_on"),
        tables.status("state", _("Состояние"), lambda row: row.state),
    ],
)
