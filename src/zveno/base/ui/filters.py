"""Filters of lists, on django-filter: search, choices, periods."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zveno.base.core.text import search_key
from zveno.base.ui.inputs import PeriodInput


class SearchFilter(django_filters.CharFilter):  # type: ignore[misc]
    """Every typed word must occur in the row's `search_key`: «иванов петр» finds «Иванов Пётр»."""

    def __init__(self, field_name: str = "search_key", **options: Any) -> None:
        options.setdefault("label", _("Поиск"))
        options.setdefault("widget", forms.SearchInput(attrs={"autocomplete": "off"}))
        super().__init__(field_name=field_name, max_length=200, **options)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        for word in search_key(value).split():
            qs = qs.filter(**{f"{self.field_name}__contains": word})
        return qs


class PeriodFilter(django_filters.DateFromToRangeFilter):  # type: ignore[misc]
    """From a day to a day, both included."""

    def __init__(self, field_name: str, **options: Any) -> None:
        options.setdefault("label", _("Период"))
        super().__init__(field_name=field_name, widget=PeriodInput(), **options)


class ChoiceFilter(django_filters.ChoiceFilter):  # type: ignore[misc]
    """One of few; «все» when nothing is chosen."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("empty_label", _("все"))
        super().__init__(**options)


class ModelChoiceFilter(django_filters.ModelChoiceFilter):  # type: ignore[misc]
    """One of the records that `queryset` gives (it may be a function of the request)."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("empty_label", _("все"))
        super().__init__(**options)


class FilterSet(django_filters.FilterSet):  # type: ignore[misc]
    """The filters of one list; the first one is usually `q = SearchFilter()`."""

    @property
    def active(self) -> bool:
        """Is anything chosen? (An empty list then says «nothing found», not «nothing here».)"""
        return any(self.data.get(name) for name in self.data if name in self._names())

    def _names(self) -> set[str]:
        suffixes = ("", "_after", "_before")
        return {name + suffix for name in self.filters for suffix in suffixes}
