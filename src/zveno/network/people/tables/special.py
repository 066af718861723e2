"""How looks at special records are listed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zveno.base.audit.models import Entry
from zveno.base.ui import tables

SPECIAL_LOOKS = tables.Table[Entry](
    caption=_("Кто смотрел особые сведения"),
    order="-at",
    columns=[
        tables.moment("at", _("Когда"), lambda row: row.at, order="at"),
        tables.text("who", _("Кто смотрел"), lambda row: row.actor_name, order="actor_name"),
        tables.text("seat", _("От чьего имени"), lambda row: row.actor_seat),
        tables.text("person", _("Чьи сведения"), lambda row: row.thing_name, order="thing_name"),
        tables.text("why", _("Зачем"), lambda row: row.why),
        tables.text("address", _("Откуда"), lambda row: row.address, css="nowrap"),
    ],
)
