"""What surrounds a page. The look knows no domain: `web/portal` fills this by its context processor."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class MenuEntry:
    """A line of a menu; `icon` is a name of lucide, `count` what waits behind it."""

    title: Text
    url: str
    icon: str = ""
    current: bool = False
    count: int = 0
    children: tuple[MenuEntry, ...] = ()


@dataclass(frozen=True)
class Seat:
    """An organisation and a role in whose name the person can act; `value` is posted to switch."""

    value: str
    organisation: Text
    role: Text
    current: bool = False


@dataclass(frozen=True)
class Person:
    """Who is signed in."""

    name: str
    email: str
    menu: tuple[MenuEntry, ...] = ()

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split()[:2]).upper()


@dataclass(frozen=True)
class Frame:
    """Menus and the person of one page; an address that is not given is not shown. Empty: a visitor's."""

    menu: tuple[MenuEntry, ...] = ()
    person: Person | None = None
    seats: tuple[Seat, ...] = ()
    home_url: str = "/"
    search_url: str = ""
    search_text: str = ""
    seat_set_url: str = ""
    notifications_url: str = ""
    notifications: int = 0
    sign_in_url: str = ""
    sign_out_url: str = ""
    notice: Text = ""
    foot: tuple[MenuEntry, ...] = ()

    @property
    def itself(self) -> Frame:
        """For `{% kept %}`: in a template `frame` is a promise of the frame, which remembers its request."""
        return self

    @property
    def template(self) -> str:
        """For pages that both visitors and signed-in people see: `{% extends frame.template %}`."""
        return "ui/frames/work.html" if self.person else "ui/frames/public.html"

    @property
    def seat(self) -> Seat | None:
        return next((seat for seat in self.seats if seat.current), None)
