"""Kinds of documents: each is a slice that a package keeps in its own `documents` and registers here.

register(DocumentKind(
    code="network-card", title=_("Карточка участника сети"), subject="organisations.organisation",
    numbering="{year}-{n:04}", build=build, may_read=may_read, may_make=may_make,
))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import Promise

from zveno.base.core.verdict import Verdict
from zveno.base.documents.content import Content, Paper


@dataclass(frozen=True)
class Draft:
    """What is known of the paper before its kind fills it."""

    number: str
    on: date
    """Of the document: its versions keep it."""
    at: datetime
    """Of this version."""
    version: int
    verify_url: str

    def paper(self, title: str | Promise, **parts: Any) -> Paper:
        """The head of the paper with its number, date and address of verification."""
        return Paper(title=str(title), number=self.number, on=self.on, verify_url=self.verify_url, **parts)


def _one_series(subject: Any) -> str:
    return ""


@dataclass(frozen=True)
class DocumentKind:
    """One kind of paper about one kind of subject.

    `build` reads the subject and gives the content; it is called inside a transaction and must be quick.
    `may_read` and `may_make` get the actor and the subject; None means a stranger (404).
    `series_of` tells whose numbers these are, where each organisation numbers its own.
    """

    code: str
    title: str | Promise
    subject: str
    build: Callable[[Any, Draft], Content]
    may_read: Callable[[Any, Any], Verdict | None]
    may_make: Callable[[Any, Any], Verdict | None]
    numbering: str = "{year}-{n:04}"
    series_of: Callable[[Any], str] = _one_series
    language: str = "ru"

    @property
    def subject_model(self) -> type[models.Model]:
        return apps.get_model(self.subject)


_kinds: dict[str, DocumentKind] = {}


def register(kind: DocumentKind) -> DocumentKind:
    if kind.code in _kinds and _kinds[kind.code].build is not kind.build:
        raise ValueError(f"two kinds of documents are called {kind.code}")
    _kinds[kind.code] = kind
    return kind


def kind_of(code: str) -> DocumentKind | None:
    """The kind of that code; None for one that this version does not know any more."""
    return _kinds.get(code)


def kinds() -> list[DocumentKind]:
    return [_kinds[code] for code in sorted(_kinds)]
