"""Where a file came from: it is copied and sent on, and must go on saying it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from zveno.base.ui.numbers import written_date


@dataclass(frozen=True)
class Note:
    title: str
    at: datetime
    by: str
    source: str
    """The address of the list with its filters."""
    filters: Sequence[tuple[str, str]] = ()

    def lines(self) -> list[tuple[str, str]]:
        return [
            (_("Список"), self.title),
            (_("Выгружено"), written_date(self.at)),
            (_("Кем"), self.by),
            (_("Источник"), self.source),
            *((_("Отбор: %(label)s") % {"label": label}, value) for label, value in self.filters),
        ]
