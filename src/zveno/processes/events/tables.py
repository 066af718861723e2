"""How events are listed and narrowed."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zveno.base.ui.components import Status, Tone
from zveno.base.ui.filters import ChoiceFilter, FilterSet, ModelChoiceFilter, PeriodFilter, SearchFilter
from zveno.base.ui.tables import Column, Table, moment, number, status, text, yes_no
from zveno.network.organisations.models import Organisation
from zveno.processes.events.models import Event, EventKind
from zveno.processes.events.states import EventState

TONES: dict[str, Tone] = {
    EventState.DRAFT: "plain",
    EventState.PUBLISHED: "plain",
    EventState.HELD: "good",
    EventState.CANCELLED: "late",
}
SIGNS = {EventState.PUBLISHED: "calendar-check", EventState.CANCELLED: "calendar-x"}


def status_of(event: Event) -> Status:
    state = EventState(event.state)
    return Status(state.label, TONES[state], SIGNS.get(state, ""))


def event_url(event: Event) -> str:
    return reverse("events:event_view", args=[event.pk])


_TITLE: Column[Event] = text("title", _("Мероприятие"), lambda event: event.title, order="search_key")
_START: Column[Event] = moment("starts_at", _("Начало"), lambda event: event.starts_at, order="starts_at")
_KIND: Column[Event] = text("kind", _("Вид"), lambda event: event.kind.name, order="kind__position")
_ORGANISER: Column[Event] = text(
    "organiser", _("Организатор"), lambda event: event.organiser.short_name, order="organiser__sort_key"
)
_PLACE: Column[Event] = text("place", _("Место"), lambda event: event.place, order="place_key")
_FOR_WHOM: Column[Event] = text("for_whom", _("Для кого"), lambda event: event.for_whom)
_STATE: Column[Event] = status("state", _("Состояние"), status_of, order="state")
_CAME: Column[Event] = number("came", _("Пришло"), lambda event: event.came, order="came", total=Sum("came"))

EVENTS: Table[Event] = Table(
    caption=_("Мероприятия района"),
    columns=(_TITLE, _START, _ORGANISER, _PLACE, _FOR_WHOM, _STATE, _CAME),
    order="starts_at",
    row_url=event_url,
)
# What fits on a sheet, but not on a screen.
EVENTS_IN_FULL: Table[Event] = Table(
    caption=EVENTS.caption,
    columns=(
        _TITLE,
        _KIND,
        _START,
        moment("ends_at", _("Окончание"), lambda event: event.ends_at, order="ends_at"),
        _ORGANISER,
        _PLACE,
        _FOR_WHOM,
        number("capacity", _("Мест"), lambda event: event.capacity, order="capacity"),
        yes_no("is_open", _("Видно всем"), lambda event: event.is_open, order="is_open"),
        _STATE,
        _CAME,
        text("cancel_reason", _("Почему отменено"), lambda event: event.cancel_reason),
    ),
    order=EVENTS.order,
)

AUDIENCES = {
    "pupils": (_("школьникам"), Q(for_pupils=True)),
    "students": (_("студентам"), Q(for_students=True)),
    "parents": (_("родителям"), Q(for_parents=True)),
    "teachers": (_("педагогам"), Q(for_teachers=True)),
}


def _organisers(request: Any) -> QuerySet[Organisation]:
    seen = Organisation.objects.filter(territory__path__startswith=request.actor.territory_path)
    return seen.filter(events__isnull=False).distinct()


class EventFilter(FilterSet):
    q = SearchFilter()
    period = PeriodFilter("starts_at")
    kind = ModelChoiceFilter(queryset=EventKind.objects.all(), label=_("Вид"))
    audience = ChoiceFilter(
        label=_("Кому"),
        choices=[(code, title) for code, (title, _q) in AUDIENCES.items()],
        method="for_audience",
    )
    organiser = ModelChoiceFilter(queryset=_organisers, label=_("Организатор"))
    state = ChoiceFilter(choices=EventState.choices, label=_("Состояние"))

    def for_audience(self, queryset: QuerySet[Event], name: str, value: str) -> QuerySet[Event]:
        return queryset.filter(AUDIENCES[value][1])


WHEN = (("past", _("прошедшие")), ("all", _("все")))


class EventListFilter(EventFilter):
    """A list opens with what is ahead."""

    when = ChoiceFilter(label=_("Когда"), choices=WHEN, empty_label=_("предстоящие"), method="as_it_is")

    def as_it_is(self, queryset: QuerySet[Event], name: str, value: str) -> QuerySet[Event]:
        return queryset

    def filter_queryset(self, queryset: QuerySet[Event]) -> QuerySet[Event]:
        found: QuerySet[Event] = super().filter_queryset(queryset)
        now = timezone.now()
        match self.form.cleaned_data.get("when"):
            case "all":
                return found
            case "past":
                return found.filter(ends_at__lte=now)
        return found if self.form.cleaned_data.get("period") else found.filter(ends_at__gt=now)


class PublicFilter(FilterSet):
    """The visitor's two questions: what kind, and for whom."""

    kind = ModelChoiceFilter(queryset=EventKind.objects.all(), label=_("Вид"))
    audience = ChoiceFilter(
        label=_("Кому"),
        choices=[(code, title) for code, (title, _q) in AUDIENCES.items()],
        method="for_audience",
    )

    def for_audience(self, queryset: QuerySet[Event], name: str, value: str) -> QuerySet[Event]:
        return queryset.filter(AUDIENCES[value][1])
