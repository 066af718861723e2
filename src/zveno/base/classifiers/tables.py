"""How a list is listed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zveno.base.classifiers.models import Entry
from zveno.base.ui import tables

ENTRIES = tables.Table[Entry](
    caption=_("Справочник"),
    order="code",
    columns=[
        tables.text("code", _("Код"), lambda row: row.code, order="code", css="nowrap"),
        tables.text("name", _("Название"), lambda row: row.name),
        tables.day("valid_from", _("Действует с"), lambda row: row.valid_from, order="valid_from"),
        tables.day("valid_until", _("Действует по"), lambda row: row.valid_until, order="valid_until"),
        tables.text("source", _("Источник"), lambda row: row.source),
    ],
)
