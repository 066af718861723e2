"""What the address bar of a calendar asks for."""

from __future__ import annotations

import re
from datetime import date

from django.http import HttpRequest

from zveno.network.organisations.models import Territory


def month_asked(request: HttpRequest, today: date) -> date:
    """«2026-11» in the address; nonsense is the present month."""
    found = re.fullmatch(r"(2\d{3})-(0[1-9]|1[0-2])", request.GET.get("month", ""))
    return date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1)


def turning(request: HttpRequest) -> str:
    """The address bar without its month, for the links that turn the page."""
    kept = request.GET.copy()
    kept.pop("month", None)
    return f"{kept.urlencode()}&" if kept else ""


def districts() -> list[Territory]:
    return list(Territory.objects.filter(level=Territory.Level.MUNICIPALITY).order_by("sort_key"))


def district_asked(request: HttpRequest) -> str:
    """The path of the district asked for, or nothing for all."""
    number = request.GET.get("district", "")
    if not number.isdecimal():
        return ""
    found = Territory.objects.filter(level=Territory.Level.MUNICIPALITY, pk=number).first()
    return found.path if found else ""
