"""What people are notified of. A package registers its kinds from its `apps.py`:

    EVENTS = Group("events", _("Мероприятия"), default=Frequency.AT_ONCE)
    INVITED = register(Kind("events.invited", _("Приглашение на мероприятие"), EVENTS))

Preferences are kept for groups: nobody wants to answer a question for each kind.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Frequency(models.TextChoices):
    """How often the group comes by e-mail; in the product everything is seen at once."""

    AT_ONCE = "at_once", _("сразу")
    DAILY = "daily", _("раз в день одним письмом")
    OFF = "off", _("не присылать")


@dataclass(frozen=True)
class Group:
    """A line of the page of preferences."""

    code: str
    title: Text
    about: Text = ""
    default: Frequency = Frequency.DAILY


@dataclass(frozen=True)
class Kind:
    code: str
    title: Text
    group: Group


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make the kind known; twice the same is once."""
    known = _kinds.setdefault(kind.code, kind)
    if known != kind:
        raise ValueError(f"two kinds of notification are called {kind.code}")
    return kind


def kind_of(code: str) -> Kind | None:
    """None for a kind whose package is gone; its old notifications still stand."""
    return _kinds.get(code)


def groups() -> list[Group]:
    """Groups that have kinds, in the order of their titles."""
    found = {kind.group.code: kind.group for kind in _kinds.values()}
    return sorted(found.values(), key=lambda group: str(group.title))
