"""What goes on when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.utils.translation import gettext as _

from zveno.base.ui.components import Sheet, Text, Tone
from zveno.base.ui.pictures.picture import Json

_HEIGHTS = (("small", 4), ("", 10), ("large", 20))


@dataclass(frozen=True)
class Span:
    """A bar of a schedule: from a day to a day, both included. Bars of one row stand on one line."""

    row: str
    start: date
    end: date
    text: str = ""
    tone: Tone = "plain"
    url: str = ""


@dataclass(frozen=True)
class Gantt:
    """What goes on when: rows by weeks. Rows stand in the order of their first bars."""

    key: str
    title: Text
    spans: Sequence[Span]
    today: date | None = None
    note: Text = ""

    @property
    def rows(self) -> list[str]:
        return list(dict.fromkeys(span.row for span in self.spans))

    @property
    def size(self) -> str:
        """The more rows, the higher the picture."""
        amount = len(self.rows)
        return next(
            (size for size, most in (("small", 4), ("", 10), ("large", 20)) if amount <= most), "tall"
        )

    @property
    def data(self) -> Json:
        places = {row: place for place, row in enumerate(self.rows)}
        return {
            "kind": "gantt",
            "rows": self.rows,
            "spans": [{**asdict(span), "row": places[span.row]} for span in self.spans],
            "today": self.today,
        }

    @property
    def sheet(self) -> Sheet:
        return Sheet(
            titles=[_("Что"), _("Начало"), _("Окончание"), _("Состояние")],
            rows=[[span.row, span.start, span.end, span.text] for span in self.spans],
        )
