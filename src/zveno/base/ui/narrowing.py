"""What the address bar does to one list: which rows stay, and the filters above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from zveno.base.ui.filters import FilterSet
from zveno.base.ui.keeping import KEPT


@dataclass
class Narrowing:
    """An address that chooses nothing builds no form: most lists are opened so, and it would cost as much
    as their rows.
    """

    kind: type[FilterSet]
    request: HttpRequest
    rows: Any
    """A queryset, or a sequence that its kind of filters knows how to narrow."""

    @cached_property
    def is_narrowed(self) -> bool:
        return self.kind.is_narrowed(self.request.GET)

    @property
    def found(self) -> QuerySet[Any] | Sequence[Any]:
        found: QuerySet[Any] | Sequence[Any] = self.rows if self._is_idle else self._filters.qs
        return found

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """In words, for a file."""
        return [] if self._is_idle else self._filters.chosen()

    @property
    def panel(self) -> SafeString:
        """Drawn once for everybody who is offered the same choices, until somebody chooses."""
        if self.is_narrowed:
            return self._draw(self._filters)
        key = (self.kind, self.request.path, get_language(), self.kind.offered(self.request))
        return mark_safe(KEPT.drawn(key, self._draw_untouched))  # noqa: S308 -- drawn by a template

    @property
    def _is_idle(self) -> bool:
        return not self.is_narrowed and self.kind.leaves_rows()

    @cached_property
    def _filters(self) -> FilterSet:
        return self.kind(self.request.GET, queryset=self.rows, request=self.request)

    def _draw_untouched(self) -> SafeString:
        return self._draw(self.kind(None, queryset=self.rows, request=self.request))

    def _draw(self, filters: FilterSet) -> SafeString:
        context = {"filters": filters, "list_url": self.request.path}
        return render_to_string("ui/parts/filters.html", context)
