"""Columns that follow other columns of their row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models

from zveno.base.core.text import search_key, sort_key


class _DerivedTextField(models.TextField):  # type: ignore[type-arg]
    """Text computed from other fields each time the row is written (also by bulk_create).

    `QuerySet.update()` bypasses it, which is why services save rows and `zveno doctor` compares.
    """

    derive: Callable[..., str]

    def __init__(self, *sources: str, **options: Any) -> None:
        self.sources = sources
        options.setdefault("editable", False)
        options.setdefault("default", "")
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, _args, options = super().deconstruct()
        return name, path, list(self.sources), options

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: FBT001 -- Django's signature
        value = type(self).derive(*(getattr(model_instance, source) for source in self.sources))
        setattr(model_instance, self.attname, value)
        return value


class SearchKeyField(_DerivedTextField):
    """What search compares with: `filter(search_key__contains=search_key(typed))`."""

    derive = staticmethod(search_key)


class SortKeyField(_DerivedTextField):
    """What lists order by."""

    derive = staticmethod(sort_key)
