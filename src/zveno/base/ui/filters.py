"""Filters of lists, on django-filter: search, choices, periods."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date, datetime
from typing import Any

import django_filters
from django import forms
from django.core.validators import EMPTY_VALUES
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zveno.base.core.text import search_key
from zveno.base.ui.inputs import PeriodInput
from zveno.base.ui.numbers import written_date

# A period is typed as two days.
_SUFFIXES = ("", "_after", "_before")


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
        return self.is_narrowed(self.data)

    @property
    def folds(self) -> bool:
        """Is there anything besides the search? A narrow screen folds it."""
        return any(not isinstance(one, SearchFilter) for one in self.filters.values())

    @property
    def folded(self) -> int:
        """How many filters narrow the list, besides the search."""
        return sum(
            any(self.data.get(name + suffix) for suffix in _SUFFIXES)
            for name, one in self.filters.items()
            if not isinstance(one, SearchFilter)
        )

    def chosen(self) -> list[tuple[str, str]]:
        """What narrows the list, in words: the label of each filter and what was chosen in it."""
        values = self.form.cleaned_data if self.form.is_valid() else {}
        return [
            (str(field.label), _in_words(field, values[name]))
            for name, field in self.form.fields.items()
            if values.get(name) not in EMPTY_VALUES
        ]

    @classmethod
    def is_narrowed(cls, query: Mapping[str, str]) -> bool:
        """Does this address choose anything?"""
        return any(query.get(name) for name in query if name in cls._all_names())

    @classmethod
    def leaves_rows(cls) -> bool:
        """Are the rows of an address that chooses nothing simply all of them?"""
        own = ("__init__", "qs", "filter_queryset")
        return all(getattr(cls, name) is getattr(FilterSet, name) for name in own)

    @classmethod
    def offered(cls, request: HttpRequest) -> Hashable:
        """The records that can be chosen at this moment; other choices never change."""
        return tuple(
            tuple((record.pk, str(record)) for record in one.get_queryset(request).all())
            for one in cls.base_filters.values()
            if isinstance(one, ModelChoiceFilter)
        )

    @classmethod
    def _all_names(cls) -> set[str]:
        return {name + suffix for name in cls.base_filters for suffix in _SUFFIXES}


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(value, slice):
        ends = ((_("с %(day)s"), value.start), (_("по %(day)s"), value.stop))
        return " ".join(str(words) % {"day": _day(end)} for words, end in ends if end)
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return next((str(title) for key, title in field.widget.choices if key == value), str(value))
    return str(value)


def _day(moment: date | datetime) -> str:
    """A period of days comes as their first and last moments."""
    return written_date(timezone.localdate(moment) if isinstance(moment, datetime) else moment)
