"""Which links this browser has opened by a code, and when. The session keeps numbers, never secrets."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest

from zveno.base.links.models import Link

SESSION_KEY = "confirmed_links"
# A shift: whoever left the page in the morning signs in the evening without another letter.
LASTS = timedelta(hours=12)


def confirmed_at(request: HttpRequest, link: Link, *, at: datetime) -> datetime | None:
    kept = request.session.get(SESSION_KEY, {}).get(str(link.pk))
    moment = datetime.fromisoformat(kept) if kept else None
    return moment if moment and at - moment < LASTS else None


def confirm(request: HttpRequest, link: Link, *, at: datetime) -> None:
    """Remember it; a visitor's session changes its number, as at every gain of rights."""
    request.session[SESSION_KEY] = {**request.session.get(SESSION_KEY, {}), str(link.pk): at.isoformat()}
    if not request.user.is_authenticated:
        request.session.cycle_key()
