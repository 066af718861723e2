"""What surrounds every page: the `frame` of templates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from zveno.base.core.addresses import address_of
from zveno.base.notifications.queries import unread_count
from zveno.base.ui.frames import Frame, Person, Seat
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Membership
from zveno.web.portal import menu


def frame(request: HttpRequest) -> dict[str, object]:
    """Made only when a template draws a frame: a fragment costs nothing."""
    return {"frame": SimpleLazyObject(lambda: frame_of(request))}


def frame_of(request: HttpRequest) -> Frame:
    actor = cast("Actor | None", getattr(request, "actor", None))
    notice = _("Демонстрация: люди и организации вымышлены.") if settings.DEMO else ""
    if actor is None:
        return Frame(
            menu=menu.entries(menu.PUBLIC, None, request.path),
            home_url=address_of("portal:home"),
            sign_in_url=address_of("account_login"),
            notice=notice,
            foot=menu.entries(menu.FOOT, None, ""),
        )
    seats = cast("Sequence[Membership]", getattr(request, "seats", ()))
    return Frame(
        menu=menu.entries(menu.WORK, actor, request.path),
        person=Person(
            name=actor.user.get_full_name(),
            email=actor.user.email,
            menu=menu.entries(menu.PERSON, None, ""),
        ),
        seats=tuple(
            Seat(str(seat.pk), seat.organisation.short_name, seat.full_title, seat == actor.membership)
            for seat in seats
        ),
        home_url=address_of("portal:home"),
        search_url=address_of("portal:search"),
        search_text=request.GET.get("q", "") if request.path == address_of("portal:search") else "",
        seat_set_url=address_of("organisations:seat_set"),
        notifications_url=address_of("notifications:notification_list"),
        notifications=unread_count(actor.user),
        sign_out_url=address_of("account_logout"),
        notice=notice,
        foot=menu.entries(menu.FOOT, None, ""),
    )
