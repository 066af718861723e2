"""What happens on a day in the district."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zveno.base.core.fields import SearchKeyField
from zveno.network.organisations.models import Membership, Organisation
from zveno.network.organisations.roles import Scope
from zveno.processes.events.organisers import EDITORS, OVERSEERS
from zveno.processes.events.states import EventState

if TYPE_CHECKING:
    from zveno.network.organisations.actors import Actor


class EventKind(models.Model):
    """An excursion, an open day, a trial, a fair…: data, not code."""

    code = models.SlugField(_("код"), max_length=40, unique=True)
    name = models.CharField(_("название"), max_length=120)
    position = models.PositiveSmallIntegerField(_("порядок"), default=100)

    class Meta:
        verbose_name = _("вид мероприятия")
        verbose_name_plural = _("виды мероприятий")
        ordering = ("position", "name")

    def __str__(self) -> str:
        return self.name


class EventQuerySet(models.QuerySet["Event"]):
    def open_to_all(self) -> EventQuerySet:
        """What a visitor without an account sees."""
        return self.filter(is_open=True).exclude(state=EventState.DRAFT)

    def visible_to(self, actor: Actor) -> EventQuerySet:
        """Announced ones of his district, open ones of any; drafts of his own or overseen organisations."""
        if actor.scope is Scope.SYSTEM:
            return self
        if actor.organisation is None:
            return self.open_to_all()
        announced = ~Q(state=EventState.DRAFT)
        inside = Q(organiser__territory__path__startswith=actor.territory_path)
        seen = announced & (Q(is_open=True) | inside | Q(organiser=actor.organisation))
        if actor.role in EDITORS:
            seen |= Q(organiser=actor.organisation)
        if actor.role in OVERSEERS:
            seen |= inside
        return self.filter(seen)

    def of_district(self, territory_path: str) -> EventQuerySet:
        return self.filter(organiser__territory__path__startswith=territory_path)

    def meeting(self, starts_at: datetime, ends_at: datetime) -> EventQuerySet:
        """Those that share at least a moment with that time."""
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)

    def expected(self) -> EventQuerySet:
        """Neither held nor cancelled."""
        return self.filter(state__in=[EventState.DRAFT, EventState.PUBLISHED])

    def uncounted(self, at: datetime) -> EventQuerySet:
        """Over, and nobody has said how many came."""
        return self.filter(state=EventState.PUBLISHED, ends_at__lte=at)


class Event(models.Model):
    """An announcement in the district's calendar, and afterwards what came of it."""

    organiser = models.ForeignKey(
        Organisation, models.PROTECT, related_name="events", verbose_name=_("организатор")
    )
    kind = models.ForeignKey(EventKind, models.PROTECT, related_name="events", verbose_name=_("вид"))
    title = models.CharField(_("название"), max_length=200)
    description = models.TextField(_("описание"), blank=True)
    starts_at = models.DateTimeField(_("начало"))
    ends_at = models.DateTimeField(_("окончание"))
    place = models.CharField(_("место"), max_length=200, help_text=_("Адрес и кабинет, цех или зал."))
    for_pupils = models.BooleanField(_("школьникам"), default=False)
    grade_from = models.PositiveSmallIntegerField(_("с класса"), null=True, blank=True)
    grade_to = models.PositiveSmallIntegerField(_("по класс"), null=True, blank=True)
    for_students = models.BooleanField(_("студентам"), default=False)
    for_parents = models.BooleanField(_("родителям"), default=False)
    for_teachers = models.BooleanField(_("педагогам и специалистам"), default=False)
    capacity = models.PositiveIntegerField(
        _("мест"), null=True, blank=True, help_text=_("Пусто – без ограничения.")
    )
    is_open = models.BooleanField(
        _("показать всем"), default=True, help_text=_("Иначе видят только участники сети.")
    )
    state = models.CharField(_("состояние"), max_length=20, choices=EventState, default=EventState.DRAFT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("кто внёс")
    )
    created_at = models.DateTimeField(_("внесено"))
    changed_at = models.DateTimeField(_("изменено"))
    revision = models.PositiveIntegerField(
        _("номер изменения"), default=0, help_text=_("Календари телефонов берут изменение с большим номером.")
    )
    published_at = models.DateTimeField(_("опубликовано когда"), null=True, blank=True)
    published_by = models.CharField(_("опубликовано кем"), max_length=250, blank=True)
    ended_at = models.DateTimeField(_("отмечено когда"), null=True, blank=True)
    ended_by = models.CharField(_("отмечено кем"), max_length=250, blank=True)
    cancel_reason = models.TextField(_("почему отменено"), blank=True)
    came = models.PositiveIntegerField(_("пришло"), null=True, blank=True)
    search_key = SearchKeyField("title", "place", "description")
    place_key = SearchKeyField("place")

    objects: ClassVar[EventQuerySet] = EventQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("мероприятие")
        verbose_name_plural = _("мероприятия")
        ordering = ("starts_at", "pk")
        indexes = (
            models.Index(fields=("starts_at",), name="events_by_time"),
            models.Index(fields=("organiser", "starts_at"), name="events_of_organiser"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="event_ends_after_it_begins",
                violation_error_message=_("Окончание должно быть позже начала."),
            ),
            models.CheckConstraint(
                condition=Q(for_pupils=True)
                | Q(for_students=True)
                | Q(for_parents=True)
                | Q(for_teachers=True),
                name="event_is_for_somebody",
                violation_error_message=_("Отметьте, для кого мероприятие."),
            ),
            models.CheckConstraint(
                condition=Q(grade_from__isnull=True, grade_to__isnull=True)
                | Q(
                    for_pupils=True,
                    # Comparisons with NULL would let half a range through.
                    grade_from__isnull=False,
                    grade_to__isnull=False,
                    grade_from__gte=1,
                    grade_to__lte=11,
                    grade_from__lte=F("grade_to"),
                ),
                name="grades_are_a_range_of_pupils",
                violation_error_message=_(
                    "Классы – от 1 до 11, «с» не больше «по», и только для школьников."
                ),
            ),
            models.CheckConstraint(
                condition=(Q(state=EventState.HELD) & Q(came__isnull=False))
                | (~Q(state=EventState.HELD) & Q(came__isnull=True)),
                name="held_event_tells_how_many_came",
            ),
            models.CheckConstraint(
                condition=(Q(state=EventState.CANCELLED) & ~Q(cancel_reason=""))
                | (~Q(state=EventState.CANCELLED) & Q(cancel_reason="")),
                name="cancelled_event_tells_why",
            ),
            models.CheckConstraint(
                condition=Q(state=EventState.DRAFT, published_at__isnull=True, published_by="")
                | (~Q(state=EventState.DRAFT) & Q(published_at__isnull=False) & ~Q(published_by="")),
                name="published_event_has_a_time_and_a_person",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by="")
                | (Q(ended_at__isnull=False) & ~Q(ended_by="")),
                name="ended_event_has_a_time_and_a_person",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def for_whom(self) -> str:
        """«7–9 классы, родители»."""
        words = []
        if self.for_pupils:
            words.append(self._grades())
        if self.for_students:
            words.append(_now("студенты"))
        if self.for_parents:
            words.append(_now("родители"))
        if self.for_teachers:
            words.append(_now("педагоги и специалисты"))
        return ", ".join(words)

    def _grades(self) -> str:
        if self.grade_from is None:
            return _now("школьники")
        if self.grade_from == self.grade_to:
            return _now("%(grade)d класс") % {"grade": self.grade_from}
        return _now("%(first)d–%(last)d классы") % {"first": self.grade_from, "last": self.grade_to}


class Rescheduling(models.Model):
    """A published event was moved: what its readers had been told before."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="reschedulings")
    was_starts_at = models.DateTimeField(_("было начало"))
    was_ends_at = models.DateTimeField(_("было окончание"))
    was_place = models.CharField(_("было место"), max_length=200)
    why = models.TextField(_("почему"), blank=True)
    at = models.DateTimeField(_("когда"))
    by_name = models.CharField(_("кто"), max_length=250)

    class Meta:
        verbose_name = _("перенос мероприятия")
        verbose_name_plural = _("переносы мероприятий")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.event} {self.was_starts_at:%d.%m.%Y %H:%M}"


class EventPartner(models.Model):
    """An organisation that takes part in another's event, or did: who is on the other side of the fact."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="partnered_events", verbose_name=_("партнёр")
    )

    class Meta:
        verbose_name = _("партнёр мероприятия")
        verbose_name_plural = _("партнёры мероприятий")
        ordering = ("organisation__sort_key", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("event", "organisation"), name="an_organisation_is_one_partner_of_an_event"
            ),
        )

    def __str__(self) -> str:
        return str(self.organisation)


class Subscription(models.Model):
    """A secret address that gives a telephone the calendar of one seat. The secret itself is not kept."""

    seat = models.OneToOneField(Membership, models.CASCADE, related_name="calendar", verbose_name=_("место"))
    digest = models.CharField(_("отпечаток"), max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("выдан"))

    class Meta:
        verbose_name = _("личный адрес календаря")
        verbose_name_plural = _("личные адреса календаря")

    def __str__(self) -> str:
        return str(self.seat)
