"""Columns: what a row shows under each title, and how it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Generic, TypeVar

from django.db.models import Aggregate
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zveno.base.ui.components import Status, Text
from zveno.base.ui.icons import icon
from zveno.base.ui.numbers import Number, number_writer, written_date

Row = TypeVar("Row")
Value = str | Promise | Number | date | datetime | bool | Status | None

NOTHING = '<span class="none">—</span>'


@dataclass(frozen=True)
class Column(Generic[Row]):
    """Made by `text`, `number`, `day`, `moment`, `status`, `yes_no`.

    `order` is the ORM field (or the attribute of a read-model) to sort by; without it the title is
    no link. `css` is «n» for figures, «d» for dates. `write` gets a value that is not None.
    """

    key: str
    title: Text
    value: Callable[[Row], Value]
    writer: Callable[[], Callable[..., str]]
    css: str = ""
    order: str = ""
    link: Callable[[Row], str] | None = None
    total: Aggregate | None = None
    hint: Text = ""

    def cell_writer(self) -> Callable[[Row], str]:
        """What draws this column's cells on one page: everything that does not vary by row is done here."""
        css = f' class="{self.css}"' if self.css else ""
        opening = f'<td role="cell"{css} data-label="{escape(str(self.title))}">'
        value, link, write = self.value, self.link, self.writer()

        def cell(row: Row) -> str:
            found = value(row)
            inside = NOTHING if found is None or found == "" else write(found)
            address = link(row) if link else ""
            if address:
                inside = f'<a href="{escape(address)}">{inside}</a>'
            return f"{opening}{inside}</td>"

        return cell

    def exported(self, row: Row) -> object:
        """The typed value for a spreadsheet; a state becomes its word."""
        found = self.value(row)
        if isinstance(found, Status):
            return str(found.text)
        return str(found) if isinstance(found, Promise) else found


def _text_writer() -> Callable[[str], str]:
    return lambda value: escape(str(value))


def _day_writer() -> Callable[[date], str]:
    return lambda value: f'<time datetime="{value.isoformat()}">{written_date(value)}</time>'


def _status_writer() -> Callable[[Status], str]:
    return lambda status: (
        f'<span class="badge" data-tone="{status.tone}">{icon(status.sign)}{escape(str(status.text))}</span>'
    )


def _yes_no_writer() -> Callable[[bool], str]:
    words = {True: _("да"), False: _("нет")}
    return lambda value: words[value]


def text(
    key: str,
    title: Text,
    value: Callable[[Row], str | Promise | None],
    *,
    order: str = "",
    link: Callable[[Row], str] | None = None,
    hint: Text = "",
    css: str = "",
) -> Column[Row]:
    """Words; escaped, and with `link` an address. `css="nowrap"` for telephones and codes."""
    return Column(key, title, value, _text_writer, css, order, link=link, hint=hint)


def number(
    key: str,
    title: Text,
    value: Callable[[Row], Number | None],
    *,
    order: str = "",
    link: Callable[[Row], str] | None = None,
    total: Aggregate | None = None,
    hint: Text = "",
) -> Column[Row]:
    """A figure, right-aligned; `total=Sum("places")` stands in the header row for the whole list."""
    return Column(key, title, value, number_writer, "n", order, link, total, hint)


def day(
    key: str, title: Text, value: Callable[[Row], date | None], *, order: str = "", hint: Text = ""
) -> Column[Row]:
    """A date as «21.11.2026»."""
    return Column(key, title, value, _day_writer, "d", order, hint=hint)


def moment(
    key: str, title: Text, value: Callable[[Row], datetime | None], *, order: str = "", hint: Text = ""
) -> Column[Row]:
    """Date and time in local time."""
    return Column(key, title, value, _day_writer, "d", order, hint=hint)


def status(
    key: str, title: Text, value: Callable[[Row], Status | None], *, order: str = "", hint: Text = ""
) -> Column[Row]:
    """A state: sign, word and colour."""
    return Column(key, title, value, _status_writer, order=order, hint=hint)


def yes_no(
    key: str, title: Text, value: Callable[[Row], bool | None], *, order: str = "", hint: Text = ""
) -> Column[Row]:
    return Column(key, title, value, _yes_no_writer, order=order, hint=hint)
