"""The public lists: what everybody may know of members of the network, never a person."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zveno.base.ui import tables
from zveno.network.organisations.models import Organisation


def _columns() -> Sequence[tables.Column[Organisation]]:
    return [
        tables.text("name", _("Название"), lambda row: row.short_name, order="sort_key"),
        tables.text("kind", _("Вид"), lambda row: row.kind.name, order="kind__name"),
        tables.text("about", _("Чем занимается"), lambda row: row.about),
        tables.text("territory", _("Где"), lambda row: row.address or row.territory.name),
        tables.text("phone", _("Телефон"), lambda row: row.phone, css="nowrap"),
        tables.text("website", _("Сайт"), lambda row: row.website, link=lambda row: row.website),
    ]


def _table(caption: Promise) -> tables.Table[Organisation]:
    return tables.Table[Organisation](caption=caption, order="name", columns=_columns())


ENTERPRISES = _table(_("Предприятия"))
PLACES_OF_STUDY = _table(_("Где учиться"))
