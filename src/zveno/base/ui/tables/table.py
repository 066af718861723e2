"""A table: columns, default order, and what the address bar says about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Generic

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import QueryDict
from django.utils.safestring import mark_safe

from zveno.base.ui.components import Sheet, Text
from zveno.base.ui.numbers import number_writer
from zveno.base.ui.tables.columns import Column, Row
from zveno.base.ui.tables.page import Header, Page, PageLink, Total


@dataclass(frozen=True)
class Table(Generic[Row]):
    """Declared once in a package's `tables.py`; `list_page` does the rest.

    `order` is the key of the column a list opens with, «-key» for descending. `row_url` makes the
    first column (and by JavaScript the row) lead to the record. Rows are a queryset, or a sequence
    of read-models, which is then sorted by the attributes its columns name.
    """

    caption: Text
    columns: Sequence[Column[Row]]
    order: str
    row_url: Callable[[Row], str] | None = None
    page_size: int = 50

    def page(self, rows: QuerySet[Any] | Sequence[Row], query: QueryDict, path: str) -> Page:
        """The page that the address asks for: a query for the count, one for rows, one for totals."""
        order = self._order(query)
        paginator = Paginator(self._sorted(rows, order), self.page_size)
        page = paginator.get_page(query.get("page"))
        kept = query.copy()
        for key in ("page", "export"):
            kept.pop(key, None)
        return Page(
            caption=self.caption,
            headers=tuple(self._header(column, order, kept, path) for column in self.columns),
            totals=self._totals(rows),
            body=mark_safe(self._body(page.object_list)),  # noqa: S308 -- writers of columns escape
            count=paginator.count,
            first=page.start_index(),
            last=page.end_index(),
            links=[
                PageLink(number, _address(path, kept, page=number), number == page.number)
                if isinstance(number, int)
                else PageLink(None, "", current=False)
                for number in paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
            ]
            if paginator.num_pages > 1
            else [],
            exports={kind: _address(path, kept, export=kind) for kind in ("xlsx", "csv")},
        )

    def sheet(self, rows: Iterable[Row], query: QueryDict | None = None) -> Sheet:
        """All rows as typed values, in the order of the address bar; they can be gone through once."""
        if query is not None and isinstance(rows, QuerySet | Sequence):
            rows = self._sorted(rows, self._order(query))
        if isinstance(rows, QuerySet):
            rows = rows.iterator(chunk_size=1000)
        return Sheet(
            titles=[str(column.title) for column in self.columns],
            rows=([column.exported(row) for column in self.columns] for row in rows),
        )

    def _order(self, query: QueryDict) -> str:
        wanted = query.get("sort", "")
        sortable = {column.key for column in self.columns if column.order}
        return wanted if wanted.removeprefix("-") in sortable else self.order

    def _sorted(self, rows: Any, order: str) -> Any:
        down = order.startswith("-")
        column = next(column for column in self.columns if column.key == order.removeprefix("-"))
        if not isinstance(rows, QuerySet):
            return _sorted_sequence(rows, column.order, down=down)
        field = F(column.order)
        # A row without the value stands last either way; the primary key keeps pages from overlapping.
        return rows.order_by(field.desc(nulls_last=True) if down else field.asc(nulls_last=True), "pk")

    def _header(self, column: Column[Row], order: str, kept: QueryDict, path: str) -> Header:
        current = order.removeprefix("-") == column.key
        down = order.startswith("-")
        # Figures and dates are first wanted from the top.
        turned = not down if current else column.css in {"n", "d"}
        sort = f"-{column.key}" if turned else column.key
        return Header(
            title=column.title,
            css=column.css,
            hint=column.hint,
            url=_address(path, kept, sort=sort) if column.order else "",
            direction=("descending" if down else "ascending") if current and column.order else "",
        )

    def _totals(self, rows: Any) -> list[Total]:
        wanted = {f"total_{column.key}": column.total for column in self.columns if column.total}
        if not wanted:
            return []
        found = rows.aggregate(**wanted)
        write = number_writer()
        values = [(column.title, found.get(f"total_{column.key}")) for column in self.columns]
        if all(value is None for _title, value in values):
            return []
        return [Total(title, "" if value is None else write(value)) for title, value in values]

    def _body(self, rows: Iterable[Row]) -> str:
        writers = [column.cell_writer() for column in self._linked_columns()]
        opening = '<tr role="row" data-open>' if self.row_url else '<tr role="row">'
        return "".join([opening + "".join([write(row) for write in writers]) + "</tr>\n" for row in rows])

    def _linked_columns(self) -> list[Column[Row]]:
        first, *others = self.columns
        return [replace(first, link=first.link or self.row_url), *others]


def _sorted_sequence(rows: Sequence[Row], attribute: str, *, down: bool) -> list[Row]:
    if not attribute:
        return list(rows)
    get = attrgetter(attribute)
    known = [row for row in rows if get(row) is not None]
    unknown = [row for row in rows if get(row) is None]
    return sorted(known, key=get, reverse=down) + unknown


def _address(path: str, kept: QueryDict, **changes: object) -> str:
    query = kept.copy()
    for key, value in changes.items():
        query[key] = str(value)
    return f"{path}?{query.urlencode()}"
